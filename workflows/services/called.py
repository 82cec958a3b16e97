"""What became of automatic acts, in words; and having one that failed tried once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language
from workflows.cases.models import CaseEvent, EventVerb, Track
from workflows.outbox.hook import set_to_work_after_commit
from workflows.outbox.models import OVER, TO_BE_DONE, ServiceCall
from workflows.processes.definition import Automatic, Step
from workflows.processes.publishable import PROCESSES
from workflows.services.doing import LEASE, names, reason_of
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version


class State(models.TextChoices):
    """How an act stands."""

    FAILED = "failed", _("given up")
    FAILING = "failing", _("could not be done yet")
    WAITING = "waiting", _("waits to be done")
    DONE = "done", pgettext_lazy("state of an act", "done")


ABOUT_STATE: Final[Mapping[str, Q]] = {
    State.FAILED: Q(failed_at__isnull=False),
    State.FAILING: TO_BE_DONE & ~Q(problem=""),
    State.WAITING: TO_BE_DONE & Q(problem=""),
    State.DONE: Q(done_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One act. ``step``: what the owner calls it; ``sealed``: no more than the number of the case is shown."""

    call: ServiceCall
    act: str
    step: str
    state: State
    reason: str
    again: bool
    sealed: bool


def calls(*, state: str = "") -> QuerySet[ServiceCall]:
    """All acts, the newest first, or those in a state."""
    rows = ServiceCall.objects.select_related("case__process_version").order_by("-pk")
    return rows.filter(ABOUT_STATE[state]) if state in ABOUT_STATE else rows


def failed() -> int:
    """How many were given up and can be tried again."""
    return ServiceCall.objects.filter(ABOUT_STATE[State.FAILED]).exclude(problem=OVER).count()


def shown(call: ServiceCall) -> Shown:
    """A row in words."""
    step = _step_of(call)
    return Shown(
        call,
        names([call.service])[call.service],
        in_language(step.name) if step is not None else call.step,
        state_of(call),
        reason_of(call.service, call.problem) if call.problem else "",
        may_try_again(call),
        call.case.track != Track.ORDINARY,
    )


def _step_of(call: ServiceCall) -> Step | None:
    """As it was when the act was asked for: the case may have been moved to another version since."""
    step = PROCESSES.of(call.case.process_version).steps.get(call.step)
    if isinstance(step, Automatic) and step.action == call.service:
        return step
    later = CaseEvent.objects.filter(case=call.case_id, verb=EventVerb.MOVED, number__gt=call.event_number)
    moved = later.order_by("number").first()
    if moved is None:
        return step
    key, number = moved.data["from_process"]
    former = Version.objects.filter(subject=Subject.PROCESS, key=key, number=number).first()
    return PROCESSES.of(former).steps.get(call.step) if former is not None else None


def state_of(call: ServiceCall) -> State:
    """How it stands."""
    if call.done_at is not None:
        return State.DONE
    if call.failed_at is not None:
        return State.FAILED
    return State.FAILING if call.problem else State.WAITING


def may_try_again(call: ServiceCall) -> bool:
    """Whether trying now is something else than waiting. What nobody waits for any more is not done afterwards."""
    if call.failed_at is not None:
        return call.problem != OVER
    return call.done_at is None and bool(call.problem) and call.available_at > now() + LEASE


def try_again(call_id: int, *, actor: Actor) -> bool:
    """Have an act that failed done now, and put that on record; whether there was one to be tried."""
    at = now()
    with write_transaction():
        call = ServiceCall.objects.select_for_update(of=("self",)).filter(pk=call_id).first()
        if call is None or not may_try_again(call):
            return False
        ServiceCall.objects.filter(pk=call.pk).update(failed_at=None, problem="", attempts=0, available_at=at)
        about = NewEntry("act_tried_again", "act", call.pk, {"service": call.service})
        append([about], actor=actor, at=at)
        set_to_work_after_commit()
    return True
