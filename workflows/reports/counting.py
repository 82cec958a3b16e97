"""How the figures of a period are counted from the cases' stories, and added up. Plain Python.

A figure is a function below, which looks at one case over a span; ``definitions`` lists them with their words and their
meaning, and every change of meaning is a new version there. What a figure is split by follows it after a dot:
``closed``, ``closed.refused``, ``escalated.2``.
What is set apart (see ``Story.apart``) counts in none of them, so that no difference of two figures tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from workflows.figures import terms
from workflows.figures.fold import AT_AGENCY
from workflows.figures.measure import Condition
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

RESOLUTIONS = frozenset({*terms.RESOLVED.is_in, *terms.EXPLAINED.is_in})
"""Outcomes that settled a case by the definitions before version 7, whatever its kind."""


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: acts in ``[start, end)``; whether a case was answered is asked at ``cut_off``."""

    start: datetime
    end: datetime
    cut_off: datetime


class Seen(NamedTuple):
    """One case over a span: how it stood before, at the end and at the cut-off, and what happened between.

    Whether a case is set apart is asked at instants that no later edition moves: for what was pending before, the
    start; for what was received, the end of the month of its filing; for all else, the end. So an edition that is made
    later says the same, and the months of a year add up to it. ``acts`` are those that count, none of a case that is
    set apart at the end, but for those before it was sealed; ``closing`` is the act that closed it, if it is still
    closed at the end.
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
    was_pending: bool
    was_received: bool
    is_pending: bool


def seen(story: Story, span: Span) -> Seen | None:
    """The case over a span; None where it was not there, was filed as sensitive, or was over before and stayed so.

    Of one that was sealed in the span what happened before counts: nobody gets rid of a missed date by proposing it.
    """
    lies, after = story.standing(span.cut_off), story.standing(span.end)
    if lies is None or after is None:
        return _only_unseen(story, span)
    apart, sealed = story.apart(span.end), story.sealed_since(span.end)
    if apart == SENSITIVE and (sealed is None or sealed < span.start):
        return None
    before = story.standing(span.start)
    within = [act for act in story.acts if span.start <= act.at < span.end]
    if before is not None and before.status == CLOSED and not within:
        return None
    stays = not apart
    acts = within if stays else [act for act in within if sealed is not None and act.at < sealed]
    return Seen(
        story,
        span,
        before,
        after,
        lies,
        within,
        acts,
        _closing(acts, before),
        stays,
        was_pending=before is not None and before.status != CLOSED and not story.apart(span.start),
        was_received=before is None and not apart_when_received(story, span.cut_off),
        is_pending=stays and after.status != CLOSED,
    )


def _only_unseen(story: Story, span: Span) -> Seen | None:
    """A case that nobody but the unit had by then, held back or closed as spam: it counts as that alone."""
    last = next((act for act in reversed(story.unseen) if act.at < span.end), None)
    if last is None:
        return None
    return Seen(
        story, span, None, last, last, (), (), None, stays=True, was_pending=False, was_received=False, is_pending=False
    )


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
OF_ONE_VERB: dict[Counting, str] = {}
"""Figures that can only be counted where an act of this verb counts."""


def of(verb: str) -> Callable[[Counting], Counting]:
    """Not to be asked of a case without such an act: of a million requests most have none."""

    def noted(counting: Counting) -> Counting:
        OF_ONE_VERB[counting] = verb
        return counting

    return noted


def received(case: Seen) -> Iterator[Mark]:
    if case.was_received:
        yield "", case.lies.agency_id, 1


def answerable(case: Seen) -> Iterator[Mark]:
    """Received, and not praise: of these the rate of answers is."""
    if case.was_received and _is(case, terms.NO_PRAISE):
        yield "", case.lies.agency_id, 1


def answered(case: Seen) -> Iterator[Mark]:
    """Of these, decided by the cut-off: a reply before that settles nothing."""
    if case.story.decided_at(case.span.cut_off) is not None:
        yield from answerable(case)


def replied_to(case: Seen) -> Iterator[Mark]:
    """As before version 10: replies that settle nothing too."""
    if case.story.answered_at(case.span.cut_off) is not None:
        yield from answerable(case)


def is_met(conditions: Iterable[Condition], values: Mapping[str, str]) -> bool:
    """Whether what the diary says of a request meets conditions by keys; what it does not say is ""."""
    return all((values.get(each.column, "") in each.is_in) != each.negated for each in conditions)


def _is(case: Seen, *conditions: Condition, outcome: str = "") -> bool:
    """Whether a case meets conditions by its kind and an outcome."""
    return is_met(conditions, {"kind": case.story.kind, "outcome": outcome})


def answered_of_all(case: Seen) -> Iterator[Mark]:
    """As before version 7: praise too."""
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


def resolved_of_all(case: Seen) -> Iterator[Mark]:
    """As before version 7: of all kinds, and explanations too."""
    if case.closing is not None and case.closing.outcome in RESOLUTIONS:
        yield "", case.closing.agency_id, 1


def complaints_closed(*conditions: Condition) -> Counting:
    """Of the complaints closed: those whose outcome meets conditions."""

    def counting(case: Seen) -> Iterator[Mark]:
        closing = case.closing
        if closing is not None and _is(case, terms.COMPLAINT, *conditions, outcome=closing.outcome):
            yield "", closing.agency_id, 1

    return counting


def closed_by(verb: str) -> Counting:
    """Of what was closed: what an act of this verb closed. Silence is one verb, acceptance another."""

    def counting(case: Seen) -> Iterator[Mark]:
        return (("", act.agency_id, 1) for act in (case.closing,) if act is not None and act.verb == verb)

    return counting


def pending_again(case: Seen) -> Iterator[Mark]:
    """What is missing in the movement: opened again after it was closed, set apart (-1), or no longer set apart.

    One figure for the three: the number of those set apart could be reckoned from any of them alone.
    """
    missing = case.is_pending + (case.closing is not None) - case.was_pending - case.was_received
    if missing:
        opened_again = (act for act in case.within if act.status != CLOSED)
        yield "", next(opened_again, case.before or case.story.acts[0]).agency_id, missing


@of(RATED)
def rated_of_all(case: Seen) -> Iterator[Mark]:
    """By its stars; as before version 7: praise too."""
    for act, amount in _ratings(case):
        yield "", act.agency_id, amount
        yield _said(act, "stars"), act.agency_id, amount


@of(RATED)
def satisfied_of_all(case: Seen) -> Iterator[Mark]:
    """As before version 7: praise too."""
    return _rated_with(case, terms.CONTENT)


@of(RATED)
def rated(case: Seen) -> Iterator[Mark]:
    """By its stars."""
    return rated_of_all(case) if _is(case, terms.NO_PRAISE) else iter(())


@of(RATED)
def satisfied(case: Seen) -> Iterator[Mark]:
    return _rated_with(case, terms.NO_PRAISE, terms.CONTENT)


@of(RATED)
def needs_said(case: Seen) -> Iterator[Mark]:
    """Ratings that say whether their citizen got what they needed."""
    return _rated_with(case, terms.NO_PRAISE, terms.NEEDS_SAID)


@of(RATED)
def needs_met(case: Seen) -> Iterator[Mark]:
    return _rated_with(case, terms.NO_PRAISE, terms.NEEDS_MET)


def _rated_with(case: Seen, *conditions: Condition) -> Iterator[Mark]:
    for act, amount in _ratings(case):
        said = {"kind": case.story.kind, "stars": _said(act, "stars"), "solved": _said(act, "solved")}
        if is_met(conditions, said):
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


def _said(act: Act, what: str) -> str:
    return str((act.data or {}).get(what, ""))


@of(ESCALATED)
def escalated(case: Seen) -> Iterator[Mark]:
    """By the level to which it came; in the row of the agency whose step it is."""
    for act in case.acts:
        if act.verb == ESCALATED:
            yield "", act.body_id, 1
            yield str(act.level_there), act.body_id, 1


@of(ESCALATED)
def escalated_by_clock(case: Seen) -> Iterator[Mark]:
    for act in case.acts:
        if act.verb == ESCALATED and act.by == BY_CLOCK:
            yield "", act.body_id, 1


@of(ESCALATED)
def excused(case: Seen) -> Iterator[Mark]:
    """Of these, those that a calendar which was published later would not have made; in the same row."""
    numbers = case.story.excused(case.span.cut_off)
    if not numbers:
        return
    for number, act in enumerate(case.story.acts, case.story.first):
        counts = case.stays and case.span.start <= act.at < case.span.end
        if counts and number in numbers and act.verb == ESCALATED:
            yield "", act.body_id, 1


@of(REFERRED)
def referred(case: Seen) -> Iterator[Mark]:
    """In the row of the agency that referred it."""
    for act in case.acts:
        if act.verb == REFERRED:
            yield "", int((act.data or {}).get("from", act.agency_id)), 1


@of(REMINDED)
def reminded(case: Seen) -> Iterator[Mark]:
    """In the row of the agency whose step it is."""
    return (("", act.body_id, 1) for act in case.acts if act.verb == REMINDED)


@of(DECIDED)
def limited(case: Seen) -> Iterator[Mark]:
    """Decisions on cases that had an overall limit, in the row of the agency that leads."""
    return (("", act.agency_id, 1) for act in case.acts if act.verb == DECIDED and "in_time" in (act.data or {}))


@of(DECIDED)
def in_time(case: Seen) -> Iterator[Mark]:
    return (("", act.agency_id, 1) for act in case.acts if act.verb == DECIDED and (act.data or {}).get("in_time"))


def missed(whom: str) -> Counting:
    """Dates that were promised to them, with the act that missed each; in the row of the agency that acted then."""

    def counting(case: Seen) -> Iterator[Mark]:
        for act in case.acts:
            if dates := act.missed.get(whom):
                yield "", int((act.data or {}).get(AT_AGENCY.get(act.verb, "body"), act.body_id)), len(dates)

    return counting


@of(REOPENED)
def reopened(case: Seen) -> Iterator[Mark]:
    """In the row of the agency whose decision it is, which the diary names where somebody else decides on it."""
    objections = (act for act in case.acts if act.verb == REOPENED)
    return (("", (act.data or {}).get("objected_at", act.agency_id), 1) for act in objections)


def spam(case: Seen) -> Iterator[Mark]:
    """In the row of the unit that closed it."""
    return _of_the_unit(case, case.story.spam)


def danger_held(case: Seen) -> Iterator[Mark]:
    """In the row of the unit that looks at it first; released, too, not in that of the agency that has it then."""
    return _of_the_unit(case, case.story.danger[:1])


def danger_released(case: Seen) -> Iterator[Mark]:
    return _of_the_unit(case, case.story.danger[1:])


def _of_the_unit(case: Seen, acts: Iterable[Act]) -> Iterator[Mark]:
    for act in acts:
        if case.span.start <= act.at < case.span.end and not case.story.apart(case.span.end):
            yield "", act.agency_id, 1


Figures = Counter[str]
Place = tuple[int, str, str, tuple[str, ...], str]
"""In which rows a request counts within a figure: agency, kind, channel, category with those above it, governorate."""
Listing = Callable[[int, Iterable[tuple[str, Place]]], None]
"""Takes a case (id) with the figures that count it."""


def _added(rows: Iterable[tuple[str, Figures]]) -> dict[str, Figures]:
    """Rows of the same code as one."""
    found: dict[str, Figures] = defaultdict(Counter)
    for code, figures in rows:
        for measure, times in figures.items():
            found[code][measure] += times
    return found


def _listed(story: Story, under: tuple[str, ...], marks: Iterable[Mark]) -> Iterator[tuple[str, Place]]:
    """The figures that a case adds to, with the rows in which it does. What was taken back is not behind a number."""
    sums: Figures = Counter()
    rows: dict[tuple[str, int], None] = {}
    for measure, agency_id, times in marks:
        sums[measure] += times
        if times > 0:
            rows[measure, agency_id] = None
    for measure, agency_id in rows:
        if sums[measure] > 0:
            yield measure, (agency_id, story.kind, story.channel, under, story.governorate)


@dataclass(slots=True)
class Count:
    """The figures of one span: of the whole country, and by agency, kind and channel, each with the same sums;
    by category, of which each has in it what lies under it, and by governorate.

    ``counted`` are the figures by their keys; ``listing`` hears which requests they count; ``months`` are the starts of
    months whose received cases are counted.
    """

    span: Span
    counted: Mapping[str, Counting]
    listing: Listing | None = None
    months: Sequence[datetime] = ()
    by_month: Counter[int] = field(default_factory=Counter)
    _placed: defaultdict[tuple[str, str], Counter[tuple[str, int]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """By kind and channel: each figure by the agency in whose row it counts."""
    _among: defaultdict[tuple[tuple[str, ...], str], Figures] = field(default_factory=lambda: defaultdict(Counter))
    """By category, with those that it lies under, and governorate: each figure."""
    _asked: dict[frozenset[str], list[tuple[str, Counting]]] = field(default_factory=dict)

    @property
    def national(self) -> Figures:
        return self._sums(lambda kind, channel, agency_id: "")[""]

    @property
    def agencies(self) -> dict[int, Figures]:
        return self._sums(lambda kind, channel, agency_id: agency_id)

    @property
    def kinds(self) -> dict[str, Figures]:
        return self._sums(lambda kind, channel, agency_id: kind)

    @property
    def channels(self) -> dict[str, Figures]:
        return self._sums(lambda kind, channel, agency_id: channel)

    def _sums(self, row: Callable[[str, str, int], Any]) -> dict[Any, Figures]:
        found: dict[Any, Figures] = defaultdict(Counter)
        for (kind, channel), figures in self._placed.items():
            for (measure, agency_id), times in figures.items():
                found[row(kind, channel, agency_id)][measure] += times
        return found

    @property
    def categories(self) -> dict[str, Figures]:
        return _added((category, figures) for (under, _place), figures in self._among.items() for category in under)

    @property
    def governorates(self) -> dict[str, Figures]:
        return _added((place, figures) for (_under, place), figures in self._among.items() if place)

    def add(self, story: Story) -> None:
        if story.is_there and self.months and self.months[0] <= story.opened_at < self.span.end:
            self._add_to_month(story)
        case = seen(story, self.span)
        if case is None:
            return
        marks = [
            (f"{key}.{part}" if part else key, agency_id, times)
            for key, counting in self._to_ask(frozenset([act.verb for act in case.acts]))
            for part, agency_id, times in counting(case)
        ]
        if not marks:
            return
        placed = self._placed[story.kind, story.channel]
        under = story.categories(self.span.end)
        among = self._among[under, story.governorate]
        for measure, agency_id, times in marks:
            placed[measure, agency_id] += times
            among[measure] += times
        # What is set apart by now is in no list, as it is in no row of a register.
        if self.listing is not None and not story.apart(self.span.cut_off):
            self.listing(story.case_id, _listed(story, under, marks))

    def _to_ask(self, verbs: frozenset[str]) -> list[tuple[str, Counting]]:
        """The figures that can be counted of a case in which acts of these verbs count."""
        if verbs not in self._asked:
            self._asked[verbs] = [
                (key, counting)
                for key, counting in self.counted.items()
                if counting not in OF_ONE_VERB or OF_ONE_VERB[counting] in verbs
            ]
        return self._asked[verbs]

    def _add_to_month(self, story: Story) -> None:
        if not apart_when_received(story, self.span.cut_off):
            self.by_month[bisect_right(self.months, story.opened_at) - 1] += 1
