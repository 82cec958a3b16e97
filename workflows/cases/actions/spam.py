"""What becomes of a case that the complaints unit looks at first: it goes on, or is closed as spam; each can be undone,
and its citizen may object. What speaks of danger goes on by a person's word alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases import counting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.actions.citizen import objectable_until
from workflows.cases.actions.clock import due_deadline
from workflows.cases.actions.taking_back import TAKEN_BACK_WITHIN
from workflows.cases.change import Change, required
from workflows.cases.danger import DANGER
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, CaseEvent, MessageKind, Outcome
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import begin_anew, keep_back, leave, let_go
from workflows.deadlines.models import DeadlineKind

__all__ = ["CloseAsSpam", "HoldAgain", "Object", "Release", "Urge"]

DECIDED = _("Someone has already decided about it: it’s no longer held back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Action):
    """It goes where it would have gone at once, and is counted there from now on.

    Suspected spam also by the clock, where nobody looked in time; what speaks of danger by a person alone, who says why
    in ``note``.
    """

    verb, right, about, by_clock = EventVerb.RELEASED, WORK_CASE, "case", True
    deadline_id: int | None = None
    note: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        if not change.case.held:
            raise NotPossible(DECIDED)
        if self.deadline_id is not None:
            due_deadline(change, self.deadline_id, DeadlineKind.RELEASE)
        if change.state.first_look is not None:
            change.say(MessageKind.NOTE, required(self.note), public=False)
        change.act_on_the_whole()
        let_go(change, rules)
        change.tell_citizen("referred")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAsSpam(Action):
    """It is no request to anybody. Its citizen reads why, and how to object."""

    verb, right, about, to_citizen = EventVerb.CLOSED_AS_SPAM, WORK_CASE, "case", True
    text: str

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if not case.held:
            raise NotPossible(DECIDED)
        if change.state.first_look is not None:
            raise NotPossible(_("It mentions danger, so it can’t be closed as spam. Release it, and say why."))
        change.act_on_the_whole()
        change.say(MessageKind.DECISION, required(self.text), public=True)
        for work in change.state.open_works:
            leave(change, work, str(Outcome.SPAM))
        rules.mover.clear(change.state)
        case.held, case.outcome = False, Outcome.SPAM
        change.tell_citizen("closed_as_spam")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldAgain(Action):
    """What was decided about it was a slip: it is held back again, by whoever decided, before anybody acted on it."""

    verb, right, about = EventVerb.HELD_AGAIN, WORK_CASE, "case"

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Their own decision alone."""
        event = decided_last(state)
        return event is None or event.actor_user_id == actor.user_id

    def decide(self, change: Change, rules: Rules) -> None:
        event = decided_last(change.state)
        if event is None:
            raise NotPossible(_("Somebody has acted on it since, so it stays as it is."))
        if change.at - event.at > TAKEN_BACK_WITHIN:
            raise NotPossible(_("That was too long ago to be undone."))
        change.data["undone"] = event.number
        change.data |= danger_told(change.case)
        change.case.held = True
        if event.verb == EventVerb.CLOSED_AS_SPAM:
            change.case.outcome = ""
            begin_anew(change, rules)
            return
        change.act_on_the_whole()
        for work in change.state.open_works:
            if not work.waits:
                keep_back(change, work, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge(Action):
    """Nobody of the unit looked in time at what speaks of danger: who stands above is told, and at the top told again.

    It stays with the unit: it is never released by itself.
    """

    verb, by_clock = EventVerb.URGED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        deadline = due_deadline(change, self.deadline_id, DeadlineKind.LOOK)
        work = deadline.work
        level = min(deadline.level, rules.top(work.agency_id))
        change.act_on(work)
        change.data["level"] = level
        counting.end(change, work)
        counting.wait_for_a_first_look(change, work, rules, level=level + 1)
        change.touch(work)
        change.tell_staff("look_first", [destination_of(change.state, work.agency_id, level, rules).seat.user_id], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(Action):
    """It was a real request, says its citizen, and that is enough: it begins anew, and is not held back again."""

    verb, by_citizen = EventVerb.OBJECTED, True
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        if object_by(change.state, change.at) is None:
            raise NotPossible(_("This is possible for 30 days after it was closed as no request."))
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.case.outcome = ""
        begin_anew(change, rules)
        change.tell_citizen("referred")


def danger_told(case: Case) -> dict[str, Any]:
    """What the diary told of danger when it was filed; nothing of most. One statement."""
    opened = CaseEvent.objects.filter(case=case, number=1).values_list("data", flat=True).first() or {}
    return {DANGER: opened[DANGER]} if DANGER in opened else {}


def decided_last(state: State) -> CaseEvent | None:
    """The last act on a case, where that decided whether it is spam."""
    last = CaseEvent.objects.filter(case=state.case, number=state.case.events_count).first()
    return last if last is not None and last.verb in (EventVerb.RELEASED, EventVerb.CLOSED_AS_SPAM) else None


def object_by(state: State, at: datetime) -> datetime | None:
    """Until when a case that was closed as spam can be objected to; None where it cannot, or no longer."""
    case = state.case
    if case.closed_at is None or case.outcome != Outcome.SPAM:
        return None
    last = objectable_until(case.closed_at)
    return last if at < last else None
