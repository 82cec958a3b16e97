"""Does what processes asked for: each act once, tried again with growing waits, and given up after the last try."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.now import now
from workflows.cases.actions import Action, GiveUp, Serve
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import CaseEvent, Track
from workflows.outbox.models import OVER, TO_BE_DONE, ServiceCall
from workflows.processes.automatic import every, found
from workflows.processes.definition import FAILED
from workflows.services.service import Call, NotServed, Service

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long a call is out of sight of others while one does it."""
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""Before the second try, the third …, where an owner says nothing else; one that fails once more is given up."""
USUAL_TRIES: Final = len(WAITS) + 1
AT_ONCE = 50
SECONDS = 20.0
"""A pass begins no further act after so long: a machine that hangs holds up no clock."""
UNKNOWN, FAULT, SEALED = "unknown", "fault", "sealed"
REASONS: Final[Mapping[str, str | Promise]] = {
    UNKNOWN: _("This release has no such automatic act."),
    OVER: _("The request went on before it was done."),
    FAULT: _("A fault of the platform; its log says more."),
    SEALED: _("The request is a sensitive one: no other machine is told of it."),
}


def do_waiting(*, seconds: float = SECONDS) -> int:
    """Do what waits, oldest first; what others must answer comes after all that needs nobody. Returns how many."""
    if not is_waiting():  # one statement where there is nothing, as nearly always
        return 0
    began, done = time.monotonic(), 0
    outside = Q(service__in=[act.name for act in every() if isinstance(act, Service) and act.goes_outside])
    for which in (~outside, outside):
        while calls := list(_waiting().filter(which)[:AT_ONCE]):
            for call in calls:
                if time.monotonic() - began > seconds:
                    return done
                taken = _take(call)
                if taken is not None:
                    done += _do(taken)
    return done


def is_waiting() -> bool:
    """Whether something is to be done now."""
    return _waiting().exists()


def _waiting() -> QuerySet[ServiceCall]:
    return ServiceCall.objects.filter(TO_BE_DONE, available_at__lte=now()).order_by("available_at", "id")


def _take(call: ServiceCall) -> ServiceCall | None:
    """Lease the call, and read it as it stands now: its case may have gone on since the list was made. None where
    another got there first."""
    same = ServiceCall.objects.filter(TO_BE_DONE, pk=call.pk, available_at=call.available_at)
    if not same.update(available_at=now() + LEASE, attempts=F("attempts") + 1):
        return None
    return ServiceCall.objects.select_related("case__key", "work").get(pk=call.pk)


def _do(call: ServiceCall) -> bool:
    """Whether it is done now; what is not waits for longer each time, or is given up."""
    if _is_over(call):
        _given_up(call, OVER)
        return False
    try:
        act = _act(call.service)
        if act.goes_outside:
            act.outside(_told(call))
        return _end(call, Serve(call_id=call.pk, deed=act.decide))
    except NotServed as error:
        _failed(call, error.code)
        return False
    except Exception:
        log.exception("Automatic act %s failed.", call.key)
        _failed(call, FAULT)
        return False


def _act(name: str) -> Service:
    act = found(name)
    if not isinstance(act, Service):
        raise NotServed(UNKNOWN)
    return act


def _is_over(call: ServiceCall) -> bool:
    """Whether what waited for it does so no more, by another way than that it had failed before."""
    return call.work is not None and call.work.done_at is not None and call.work.result != FAILED


def _told(call: ServiceCall) -> Call:
    """What may leave: of a sensitive request nothing. Raises ``NotServed``."""
    if call.case.track == Track.SENSITIVE:
        raise NotServed(SEALED)
    event = CaseEvent.objects.get(case_id=call.case_id, number=call.event_number)
    return Call(call.key, event.pk, call.case.tracking, call.step, event.at, call.values)


def _end(call: ServiceCall, act: Action) -> bool:
    """Through the door; whether nobody else was faster."""
    try:
        apply(call.case_id, act, actor=Actor.clock)
    except NotPossible:
        log.info("Automatic act %s was over already.", call.key)
        return False
    return True


def _failed(call: ServiceCall, code: str) -> None:
    if call.attempts >= (call.tries or USUAL_TRIES) and _given_up(call, code):
        return
    usual = WAITS[min(call.attempts, len(WAITS)) - 1]
    again = now() + (usual if call.pause is None else timedelta(minutes=call.pause))
    ServiceCall.objects.filter(TO_BE_DONE, pk=call.pk).update(available_at=again, problem=code)
    log.warning("Automatic act %s could not be done: %s", call.key, code)


def _given_up(call: ServiceCall, code: str) -> bool:
    """Whether the case goes on without it; one that cannot is tried again and again, and holds up no other."""
    try:
        _end(call, GiveUp(call_id=call.pk, problem=code))
    except Exception:
        log.exception("Automatic act %s could not be given up.", call.key)
        return False
    return True


def reason_of(service: str, code: str) -> str:
    """Why an act came to nothing, in words."""
    act = found(service)
    known = {**REASONS, **(act.reasons if isinstance(act, Service) else {})}
    return str(known.get(code, code))


def names(services: Iterable[str]) -> Mapping[str, str]:
    """What acts are called; of one that this release has not its name in the code."""
    return {name: str(act.title) if (act := found(name)) is not None else name for name in services}
