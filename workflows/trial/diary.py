"""What the diary and the counts of a case say of one piece of work: what came from outside, and how it went up.

A count's row is written with the act that began it and names its rules; it counts only where the diary has an event of
that very moment. What cannot be told from both is ``NotKnown``: nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from workflows.cases.models import CaseEvent, EventVerb, Work
from workflows.cases.renamed import carried_on
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind
from workflows.processes.advance import Token
from workflows.trial.walk import Mark, Span, Up, What

CLOCK = "clock"
_NOT_YET = datetime.max.replace(tzinfo=UTC)
MEANT: Mapping[str, What] = {EventVerb.REPLIED: "reply", EventVerb.CITIZEN_ANSWERED: "answer"}
"""Acts of which the ladder says what they do to the count."""


class NotKnown(Exception):
    """The past of this work cannot be decided again: ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


Names = tuple[tuple[str, int], tuple[str, int]]
"""Key and number of a ladder and of a calendar."""


@dataclass(frozen=True, slots=True)
class Past:
    """One work as it was. ``named``: since when which versions counted; ``passes``: which pass found what was due.
    ``elsewhere``: pauses for questions of other work of its case."""

    work: Work
    marks: tuple[Mark, ...]
    ups: tuple[Up, ...]
    named: tuple[tuple[datetime, Names], ...]
    passes: Mapping[datetime, datetime]
    elsewhere: tuple[Span, ...] = ()

    def names_at(self, at: datetime) -> Names:
        """The versions by which a count was reckoned that began at ``at``, or last before it."""
        place = bisect_right(self.named, at, key=lambda row: row[0])
        return self.named[max(place - 1, 0)][1]


def past_of(work: Work, deadlines: Iterable[Deadline], events: Sequence[CaseEvent]) -> Past | None:
    """None where it never had a count. ``deadlines``: its own, and the questions of other work of its case. Raises
    ``NotKnown``."""
    every = sorted(deadlines, key=lambda each: (each.starts, each.cycle))
    rows = [each for each in every if each.work_id == work.pk]
    counts = [each for each in rows if each.kind in COUNTS]
    if not counts:
        return None
    ours = [
        each for each in events if each.at >= counts[0].starts and (work.done_at is None or each.at <= work.done_at)
    ]
    if any("moved" in each.data for each in ours[1:]):
        raise NotKnown("moved")
    own = _own(work, ours)
    ups = [
        Up(each.at, int(each.data["to_level"]), datetime.fromisoformat(each.data["due"]))
        for each in ours
        if each.number in own and each.verb == EventVerb.ESCALATED and each.actor_kind == CLOCK
    ]
    return Past(
        work,
        tuple(sorted(_marks(work, rows, counts, (ours, own)), key=lambda mark: mark.at)),
        tuple(ups),
        tuple(_named(rows)),
        {up.due: up.at for up in ups},
        tuple((each.starts, each.done or _NOT_YET) for each in every if each.work_id != work.pk),
    )


def _marks(
    work: Work,
    rows: Iterable[Deadline],
    counts: Sequence[Deadline],
    told: tuple[Sequence[CaseEvent], Collection[int]],
) -> Iterable[Mark]:
    """``told``: the events of its time, and the numbers of those that are its own."""
    events, own = told
    by_moment: dict[datetime, CaseEvent] = {}
    for event in events:
        if event.number in own or event.at not in by_moment:
            by_moment[event.at] = event
    if any(count.starts not in by_moment for count in counts):
        raise NotKnown("diary")
    if "resumed" in counts[0].data and counts[0].data["resumed"].get("moved"):
        raise NotKnown("carried")
    if len({count.starts for count in counts}) < len(counts):
        raise NotKnown("other ladder")
    yield Mark(counts[0].starts, "begin")
    for count in counts[1:]:
        yield from _by_a_person(by_moment[count.starts])
    yield from (Mark(each.at, MEANT[each.verb]) for each in events if each.verb in MEANT and each.number in own)
    yield from (Mark(row.starts, "pause") for row in rows if row.kind == DeadlineKind.RESUME)
    if work.done_at is not None:
        yield Mark(work.done_at, "end")


def _by_a_person(event: CaseEvent) -> Iterable[Mark]:
    """What began a count anew, where neither the clock did nor what a ladder has its own say of."""
    if event.actor_kind == CLOCK or event.verb in MEANT:
        return
    if event.verb == EventVerb.ESCALATED:
        yield Mark(event.at, "up", int(event.data["to_level"]))
    else:
        yield Mark(event.at, "restart")


def _own(work: Work, events: Sequence[CaseEvent]) -> set[int]:
    """The numbers of the events that are about the work; before its case was moved to another version its step may
    have been called otherwise, and have lain in another branch."""
    moves = [each for each in events if each.verb == EventVerb.MOVED]
    stands = Token(work.branch, work.step)
    return {each.number for each in events if carried_on(each, moves) == stands}


def _named(rows: Iterable[Deadline]) -> Iterable[tuple[datetime, Names]]:
    """By which versions it was reckoned from when on; a question is by the ladder of the count that it rests."""
    ladder: tuple[str, int] | None = None
    for row in rows:
        if row.kind not in (*COUNTS, DeadlineKind.RESUME):
            continue
        said, calendar = row.data.get("ladder"), row.data.get("calendar")
        if row.kind in COUNTS:
            ladder = (str(said[0]), int(said[1])) if said else None
        if ladder is None or calendar is None or "counts" not in row.data:
            raise NotKnown("release")
        yield row.starts, (ladder, (str(calendar[0]), int(calendar[1])))
