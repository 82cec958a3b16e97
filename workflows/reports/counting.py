"""How the figures of a period are counted from the cases' stories, and added up. Plain Python.

A figure is a function below, which looks at one case over a span; ``definitions`` lists them with their words and their
meaning, and every change of meaning is a new version there. What a figure is split by follows it after a dot:
``closed``, ``closed.refused``, ``escalated.2``.
What is set apart (see ``Story.apart``) counts in none of them, so that no difference of two figures tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflows.reports.period import containing
from workflows.reports.story import (
    ANSWERED,
    BY_CLOCK,
    CLOSED,
    DECIDED,
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


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: acts in ``[start, end)``; whether a case was answered is asked at ``cut_off``."""

    start: datetime
    end: datetime
    cut_off: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """One case over a span: how it stood before, at the end and at the cut-off, and what happened between.

    Whether a case is set apart is asked at instants that no later edition moves: for what was pending before, the
    start; for what was received, the end of the month of its filing; for all else, the end. So an edition that is made
    later says the same, and the months of a year add up to it. ``acts`` are those that count, none of a case that is
    set apart at the end; ``closing`` is the act that closed it, if it is still closed at the end.
    """

    story: Story
    span: Span
    before: Act | None
    after: Act
    lies: Act
    within: Sequence[Act]
    acts: Sequence[Act]
    closing: Act | None
    stays: bool

    @property
    def was_pending(self) -> bool:
        return self.before is not None and self.before.status != CLOSED and not self.story.apart(self.span.start)

    @property
    def was_received(self) -> bool:
        begun = self.story.is_there and self.story.opened_at < self.span.end
        return begun and self.before is None and not apart_when_received(self.story, self.span.cut_off)

    @property
    def is_pending(self) -> bool:
        return self.stays and self.after.status != CLOSED


def seen(story: Story, span: Span) -> Seen | None:
    """The case over a span; None where it was not there, is sensitive, or was over before and stayed so."""
    lies, before, after = (story.standing(instant) for instant in (span.cut_off, span.start, span.end))
    if lies is None or after is None:
        return _only_spam(story, span)
    if story.apart(span.end) == SENSITIVE:
        return None
    within = [act for act in story.acts if span.start <= act.at < span.end]
    if before is not None and before.status == CLOSED and not within:
        return None
    stays = not story.apart(span.end)
    acts = within if stays else []
    return Seen(story, span, before, after, lies, within, acts, _closing(acts, before), stays)


def _only_spam(story: Story, span: Span) -> Seen | None:
    """A case that was closed as spam, and that nobody else had by then: it counts as that alone."""
    last = next((act for act in reversed(story.spam) if act.at < span.end), None)
    return Seen(story, span, None, last, last, (), (), None, stays=True) if last is not None else None


def apart_when_received(story: Story, cut_off: datetime) -> bool:
    """Whether a case was set apart when the month of its filing ended, or at the cut-off where that comes first."""
    if story.guarding:
        return bool(story.apart(min(containing("monthly", story.opened_at).end, cut_off)))
    return story.apart(cut_off) == SENSITIVE


def _closing(acts: Sequence[Act], before: Act | None) -> Act | None:
    closing: Act | None = None
    former = before
    for act in acts:
        if act.status == CLOSED and (former is None or former.status != CLOSED):
            closing = act
        elif act.status != CLOSED:
            closing = None
        former = act
    return closing


Mark = tuple[str, int, int]
"""What it is split by, "" for the figure itself; the agency in whose row it counts; and how often: -1 for a case that
left without being closed."""

Counting = Callable[[Seen], Iterator[Mark]]


def received(case: Seen) -> Iterator[Mark]:
    if case.was_received:
        yield "", case.lies.agency_id, 1


def answered(case: Seen) -> Iterator[Mark]:
    if case.was_received and case.story.answered_at(case.span.cut_off) is not None:
        yield "", case.lies.agency_id, 1


def pending_before(case: Seen) -> Iterator[Mark]:
    if case.before is not None and case.was_pending:
        yield "", case.before.agency_id, 1


def pending(case: Seen) -> Iterator[Mark]:
    """At the end: by its level, or that its citizen has the word."""
    if case.is_pending:
        yield "", case.after.agency_id, 1
        yield ANSWERED if case.after.status == ANSWERED else str(case.after.level), case.after.agency_id, 1


def closed(case: Seen) -> Iterator[Mark]:
    """By its outcome."""
    if case.closing is not None:
        yield "", case.closing.agency_id, 1
        yield case.closing.outcome, case.closing.agency_id, 1


def resolved(case: Seen) -> Iterator[Mark]:
    if case.closing is not None and case.closing.outcome in RESOLUTIONS:
        yield "", case.closing.agency_id, 1


