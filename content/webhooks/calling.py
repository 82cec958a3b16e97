"""Calls what waits to be called: signed, tried again with growing waits, and given up after the last try."""

from __future__ import annotations

import json
import logging
import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.webhooks.models import TO_BE_CALLED, WebhookCall
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.calling import Refused, post
from permissions.now import now
from workflows.services.web.service import SERVICE, signature_of
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long a call is out of sight of others while one makes it."""
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""Before the second try, the third …; one that fails once more is given up."""
AT_ONCE = 50
SECONDS = 20.0
"""A pass begins no further call after so long."""
KEPT = timedelta(days=30)
NOT_NAMED: Final = "not_named"
REASON: Final[Promise] = _("This webhook is no longer in the operators’ settings.")


def are_waiting() -> bool:
    """Whether something is to be called now. One statement."""
    return _waiting().exists()


def call_waiting(*, seconds: float = SECONDS) -> int:
    """Call what waits, oldest first; how many were taken. Safe to ring twice and to kill: what has no answer waits."""
    began, taken = time.monotonic(), 0
    while calls := list(_waiting()[:AT_ONCE]):
        for call in calls:
            if time.monotonic() - began > seconds:
                return taken
            taken += _leased(call) and _call(call)
    return taken


def forget_calls() -> None:
    """Let go of what was taken or given up a month ago."""
    WebhookCall.objects.exclude(TO_BE_CALLED).filter(created_at__lt=now() - KEPT).delete()


def try_again(call_id: int, *, actor: Actor) -> bool:
    """Have one that was given up called once more, and put that on record; whether there was such a one."""
    at = now()
    with write_transaction():
        given_up = WebhookCall.objects.filter(pk=call_id, failed_at__isnull=False)
        if not given_up.update(failed_at=None, problem="", attempts=0, available_at=at):
            return False
        append([NewEntry("webhook_tried_again", "webhook", call_id)], actor=actor, at=at)
    return True


def reason_of(code: str) -> str:
    """Why a call came to nothing, in words."""
    return str(REASON if code == NOT_NAMED else SERVICE.reasons.get(code, code))


def _waiting() -> QuerySet[WebhookCall]:
    return WebhookCall.objects.filter(TO_BE_CALLED, available_at__lte=now()).order_by("available_at", "id")


def _leased(call: WebhookCall) -> bool:
    """Whether nobody else got there first."""
    same = WebhookCall.objects.filter(TO_BE_CALLED, pk=call.pk, available_at=call.available_at)
    return bool(same.update(available_at=now() + LEASE, attempts=F("attempts") + 1))


def _call(call: WebhookCall) -> bool:
    """Whether the other system took it."""
    problem = _problem(call)
    here = WebhookCall.objects.filter(TO_BE_CALLED, pk=call.pk)
    if not problem:
        return bool(here.update(done_at=now(), problem=""))
    log.warning("Webhook call %s could not be made: %s", call.key, problem)
    if call.attempts >= len(WAITS):  # as it was read, before this try was counted
        here.update(failed_at=now(), problem=problem)
    else:
        here.update(available_at=now() + WAITS[call.attempts], problem=problem)
    return False


def _problem(call: WebhookCall) -> str:
    """Call it once; the code of what went wrong, or ""."""
    if call.webhook not in settings.PAGE_WEBHOOKS:
        return NOT_NAMED
    body = _body_of(call)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": call.key,
        "Insaf-Signature": f"sha256={signature_of(body)}",
    }
    try:
        status = post(call.webhook, body, headers)
    except Refused as refused:
        return refused.why
    if 300 <= status < 400:
        return "sent_on"
    return "" if 200 <= status < 300 else "answered"


def _body_of(call: WebhookCall) -> bytes:
    said = {
        "key": call.key,
        "what": call.what,
        "page": call.page,
        "at": call.created_at.isoformat(),
        "sent": now().isoformat(),
    }
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
