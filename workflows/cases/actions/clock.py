"""What the clock does to a case when the time has come, and what a person does who does not wait for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.decide import Destination
from permissions.agencies.rights import WORK_CASE
from workflows.cases import counting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change, checked
from workflows.cases.duties import refuse_barred
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import MessageKind, Work
from workflows.cases.objection import check_undecided
from workflows.cases.recipients import GoneUp, named_by_ladder, staff_told
from workflows.cases.recusal import by_name, reach, work_destination
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import complete, go_on
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.definition import CITIZEN
from workflows.processes.definition import ELAPSED, Effect

__all__ = ["CloseInSilence", "Elapse", "Escalate", "Remind", "Resume"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Action):
    """Up one level: the clock when the time is over, or a person before it is, who names no deadline and says why.

    The next level counts from this moment, so a late sweep lifts a case one level, never two.
    """

    verb, right, by_clock = EventVerb.ESCALATED, WORK_CASE, True
    deadline_id: int | None = None
    reason: str = ""

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """By a deadline somebody would reach another piece of work than the one that their right was asked about."""
        return self.deadline_id is None or actor.kind == "clock"

    def decide(self, change: Change, rules: Rules) -> None:
        if self.deadline_id is None:
            deadline = _coming(change, change.state.work(self.work_id))
            check_undecided(change.state, deadline.work, change.actor.user_id, rules)
            refuse_barred(change.state, deadline.work, change.actor.user_id, rules)
            change.say(MessageKind.REASON, checked(self.reason), public=False)
        else:
            deadline = due_deadline(change, self.deadline_id, DeadlineKind.ESCALATE)
        work = deadline.work
        destination = work_destination(change.state, work, work.agency_id, deadline.level, rules)
        _go_up(change, deadline, destination, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Action):
    """Nobody acted at the top: the unit above the agencies is told, and told again.

    Where nobody of that unit is free of the case, it goes to whoever is, and becomes an escalation: a reminder would
    reach nobody who may read it.

    Here and below ``deadline_id`` is None for a deadline that only lives in memory, in bulk.
    """

    verb, by_clock = EventVerb.REMINDED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        deadline = due_deadline(change, self.deadline_id, DeadlineKind.REMIND)
        work, unit = deadline.work, rules.unit(change.state.track)
        destination = work_destination(change.state, work, unit.pk, 0, rules)
        if destination.seat.user_id is not None and destination.agency_id not in (unit.pk, work.agency_id):
            change.verb = Escalate.verb
            _go_up(change, deadline, destination, rules)
            return
        change.act_on(work)
        change.post_id = work.post_id
        change.data.update({"cycle": deadline.cycle, "told": unit.pk})
        counting.end(change, work)
        counting.begin(change, work, rules)
        change.tell_staff("reminded", [destination.seat.user_id], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Action):
    """The citizen has not answered in time. The question stays open, but it pauses nothing any more."""

    verb, by_clock = EventVerb.RESUMED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        work = due_deadline(change, self.deadline_id, DeadlineKind.RESUME).work
        change.act_on(work)
        counting.go_on(change, work, rules)
        change.tell_staff("resumed", [work.holder_id, work.assignee_id], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInSilence(Action):
    """The citizen has not contradicted the answer in time."""

    verb, by_clock = EventVerb.CLOSED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        work = due_deadline(change, self.deadline_id, DeadlineKind.CLOSE).work
        change.act_on(work)
        way = complete(change, work, Effect.SILENT, rules)
        change.tell_citizen("closed", instead=way.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapse(Action):
    """Nobody had to act, and the time is over: on to the next step."""

    verb, by_clock = EventVerb.ELAPSED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        work = due_deadline(change, self.deadline_id, DeadlineKind.ELAPSE).work
        change.act_on(work)
        go_on(change, work, ELAPSED, rules)


def _go_up(change: Change, deadline: Deadline, destination: Destination, rules: Rules) -> None:
    """To where it goes next; where everybody above is accused, elsewhere, to who is at the ground there."""
    work, seat = deadline.work, destination.seat
    before, moved = work.holder_id, destination.agency_id != work.agency_id
    level = 0 if moved else deadline.level
    change.act_on(work)
    change.post_id = seat.post_id
    change.data.update(
        {
            "from_level": work.level,
            "to_level": level,
            "due": deadline.due.isoformat() if deadline.due else None,
            "reckoned_by": deadline.data,
        }
    )
    change.noted(work)["holder"] = seat.user_id
    counting.end(change, work)
    work.level, work.post_id, work.holder_id = level, seat.post_id, seat.user_id
    work.paused_at = None
    if moved:
        reach(change, work, destination, rules)
    by_name(change, destination)
    counting.begin(change, work, rules)
    # Of one that a person moved up in time no letter says that nobody acted.
    topic = "escalated" if change.actor.kind == "clock" else "moved_up"
    named = named_by_ladder(work, rules)
    change.tell_staff(topic, staff_told(named, GoneUp(change.state, work, before, rules)), work)
    if moved or CITIZEN in named:
        change.tell_citizen("referred" if moved else topic, work)


def due_deadline(change: Change, deadline_id: int | None, kind: DeadlineKind) -> Deadline:
    """The deadline as it stands under the lock: someone may have acted since the sweep saw it."""
    for deadline in change.state.deadlines:
        meant = deadline.pk == deadline_id and deadline.kind == kind and deadline.done is None
        if meant and deadline.due is not None and deadline.due <= change.at:
            return deadline
    raise NotPossible(_("This is not due any more."))


def _coming(change: Change, work: Work) -> Deadline:
    for deadline in change.state.open_deadlines(work):
        if deadline.kind == DeadlineKind.ESCALATE:
            return deadline
    raise NotPossible(_("There is no higher level to go to."))