def pending_again(case: Seen) -> Iterator[Mark]:
    """What is missing in the movement: opened again after it was closed, set apart (-1), or no longer set apart.

    One figure for the three: the number of those set apart could be reckoned from any of them alone.
    """
    missing = case.is_pending + (case.closing is not None) - case.was_pending - case.was_received
    if missing:
        opened_again = (act for act in case.within if act.status != CLOSED)
        yield "", next(opened_again, case.before or case.story.acts[0]).agency_id, missing


def rated(case: Seen) -> Iterator[Mark]:
    """By its stars."""
    for act, amount in _ratings(case):
        yield "", act.agency_id, amount
        yield str(_stars(act)), act.agency_id, amount


def satisfied(case: Seen) -> Iterator[Mark]:
    for act, amount in _ratings(case):
        if _stars(act) >= CONTENT_FROM:
            yield "", act.agency_id, amount


def _ratings(case: Seen) -> Iterator[tuple[Act, int]]:
    """Each that was given, and, as -1, the one that it took the place of: over all periods a citizen counts once."""
    former: Act | None = None
    for act in case.story.acts:
        if act.verb == RATED:
            if any(act is counted for counted in case.acts):
                yield act, 1
                if former is not None:
                    yield former, -1
            former = act


def _stars(act: Act) -> int:
    return int((act.data or {}).get("stars", 0))


def escalated(case: Seen) -> Iterator[Mark]:
    """By the level to which it came; in the row of the agency whose step it is."""
    for act in case.acts:
        if act.verb == ESCALATED:
            yield "", act.body_id, 1
            yield str(act.level_there), act.body_id, 1


def escalated_by_clock(case: Seen) -> Iterator[Mark]:
    for act in case.acts:
        if act.verb == ESCALATED and act.by == BY_CLOCK:
            yield "", act.body_id, 1


def excused(case: Seen) -> Iterator[Mark]:
    """Of these, those that a calendar which was published later would not have made; in the same row."""
    numbers = case.story.excused(case.span.cut_off)
    if not numbers:
        return
    for number, act in enumerate(case.story.acts, case.story.first):
        counts = case.stays and case.span.start <= act.at < case.span.end
        if counts and number in numbers and act.verb == ESCALATED:
            yield "", act.body_id, 1


def referred(case: Seen) -> Iterator[Mark]:
    """In the row of the agency that referred it."""
    for act in case.acts:
        if act.verb == REFERRED:
            yield "", int((act.data or {}).get("from", act.agency_id)), 1


def reminded(case: Seen) -> Iterator[Mark]:
    """In the row of the agency whose step it is."""
    return (("", act.body_id, 1) for act in case.acts if act.verb == REMINDED)


def limited(case: Seen) -> Iterator[Mark]:
    """Decisions on cases that had an overall limit, in the row of the agency that leads."""
    for act in case.acts:
        if act.verb == DECIDED and "in_time" in (act.data or {}):
            yield "", act.agency_id, 1


def in_time(case: Seen) -> Iterator[Mark]:
    for act in case.acts:
        if act.verb == DECIDED and (act.data or {}).get("in_time"):
            yield "", act.agency_id, 1


def reopened(case: Seen) -> Iterator[Mark]:
    return (("", act.agency_id, 1) for act in case.acts if act.verb == REOPENED)


def spam(case: Seen) -> Iterator[Mark]:
    """In the row of the unit that closed it."""
    for act in case.story.spam:
        if case.span.start <= act.at < case.span.end and not case.story.apart(case.span.end):
            yield "", act.agency_id, 1


Figures = Counter[str]


@dataclass(slots=True)
class Count:
    """The figures of one span: of the whole country, and by agency, kind and channel, each with the same sums;
    by category, of which each has in it what lies under it, and by governorate.

    ``counted`` are the figures by their keys; ``months`` the starts of months whose received cases are counted.
    """

    span: Span
    counted: Mapping[str, Counting]
    months: Sequence[datetime] = ()
    national: Figures = field(default_factory=Counter)
    agencies: defaultdict[int, Figures] = field(default_factory=lambda: defaultdict(Counter))
    kinds: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    channels: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    categories: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    governorates: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Counter))
    by_month: Counter[int] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        if story.is_there and self.months and self.months[0] <= story.opened_at < self.span.end:
            self._add_to_month(story)
        case = seen(story, self.span)
        if case is None:
            return
        kind, channel, governorate = story.kind, story.channel, story.governorate
        categories = story.categories(self.span.end)
        for key, counting in self.counted.items():
            for part, agency_id, times in counting(case):
                measure = f"{key}.{part}" if part else key
                self.national[measure] += times
                self.kinds[kind][measure] += times
                self.channels[channel][measure] += times
                if governorate:
                    self.governorates[governorate][measure] += times
                for category in categories:
                    self.categories[category][measure] += times
                self.agencies[agency_id][measure] += times

    def _add_to_month(self, story: Story) -> None:
        if not apart_when_received(story, self.span.cut_off):
            self.by_month[bisect_right(self.months, story.opened_at) - 1] += 1
