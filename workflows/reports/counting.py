"""What is counted of a case in a period, and added up. Plain Python over stories; the definitions stand here.

Every change of meaning is a new version: see ``definitions``.

A measure is a word, with what it is split by after a dot: ``closed``, ``closed.refused``, ``escalated.2``.
What is set apart (see ``Story.apart``) counts in none of them, so that no difference of two figures tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflows.reports.period import containing
from workflows.reports.story import (
    ANSWERED,
    BY_CLOCK,
    CLOSED,
    ESCALATED,
    RATED,
    REFERRED,
    REMINDED,
    REOPENED,
    SENSITIVE,
    Act,
    Story,
)

RESOLUTIONS = frozenset({"resolved", "partly_resolved", "explained"})
"""Outcomes that settle a case: wholly, partly, or by the explanation that was asked for. What was refused, withdrawn,
noted or told to go elsewhere was not resolved."""

CONTENT_FROM = 4
"""Ratings of 4 and 5 are satisfied ones."""

Mark = tuple[str, int, int]
"""A measure, the agency in whose row it counts, and how often; -1 for a case that left without being closed."""


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: acts in ``[start, end)``; whether a case was answered is asked at ``cut_off``."""

    start: datetime
    end: datetime
    cut_off: datetime


def marks(story: Story, span: Span) -> Iterator[Mark]:
    """All that one case adds to the figures of a span; each mark counts in one agency's row.

    Whether a case is set apart is asked at instants that no later edition moves: for what was pending before, the
    start; for what was received, the end of the month of its filing; for all else, the end. So an edition that is made
    later says the same, and the months of a year add up to it.
    """
    lies, before, after = (story.standing(instant) for instant in (span.cut_off, span.start, span.end))
    if lies is None or after is None or story.apart(span.end) == SENSITIVE:
        return
    found = [*_came(story, span, lies, before)]
    if not story.apart(span.end):
        within = [act for act in story.acts if span.start <= act.at < span.end]
        found += _stays(after, before, within)
    yield from found
    yield from _moved(found, story, span, before)


def _came(story: Story, span: Span, lies: Act, before: Act | None) -> Iterator[Mark]:
    """How a case comes into the movement: received in the span, or pending when it began."""
    if before is not None:
        if before.status != CLOSED and not story.apart(span.start):
            yield "pending_before", before.agency_id, 1
    elif not apart_when_received(story, span.cut_off):
        yield "received", lies.agency_id, 1
        if story.answered_at(span.cut_off) is not None:
            yield "answered", lies.agency_id, 1


def apart_when_received(story: Story, cut_off: datetime) -> bool:
    """Whether a case was set apart when the month of its filing ended, or at the cut-off where that comes first."""
    if story.guarding:
        return bool(story.apart(min(containing("monthly", story.opened_at).end, cut_off)))
    return story.apart(cut_off) == SENSITIVE


def _stays(after: Act, before: Act | None, within: Sequence[Act]) -> Iterator[Mark]:
    """Where a case stands at the end, and what happened to it."""
    if after.status != CLOSED:
        yield "pending", after.agency_id, 1
        yield f"pending.{ANSWERED if after.status == ANSWERED else after.level}", after.agency_id, 1
    closing = _closing(within, before)
    if closing is not None:
        yield "closed", closing.agency_id, 1
        yield f"closed.{closing.outcome}", closing.agency_id, 1
        if closing.outcome in RESOLUTIONS:
            yield "resolved", closing.agency_id, 1
    for act in within:
        for measure, agency_id in _acts(act):
            yield measure, agency_id, 1


def _closing(within: Sequence[Act], before: Act | None) -> Act | None:
    """The act that closed the case, if it was closed in the span and still is at its end."""
    closing: Act | None = None
    former = before
    for act in within:
        if act.status == CLOSED and (former is None or former.status != CLOSED):
            closing = act
        elif act.status != CLOSED:
            closing = None
        former = act
    return closing


def _moved(found: Sequence[Mark], story: Story, span: Span, before: Act | None) -> Iterator[Mark]:
    """What is missing in the movement: opened again after it was closed, set apart (-1), or no longer set apart.

    One measure for the three: the number of those set apart could be reckoned from any of them alone.
    """
    measures = [measure for measure, _agency, _times in found]
    came = measures.count("pending_before") + measures.count("received")
    missing = measures.count("pending") + measures.count("closed") - came
    if missing:
        opened_again = (act for act in story.acts if span.start <= act.at < span.end and act.status != CLOSED)
        where = next(opened_again, before or story.acts[0])
        yield "pending_again", where.agency_id, missing


def _acts(act: Act) -> Iterator[tuple[str, int]]:
    """Single acts, each as often as it happened."""
    match act.verb:
        case "rated":
            stars = int((act.data or {}).get("stars", 0))
            yield RATED, act.agency_id
            yield f"rated.{stars}", act.agency_id
            if stars >= CONTENT_FROM:
                yield "satisfied", act.agency_id
        case "escalated":
            yield ESCALATED, act.agency_id
            yield f"escalated.{act.level}", act.agency_id
            if act.by == BY_CLOCK:
                yield "escalated_by_clock", act.agency_id
        case "referred":
            yield REFERRED, int((act.data or {}).get("from", act.agency_id))
        case "reminded":
            yield REMINDED, act.agency_id
        case "reopened":
            yield REOPENED, act.agency_id


Figures = Counter[str]


@dataclass(slots=True)
class Count:
    """The figures of one span: of the whole country, and by agency, kind and channel, each with the same sums.

    ``months`` are the starts of months whose received cases are counted.
    """

    span: Span
    months: Sequence[datetime] = ()
    national: Figures = field(default_factory=Counter)
    agencies: defaultdict[int, Figures] = field(default_factory=lambda: defaultdict(Counter))
    kinds: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    channels: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    by_month: Counter[int] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        if self.months and self.months[0] <= story.opened_at < self.span.end:
            self._add_to_month(story)
        for measure, agency_id, times in marks(story, self.span):
            self.national[measure] += times
            self.kinds[story.kind][measure] += times
            self.channels[story.channel][measure] += times
            self.agencies[agency_id][measure] += times

    def _add_to_month(self, story: Story) -> None:
        if not apart_when_received(story, self.span.cut_off):
            self.by_month[bisect_right(self.months, story.opened_at) - 1] += 1
