"""What the clock tells before work goes up, and of the overall limit of a case: nothing moves by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.cases import limit
from workflows.cases.actions.action import Action
from workflows.cases.actions.clock import due_deadline
from workflows.cases.change import Change
from workflows.cases.events import EventVerb
from workflows.cases.recipients import GoneUp, staff_told
from workflows.cases.rules import Rules
from workflows.cases.state import at_work
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind
from workflows.escalation.definition import CITIZEN

__all__ = ["PassLimit", "Warn", "WarnOfLimit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn(Action):
    """The time that leads to the next level is nearly over: those whom the rung names are told, while they can act."""

    verb, by_clock = EventVerb.WARNED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        warning = due_deadline(change, self.deadline_id, DeadlineKind.WARN)
        work = warning.work
        change.act_on(work)
        change.post_id = work.post_id
        _done(change, warning)
        count = next((each for each in change.state.open_deadlines(work) if each.kind in COUNTS), None)
        due = count.due.isoformat() if count is not None and count.due is not None else None
        change.data.update({"to_level": warning.level, "due": due, "reckoned_by": warning.data})
        rungs = rules.ladder(work.ladder).rungs if work.ladder else ()
        named = next((rung.warning.tells for rung in rungs if rung.level == warning.level and rung.warning), ())
        gone = GoneUp(change.state, work, None, rules)
        change.tell_staff("warned", [*staff_told(named, gone), *_assigned(named, work.assignee_id)], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnOfLimit(Action):
    """The overall limit of the case is near."""

    verb, by_clock = EventVerb.LIMIT_NEAR, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        warning = due_deadline(change, self.deadline_id, DeadlineKind.LIMIT_WARN)
        _done(change, warning)
        _of_the_limit(change, warning)
        _tell(change, "limit_near", warning.data["tells"], rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassLimit(Action):
    """The overall limit is over without a decision, or so long ago that the next are told of it."""

    verb, by_clock = EventVerb.LIMIT_PASSED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        deadline = due_deadline(change, self.deadline_id, DeadlineKind.LIMIT)
        _of_the_limit(change, deadline)
        passed = limit.pass_on(change, deadline, rules)
        named = passed.tells if passed is not None else ()
        _tell(change, "limit_passed", named, rules)
        if CITIZEN in named:
            change.tell_citizen("limit_passed")


def _done(change: Change, deadline: Deadline) -> None:
    deadline.done = change.at
    change.set(deadline)


def _of_the_limit(change: Change, deadline: Deadline) -> None:
    change.act_on_the_whole()
    case = change.case
    change.data.update(
        {
            "step_after": deadline.level - 1 if deadline.kind == DeadlineKind.LIMIT else None,
            "limit_due": case.limit_due.isoformat() if case.limit_due else None,
            "limit_by_day": case.limit_by_day,
            "reckoned_by": deadline.data,
        }
    )


def _tell(change: Change, topic: str, named: Iterable[str], rules: Rules) -> None:
    """Those whom the limit names, at each agency that has something to do on the case."""
    names = tuple(named)
    for work in at_work(change.state):
        told = staff_told(names, GoneUp(change.state, work, work.holder_id, rules))
        change.tell_staff(topic, [*told, *_assigned(names, work.assignee_id)])


def _assigned(names: Iterable[str], assignee_id: int | None) -> list[int | None]:
    """A colleague who was given the work is warned with its holder."""
    return [assignee_id] if "holder" in names else []
