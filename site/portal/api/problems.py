"""What machines are told when something cannot be: problem details (RFC 9457), in the language of the request.

``type`` is ``urn:insaf:problem:`` and a code of ours, which stays; the words beside it are for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from permissions.limits.asking import Asked
from portal.admin_screens.fence import MACHINES

MEDIA_TYPE: Final = "application/problem+json"
URN: Final = "urn:insaf:problem:"
LANGUAGE: Final = "language"
"""In the query of any address: which language is answered in, whatever ``Accept-Language`` says."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its code, the status that comes with it, and its words."""

    code: str
    status: HTTPStatus
    title: str | Promise


BAD_REQUEST: Final = Kind("bad-request", HTTPStatus.BAD_REQUEST, _("The request could not be understood"))
NOT_JSON: Final = Kind("not-json", HTTPStatus.BAD_REQUEST, _("The body is not JSON that is taken"))
CLOSED: Final = Kind("closed", HTTPStatus.UNAUTHORIZED, _("Open the request first"))
IN_THE_CLEAR: Final = Kind("in-the-clear", HTTPStatus.FORBIDDEN, _("This is answered over HTTPS alone"))
NOT_FOUND: Final = Kind("not-found", HTTPStatus.NOT_FOUND, _("There is nothing here"))
METHOD: Final = Kind("method", HTTPStatus.METHOD_NOT_ALLOWED, _("This address does not take this method"))
NOT_POSSIBLE: Final = Kind("not-possible", HTTPStatus.CONFLICT, _("This cannot be done now"))
KEY_USED: Final = Kind("key-used", HTTPStatus.CONFLICT, _("This key was used before, for something else"))
FORM_CHANGED: Final = Kind("form-changed", HTTPStatus.CONFLICT, _("The form was changed meanwhile"))
DANGER: Final = Kind("danger", HTTPStatus.CONFLICT, _("This may mention danger: ask the writer what they want"))
GONE: Final = Kind("gone", HTTPStatus.GONE, _("Requests of this kind are no longer taken"))
LINK_OVER: Final = Kind("link-over", HTTPStatus.GONE, _("This link no longer works"))
NO_LENGTH: Final = Kind("no-length", HTTPStatus.LENGTH_REQUIRED, _("The request does not say how long it is"))
TOO_LARGE: Final = Kind("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("More was sent than is taken"))
MEDIA: Final = Kind("media-type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("The body is not of the type that is taken"))
INVALID: Final = Kind("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, _("Something that was sent has to be corrected"))
LIMITED: Final = Kind("limited", HTTPStatus.TOO_MANY_REQUESTS, _("Too much has come from your network"))
FAULT: Final = Kind("fault", HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong on our side"))
BUSY: Final = Kind("busy", HTTPStatus.SERVICE_UNAVAILABLE, _("We are very busy just now"))
AWAY: Final = Kind("busy", HTTPStatus.SERVICE_UNAVAILABLE, _("Part of the platform isn’t working right now"))
"""A machine does the same of both: it waits."""
KINDS: Final = (
    *(
        BAD_REQUEST,
        NOT_JSON,
        CLOSED,
        IN_THE_CLEAR,
        NOT_FOUND,
        METHOD,
        NOT_POSSIBLE,
        KEY_USED,
        FORM_CHANGED,
        DANGER,
        GONE,
        LINK_OVER,
        NO_LENGTH,
    ),
    *(TOO_LARGE, MEDIA, INVALID, LIMITED, FAULT, BUSY),
)


@dataclass(slots=True)
class Problem(Exception):
    """Raised by an operation: the answer is this problem. ``errors``: the key of a field, or "", and its sentence;
    ``danger``: whom to ring, and the form to go to."""

    kind: Kind
    detail: str | Promise = ""
    errors: list[tuple[str, str]] = field(default_factory=list)
    asked: Asked | None = None
    danger: dict[str, Any] | None = None


def answer(problem: Problem) -> HttpResponse:
    """The response, in the active language."""
    kind = problem.kind
    said: dict[str, Any] = {"type": f"{URN}{kind.code}", "title": str(kind.title), "status": int(kind.status)}
    said["detail"] = str(problem.detail or kind.title)
    if problem.errors:
        said["errors"] = [{"key": key, "message": sentence} for key, sentence in problem.errors]
    if problem.danger is not None:
        said["danger"] = problem.danger
    if problem.asked is not None and (challenge := problem.asked.challenge) is not None:
        work = json.loads(challenge.work)
        said["challenge"] = {"work": work, "ticket": challenge.ticket, "wait_seconds": challenge.wait_seconds}
    response = JsonResponse(said, status=kind.status, content_type=MEDIA_TYPE)
    if problem.asked is not None and problem.asked.retry_after:
        response["Retry-After"] = str(problem.asked.retry_after)
    if kind is CLOSED:
        response["WWW-Authenticate"] = "Bearer"
    response["Cache-Control"], response["Content-Language"] = "no-store", get_language() or settings.LANGUAGE_CODE
    patch_vary_headers(response, ["Accept-Language"])
    return response


def is_of_machines(request: HttpRequest) -> bool:
    """Whether whoever asks reads problems and no pages."""
    return request.path_info.startswith(MACHINES)


def said_of(request: HttpRequest, kind: Kind, detail: str | Promise = "", **headers: str) -> HttpResponse:
    """A problem for a request that reached no operation. Reads neither database nor session."""
    with override(language_of(request)):
        response = answer(Problem(kind, detail))
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def language_of(request: HttpRequest) -> str:
    """What the address asks for, else what the client would rather read, else the first language of the site."""
    try:
        asked = request.GET.get(LANGUAGE, "")
    except SuspiciousOperation:  # more behind the question mark than is read
        asked = ""
    if asked in languages():
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


def languages() -> list[str]:
    """The codes of the languages that are spoken here."""
    return [code for code, _name in settings.LANGUAGES]


def errors_of(errors: Iterable[tuple[str, Iterable[Any]]]) -> list[tuple[str, str]]:
    """The sentences of a form, each at its key; what is of the whole form is at ""."""
    return [("" if key == "__all__" else key, str(sentence)) for key, sentences in errors for sentence in sentences]
