"""What the telephone exchange tells: a call rings, is answered, is over, was recorded. Signed, or nothing is there.

``POST`` of JSON with ``event`` (``ringing``, ``answered``, ``ended``, ``recorded``), ``call`` (the exchange's own name
of the call), ``at`` (seconds since 1970), of a ringing one ``extension`` and ``number`` (empty where it is withheld),
of a recorded one ``recording``. ``Insaf-Signature: sha256=…`` is the HMAC-SHA-256 of the body as it was sent, in hex.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from permissions import security_log
from permissions.now import now
from workflows.calls.services import NotOpen, answered_at_exchange, over_at_exchange, recorded, ring
from workflows.questions.types import read_phone

MOST_BYTES: Final = 4_096
OLDEST: Final = timedelta(minutes=5)
"""What was signed longer ago may have been caught on its way, and counts no more."""
_NAME: Final = re.compile(r"[A-Za-z0-9._:@-]{1,100}")
_EXTENSION: Final = re.compile(r"[0-9*#]{1,16}")
_RECORDING: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""Of a recording nothing that leads elsewhere in the address of the operator's."""


def lead_there(request: HttpRequest) -> HttpResponse:
    """``/call-centre/``: to the screen of those who take calls."""
    return redirect("call_centre:start")


@csrf_exempt  # it is signed, and no browser sends it
@never_cache
def exchange(request: HttpRequest) -> HttpResponse:
    """Take what the exchange tells: 204; 404 for a call or an extension that is not here.

    Without the setting nothing is signed rightly, so that nobody is told whether there is one.
    """
    if request.method != "POST":
        return _problem(HTTPStatus.METHOD_NOT_ALLOWED, "Send it by POST.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "At most 4,096 bytes.")
    if not _is_signed(request):
        security_log.tell("exchange", "refused")
        return _problem(HTTPStatus.UNAUTHORIZED, "The signature is not that of this body.")
    try:
        said = _read(request.body)
    except (ValueError, KeyError, ValidationError):
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "It is not as it is documented.")
    if abs(now() - said["at"]) > OLDEST:
        return _problem(HTTPStatus.UNAUTHORIZED, "It was signed more than five minutes ago, or the clocks differ.")
    return HttpResponse(status=HTTPStatus.NO_CONTENT) if _done(said) else _problem(HTTPStatus.NOT_FOUND, "Unknown.")


def _is_signed(request: HttpRequest) -> bool:
    if not settings.EXCHANGE_SECRET:
        return False
    mac = hmac.new(settings.EXCHANGE_SECRET.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={mac}".encode(), request.headers.get("Insaf-Signature", "").encode())


def _read(body: bytes) -> dict[str, Any]:
    """What is told, checked; raises ``KeyError``, ``ValueError`` or ``ValidationError``."""
    told = json.loads(body)
    if not isinstance(told, dict) or not _NAME.fullmatch(str(told["call"])):
        raise ValueError
    said = {"event": str(told["event"]), "call": str(told["call"])}
    if said["event"] == "ringing":
        if not _EXTENSION.fullmatch(str(told["extension"])):
            raise ValueError
        said |= {"extension": str(told["extension"]), "number": read_phone(str(told.get("number") or ""))}
    elif said["event"] == "recorded":
        said["recording"] = str(told["recording"])
        if not _RECORDING.fullmatch(said["recording"]):
            raise ValueError
    elif said["event"] not in ("answered", "ended"):
        raise ValueError
    try:
        return {**said, "at": datetime.fromtimestamp(int(told["at"]), UTC)}
    except (OverflowError, OSError, TypeError) as error:
        raise ValueError from error


def _done(said: dict[str, Any]) -> bool:
    """Whether there is such a call, or such an extension."""
    match said["event"]:
        case "ringing":
            return ring(exchange=said["call"], extension=said["extension"], number=said["number"]) is not None
        case "answered":
            try:
                return answered_at_exchange(said["call"])
            except NotOpen:  # it ended at the same moment
                return False
        case "ended":
            return over_at_exchange(said["call"])
        case _:
            return recorded(said["call"], said["recording"])


def _problem(status: HTTPStatus, words: str) -> HttpResponse:
    response = JsonResponse({"problem": words}, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Insaf-Signature"
    return response
