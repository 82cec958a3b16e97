"""What is counted of a case in a period, and added up. Plain Python over stories; the definitions stand here.

A measure is a word, with what it is split by after a dot: ``closed``, ``closed.refused``, ``escalated.2``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflows.reports.story import (
    ANSWERED,
    BY_CLOCK,
    CLOSED,
    ESCALATED,
    RATED,
    REFERRED,
    REMINDED,
    REOPENED,
    Act,
    Story,
)

DEFINITIONS = 1
"""The version of what follows; a snapshot names it. Raise it with every change of meaning."""

RESOLUTIONS = frozenset({"resolved", "partly_resolved", "explained"})
"""Outcomes that settle a case: wholly, partly, or by the explanation that was asked for. What was refused, withdrawn,
noted or told to go elsewhere was not resolved."""

CONTENT_FROM = 4
"""Ratings of 4 and 5 are satisfied ones."""

Mark = tuple[str, int]
"""A measure, and the agency in whose row it counts."""


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: acts in ``[start, end)``; whether a case was answered is asked at ``cut_off``."""

    start: datetime
    end: datetime
    cut_off: datetime


def marks(story: Story, span: Span) -> Iterator[Mark]:
    """All that one case adds to the figures of a span; each mark counts once, in one agency's row."""
    lies, before, after = (story.standing(instant) for instant in (span.cut_off, span.start, span.end))
    if lies is None or after is None:
        return
    if before is None:
        yield "received", lies.agency_id
        if story.answered_at(span.cut_off) is not None:
            yield "answered", lies.agency_id
    elif before.status != CLOSED:
        yield "pending_before", before.agency_id
    if after.status != CLOSED:
        yield "pending", after.agency_id
        yield f"pending.{ANSWERED if after.status == ANSWERED else after.level}", after.agency_id
    if after is not before:
        within = [act for act in story.acts if span.start <= act.at < span.end]
        yield from _turns(within, before)
        for act in within:
            yield from _acts(act)


def _turns(within: Sequence[Act], before: Act | None) -> Iterator[Mark]:
    """Closing and opening again. A case is closed in the span if it was closed in it and still is at its end."""
    closing: Act | None = None
    former = before
    for act in within:
        if act.status == CLOSED and (former is None or former.status != CLOSED):
            closing = act
        elif act.status != CLOSED:
            closing = None
        former = act
    if before is not None and before.status == CLOSED:
        opened_again = next((act for act in within if act.status != CLOSED), None)
        if opened_again is not None:
            yield "pending_again", opened_again.agency_id
    if closing is not None:
        yield "closed", closing.agency_id
        yield f"closed.{closing.outcome}", closing.agency_id
        if closing.outcome in RESOLUTIONS:
            yield "resolved", closing.agency_id


def _acts(act: Act) -> Iterator[Mark]:
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
    """The figures of one span: of the whole country, and of ordinary cases alone by agency, kind and channel.

    A sensitive case is in ``national`` only. ``months`` are the starts of months whose received cases are counted.
    """

    span: Span
    months: Sequence[datetime] = ()
    national: Figures = field(default_factory=Counter)
    ordinary: Figures = field(default_factory=Counter)
    agencies: defaultdict[int, Figures] = field(default_factory=lambda: defaultdict(Counter))
    kinds: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    channels: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    by_month: Counter[int] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        if self.months and story.opened_at < self.span.end:
            self.by_month[bisect_right(self.months, story.opened_at) - 1] += 1
        found = list(marks(story, self.span))
        measures = [measure for measure, _agency in found]
        self.national.update(measures)
        if not story.ordinary or not found:
            return
        self.ordinary.update(measures)
        self.kinds[story.kind].update(measures)
        self.channels[story.channel].update(measures)
        for measure, agency_id in found:
            self.agencies[agency_id][measure] += 1
