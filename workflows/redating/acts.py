"""What a change of rules does to one case: other dates, and that it is excused for having gone up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflows.cases import consulting, counting, limit
from workflows.cases.actions import Action
from workflows.cases.change import Change
from workflows.cases.events import EventVerb
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.deadlines.models import COUNTS, OF_THE_CASE, Deadline, DeadlineKind
from workflows.redating.plan import Again, Excused

SHOWN = (*COUNTS, DeadlineKind.CLOSE, DeadlineKind.ELAPSE, DeadlineKind.RELEASE)
"""The deadlines whose date a piece of work shows."""
BY = ("calendar", "ladder", "limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redate(Action):
    """Open deadlines get the dates of the version in force: those of them, at least one, that it moves.

    No letter goes out: it may be thousands in an hour. Pages show the new date, and the diary both.
    """

    verb, by_clock = EventVerb.REDATED, True
    moved: tuple[Again, ...]

    def decide(self, change: Change, rules: Rules) -> None:
        moved = self.moved
        change.act_on(_first_acted(moved))
        change.data["redated"] = [_told(again) for again in moved]
        for again in moved:
            _move(change, again, rules)
        # Where several bodies work on it side by side, the date that its title says is the one that comes first.
        first = min(moved, key=lambda again: again.due)
        by_day = first.deadline.work.due_by_day if first.ladder else first.data.get("by_day", change.case.limit_by_day)
        change.data.update({"due": first.due.isoformat(), "by_day": by_day})


@dataclass(frozen=True, slots=True, kw_only=True)
class RedateConsultation(Action):
    """The same for one question to another agency, of which the citizen hears nothing."""

    verb, by_clock = EventVerb.CONSULT_REDATED, True
    moved: Again

    def decide(self, change: Change, rules: Rules) -> None:
        again, deadline = self.moved, self.moved.deadline
        asked = consulting.open_numbered(change.state, deadline.data["consultation"])
        change.act_on_the_whole()
        change.data.update(consulting.told_of(asked))
        change.data.update({"redated": [_told(again)], "due": again.due.isoformat(), "by_day": again.data["by_day"]})
        asked.due, asked.due_by_day = again.due, bool(again.data["by_day"])
        deadline.due, deadline.data = again.due, again.data
        change.set(deadline)
        consulting.note(change, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse(Action):
    """It went up by a date that a later calendar would not have set. The level stays; the diary says so."""

    verb, by_clock = EventVerb.EXCUSED, True
    found: tuple[Excused, ...]

    def decide(self, change: Change, rules: Rules) -> None:
        last = self.found[-1]
        change.act_on(next(work for work in change.state.works if work.pk == last.work.pk))
        change.data["excused"] = [each.event_number for each in self.found]
        change.data.update({"due": last.due.isoformat(), "was": last.was.isoformat()})


def redating(moved: Sequence[Again]) -> list[Action]:
    """The acts that do it to one case: one for all dates of its own, and one for each question to another agency."""
    own = tuple(again for again in moved if again.asked is None)
    acts: list[Action] = [Redate(moved=own)] if own else []
    return [*acts, *(RedateConsultation(moved=again) for again in moved if again.asked is not None)]


def moving(reckoned: Iterable[Again], *, earlier: bool) -> list[Again]:
    """Those of a case's open deadlines that get another date."""
    wanted = {"later", "earlier"} if earlier else {"later"}
    return [each for each in reckoned if each.direction in wanted or (each.onward and each.direction == "unchanged")]


def _first_acted(moved: Sequence[Again]) -> Work:
    return moved[0].deadline.work


def _told(again: Again) -> dict[str, object]:
    deadline = again.deadline
    return {
        "kind": str(deadline.kind),
        "level": deadline.level,
        "branch": deadline.work.branch,
        "was": deadline.due.isoformat() if deadline.due else None,
        "due": again.due.isoformat(),
        "was_by": {name: deadline.data[name] for name in BY if name in deadline.data},
        "by": {name: again.data[name] for name in BY if name in again.data},
    }


def _move(change: Change, again: Again, rules: Rules) -> None:
    deadline: Deadline = again.deadline
    work = deadline.work
    if again.ladder:
        counting.follow_ladders(change, work, rules)
        return
    if deadline.kind in OF_THE_CASE and again.data["limit"] != deadline.data["limit"]:
        limit.choose_again(change, rules)
        return
    if deadline.kind in OF_THE_CASE:
        limit.follow(change, deadline, again.due, again.data, rules)
        return
    if deadline.kind in SHOWN and work.due == deadline.due:
        work.due, work.due_by_day = again.due, bool(again.data["by_day"])
        change.touch(work)
    deadline.due, deadline.data = again.due, again.data
    change.set(deadline)
    if deadline.kind in COUNTS:
        counting.warn_accordingly(change, deadline, rules)
