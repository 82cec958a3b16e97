"""What the diary and the counts of a case say of one piece of work: what came from outside, and how it went up.

A count's row is written with the act that began it and names its rules; it counts only where the diary has an event of
that very moment. What cannot be told from both is ``NotKnown``: nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflows.cases.counting import COUNTS
from workflows.cases.models import CaseEvent, EventVerb, Work
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.trial.walk import Mark, Up

CLOCK = "clock"


class NotKnown(Exception):
    """The past of this work cannot be decided again: ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


Names = tuple[tuple[str, int], tuple[str, int]]
"""Key and number of a ladder and of a calendar."""


@dataclass(frozen=True, slots=True)
class Past:
    """One work as it was. ``named``: since when which versions counted; ``passes``: which pass found what was due."""

    work: Work
    marks: tuple[Mark, ...]
    ups: tuple[Up, ...]
    named: tuple[tuple[datetime, Names], ...]
    passes: Mapping[datetime, datetime]

    def names_at(self, at: datetime) -> Names:
        """The versions by which a count was reckoned that began at ``at``, or last before it."""
        place = bisect_right(self.named, at, key=lambda row: row[0])
        return self.named[max(place - 1, 0)][1]


def past_of(work: Work, deadlines: Iterable[Deadline], events: Sequence[CaseEvent]) -> Past | None:
    """None where it never had a count. Raises ``NotKnown``."""
    rows = sorted(deadlines, key=lambda each: (each.starts, each.cycle))
    counts = [each for each in rows if each.kind in COUNTS]
    if not counts:
        return None
    ours = [
        each for each in events if each.at >= counts[0].starts and (work.done_at is None or each.at <= work.done_at)
    ]
    if any("moved" in each.data for each in ours[1:]):
        raise NotKnown("moved")
    ups = [
        Up(each.at, int(each.data["to_level"]), datetime.fromisoformat(each.data["due"]))
        for each in ours
        if _is_of(each, work) and each.verb == EventVerb.ESCALATED and each.actor_kind == CLOCK
    ]
    return Past(
        work,
        tuple(sorted(_marks(work, rows, counts, ours), key=lambda mark: mark.at)),
        tuple(ups),
        tuple((each.starts, _names(each, work)) for each in rows if each.kind in (*COUNTS, DeadlineKind.RESUME)),
        {up.due: up.at for up in ups},
    )


def _marks(
    work: Work, rows: Iterable[Deadline], counts: Sequence[Deadline], events: Sequence[CaseEvent]
) -> Iterable[Mark]:
    by_moment: dict[datetime, CaseEvent] = {}
    for event in events:
        if _is_of(event, work) or event.at not in by_moment:
            by_moment[event.at] = event
    if any(count.starts not in by_moment for count in counts):
        raise NotKnown("diary")
    yield Mark(counts[0].starts, "begin")
    for count in counts[1:]:
        if by_moment[count.starts].actor_kind != CLOCK:
            yield _by_a_person(by_moment[count.starts])
    yield from (Mark(row.starts, "pause") for row in rows if row.kind == DeadlineKind.RESUME)
    answers = (each for each in events if each.verb == EventVerb.CITIZEN_ANSWERED and _is_of(each, work))
    yield from (Mark(event.at, "answer") for event in answers)
    if work.done_at is not None:
        yield Mark(work.done_at, "end")


def _by_a_person(event: CaseEvent) -> Mark:
    """What began a count anew: an act, or that somebody moved the work up before its time."""
    if event.verb == EventVerb.ESCALATED:
        return Mark(event.at, "up", int(event.data["to_level"]))
    return Mark(event.at, "restart")


def _is_of(event: CaseEvent, work: Work) -> bool:
    return event.step == work.step and event.branch == work.branch


def _names(deadline: Deadline, work: Work) -> Names:
    calendar = deadline.data.get("calendar")
    if calendar is None or ("counts" not in deadline.data and deadline.kind in COUNTS):
        raise NotKnown("release")
    ladder = deadline.data.get("ladder") or [work.ladder, 0]
    return (str(ladder[0]), int(ladder[1])), (str(calendar[0]), int(calendar[1]))
