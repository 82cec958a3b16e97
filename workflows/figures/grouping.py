"""Counts the rows of one measure, by all that they are split by: one statement for each, or one for each end.

What is added up is added up in groups and then as often as wanted. What is ranked is worked out anew for each split.
PostgreSQL ranks, and finds the month of a day, by itself; of SQLite the days and the values are asked, and Python does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from math import floor
from typing import Any

from django.db import connection
from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from permissions.writing import midnight
from workflows.figures.choosing import Segments, all_of, of_one
from workflows.figures.measure import AT_END, Condition, Measure, Term
from workflows.figures.models import FOREVER
from workflows.figures.question import GRAINS, Days, one_of_them, pieces
from workflows.figures.vocabulary import DIMENSIONS, rows_of

NO_MATTER_WHEN = Q()
Parts = tuple[str, ...]
"""What a group is of: for each thing that it is split by its key, of a grain its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is the same for all measures of a question. ``agencies``: ids; None: all. ``fiscal_month``: 1 to 12."""

    days: Days
    instant: datetime
    filters: tuple[Condition, ...] = ()
    agencies: frozenset[int] | None = None
    segments: Segments
    fiscal_month: int = 1


@dataclass(slots=True)
class Found:
    """Of one group: the number, of what it is a part, and of what is ranked its rank, in the column's own unit.

    ``values``: how often each value is there, where Python ranks them; then there is no ``rank`` yet.
    """

    top: float = 0
    of: float = 0
    rank: float | None = None
    values: Counter[float] = field(default_factory=Counter)

    def add(self, other: Found) -> None:
        self.top += other.top
        self.of += other.of
        self.values.update(other.values)

    def rank_at(self, percentile: int) -> float | None:
        """None where there is no value."""
        return ranked(self.values, percentile) if self.values else self.rank


Groups = dict[Parts, Found]


def adds_up(measure: Measure, split: Parts, total: Parts) -> bool:
    """Whether the groups of ``total`` follow from those of ``split``.

    Cases are judged at the end of each span of time, so a total over several spans is judged anew, at its own end. What
    the database ranks is ranked anew as well.
    """
    if not set(total) <= set(split) or (measure.is_ranked and connection.vendor == "postgresql"):
        return split == total
    return measure.source != "cases" or _grains(split) == _grains(total)


def _grains(split: Parts) -> Parts:
    return tuple(part for part in split if part in GRAINS)


def grouped(measure: Measure, split: Parts, asked: Asked) -> Groups:
    """All groups in which there is something."""
    place = next((place for place, each in enumerate(split) if each in GRAINS), None)
    if measure.placed_by != AT_END or place is None:
        return _of_rows(measure, chosen(measure, asked, grains=_grains(split)), split, asked)
    rest = split[:place] + split[place + 1 :]
    if not measure.is_ranked:
        return _as_of_ends(measure, split[place], place, rest, asked)
    found: Groups = {}
    for piece in pieces(split[place], asked.days, asked.fiscal_month):
        if midnight(piece.start) > asked.instant:
            break
        rows = chosen(measure, asked, end=min(piece.end, asked.days.end))
        for parts, each in _of_rows(measure, rows, rest, asked).items():
            found[(*parts[:place], piece.start.isoformat(), *parts[place:])] = each
    return found


def chosen(measure: Measure, asked: Asked, *, end: date | None = None, grains: Parts = ()) -> QuerySet[Any]:
    """The rows that count: never one of what is set apart.

    A case is as it stood at an end, or as it is where that is to come: at ``end``, else at that of the span of time
    of ``grains`` in which its day lies, else at that of the period. So a month counts alike alone and among others.
    """
    rows = _reached(measure, asked)
    if measure.placed_by != AT_END:
        start, until = asked.days.start, asked.days.end
        rows = rows.filter(**{f"{measure.placed_by}__gte": start, f"{measure.placed_by}__lt": until})
    if measure.source != "cases":
        return rows
    if measure.placed_by != AT_END and grains:
        return _stood_at_ends(rows, measure.placed_by, grains, asked)
    return rows.filter(_stood(end or asked.days.end, asked))


def _reached(measure: Measure, asked: Asked) -> QuerySet[Any]:
    """All that its filters, the reader's and their right let through, at whatever time."""
    rows = rows_of(measure).filter(apart="")
    rows = rows.filter(all_of((*measure.filters, *asked.filters), measure.source, asked.segments))
    return rows if asked.agencies is None else rows.filter(agency_id__in=asked.agencies)


def _stood(end: date, asked: Asked) -> Q:
    """That a row of a case says how it stood when a day began, or stands where that is to come."""
    instant = _instant(end, asked)
    return Q(until=FOREVER) if instant == FOREVER else Q(since__lt=instant, until__gte=instant)


def _instant(end: date, asked: Asked) -> datetime:
    """When a day begins, or ``FOREVER`` where that is to come."""
    instant = midnight(end)
    return FOREVER if instant > asked.instant else instant


def _stood_at_ends(rows: QuerySet[Any], column: str, grains: Parts, asked: Asked) -> QuerySet[Any]:
    """The rows that say how a case stood at the end of the span of time in which its day of a column lies."""
    starts = sorted({piece.start for grain in grains for piece in pieces(grain, asked.days, asked.fiscal_month)})
    ends = [*starts[1:], asked.days.end]
    instants = [_instant(end, asked) for end in ends]
    values = [Value(instant, DateTimeField()) for instant in instants]
    end: Any = values[-1]
    if connection.vendor == "postgresql":
        array = Func(*values, template="ARRAY[%(expressions)s]::timestamptz[]")
        # An array at a place: (ARRAY[…])[place].
        end = Func(
            array, _bucket(column, starts), template="(%(expressions)s]", arg_joiner=")[", output_field=DateTimeField()
        )
    elif len(ends) > 1:
        whens = [When(**{f"{column}__lt": day}, then=value) for day, value in zip(ends[:-1], values, strict=False)]
        end = Case(*whens, default=end)
    # No span ends before the first: so the database needn't look at what was over by then.
    rows = rows.filter(until__gte=instants[0]).alias(span_end=end)
    return rows.filter(since__lt=F("span_end"), until__gte=F("span_end"))


def _bucket(column: str, starts: list[date]) -> Func:
    """In which span of time a day lies, counted from 1. PostgreSQL alone has it."""
    array = Func(*[Value(start, DateField()) for start in starts], template="ARRAY[%(expressions)s]::date[]")
    return Func(F(column), array, function="width_bucket", output_field=IntegerField())


def of_cell(measure: Measure, part: str, asked: Asked, placed: Mapping[str, str]) -> QuerySet[Any]:
    """The rows of one cell: ``top``, or the ``of`` of which it is told. ``placed``: what it is split by, to its key."""
    days = asked.days
    for grain, start in placed.items():
        if grain in GRAINS:
            days = days.meets(one_of_them(grain, date.fromisoformat(start), asked.fiscal_month))
    within = Asked(
        days=days,
        instant=asked.instant,
        filters=asked.filters,
        agencies=asked.agencies,
        segments=asked.segments,
        fiscal_month=asked.fiscal_month,
    )
    rows = chosen(measure, within)
    for key, value in placed.items():
        if key not in GRAINS:
            rows = rows.filter(of_one(Condition(key, is_in=(value,)), measure.source))
    term = measure.of if part == "of" and measure.of is not None else measure.term
    rows = rows.filter(_meeting(measure, term, asked))
    return rows.exclude(**{term.column: None}) if term.column else rows


def _of_rows(measure: Measure, rows: QuerySet[Any], split: Parts, asked: Asked) -> Groups:
    keys = _Keys(measure, rows, split, asked)
    if not measure.is_ranked:
        return _added(measure, keys, asked)
    return _ranked_there(measure, keys, asked) if connection.vendor == "postgresql" else _ranked(measure, keys, asked)


class _Keys:
    """The fields by which rows are grouped, and how the key of a group is read from their values."""

    def __init__(self, measure: Measure, rows: QuerySet[Any], split: Parts, asked: Asked) -> None:
        self.rows, self.fields = rows, list[str]()
        self._readers: list[tuple[int, Callable[..., str]]] = []
        for each in split:
            if each in GRAINS:
                self._of_days(measure, each, asked)
            else:
                self._by(self._known(each), _joined)

    def _by(self, fields: tuple[str, ...], reader: Callable[..., str]) -> None:
        self.fields.extend(fields)
        self._readers.append((len(fields), reader))

    def _known(self, dimension: str) -> tuple[str, ...]:
        """The fields of a dimension. Of several, all are empty where the last one is: that is one group, not many."""
        *first, last = DIMENSIONS[dimension].fields or (dimension,)
        for each in first:
            known = Case(When(**{last: ""}, then=Value("")), default=F(each), output_field=CharField())
            self.rows = self.rows.annotate(**{f"{dimension}_{each}": known})
        return (*(f"{dimension}_{field}" for field in first), last)

    def _of_days(self, measure: Measure, grain: str, asked: Asked) -> None:
        if connection.vendor != "postgresql":
            starts = cache(lambda day: one_of_them(grain, day, asked.fiscal_month).start.isoformat())
            self._by((measure.placed_by,), starts)
            return
        firsts = [piece.start for piece in pieces(grain, asked.days, asked.fiscal_month)]
        self.rows = self.rows.annotate(**{f"piece_{grain}": _bucket(measure.placed_by, firsts)})
        self._by((f"piece_{grain}",), lambda number: firsts[number - 1].isoformat())

    def of(self, values: tuple[Any, ...]) -> Parts:
        """The key of a group from the values of its fields; what follows them is not read."""
        parts, place = [], 0
        for count, reader in self._readers:
            parts.append(reader(*values[place : place + count]))
            place += count
        return tuple(parts)

    def sums(self, sums: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
        """The values of the fields of each group, and behind them its sums."""
        if not self.fields:
            told = self.rows.aggregate(**sums)
            return [tuple(told[name] for name in sums)]
        grouped_by = self.rows.order_by().values(*self.fields).annotate(**sums)
        found: Iterable[tuple[Any, ...]] = grouped_by.values_list(*self.fields, *sums)
        return found


def _joined(*values: Any) -> str:
    """Of several parts, as kind and category, the last one says whether there is anything."""
    return "" if values[-1] in (None, "") else ".".join(str(value) for value in values)


def _meeting(measure: Measure, term: Term, asked: Asked) -> Q:
    """What a term counts. Of a share, what it is a share of as well: it is a part of that."""
    conditions = term.conditions
    if measure.shape == "share" and measure.of is not None and term is not measure.of:
        conditions += measure.of.conditions
    return all_of(conditions, measure.source, asked.segments)


def _sum(measure: Measure, term: Term, asked: Asked, stood: Q = NO_MATTER_WHEN) -> Any:
    """What is added up, as the database says it. What happened weighs, as a rating that took another's place."""
    only = (_meeting(measure, term, asked) & stood) or None
    weighs = measure.source == "occurrences"
    if term.what != "sum":
        return Coalesce(Sum("weight", filter=only), 0) if weighs else Count("pk", filter=only)
    amount = F(term.column) * F("weight") if weighs else F(term.column)
    return Coalesce(Sum(amount, filter=only), 0)


def _added(measure: Measure, keys: _Keys, asked: Asked) -> Groups:
    sums = {f"sum_{number}": _sum(measure, term, asked) for number, term in enumerate(measure.terms)}
    found: Groups = {}
    for row in keys.sums(sums):
        top, *of = row[len(keys.fields) :]
        found.setdefault(keys.of(row), Found()).add(Found(top, of[0] if of else 0))
    return found


def _as_of_ends(measure: Measure, grain: str, place: int, rest: Parts, asked: Asked) -> Groups:
    """As of the end of each span of time, in one statement that reads each row once; ``place``: of the grain."""
    begun = [each for each in pieces(grain, asked.days, asked.fiscal_month) if midnight(each.start) <= asked.instant]
    keys = _Keys(measure, _reached(measure, asked), rest, asked)
    sums = {
        f"sum_{at}_{number}": _sum(measure, term, asked, _stood(min(piece.end, asked.days.end), asked))
        for at, piece in enumerate(begun)
        for number, term in enumerate(measure.terms)
    }
    found: Groups = {}
    for row in keys.sums(sums):
        parts, told = keys.of(row), iter(row[len(keys.fields) :])
        for piece in begun:
            top, *of = (next(told) for _term in measure.terms)
            if top or any(of):
                group = (*parts[:place], piece.start.isoformat(), *parts[place:])
                found.setdefault(group, Found()).add(Found(top, of[0] if of else 0))
    return found


class _Percentile(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def _ranked_there(measure: Measure, keys: _Keys, asked: Asked) -> Groups:
    term, only = measure.term, _meeting(measure, measure.term, asked) or None
    asks = {
        "rank": _Percentile(term.column, fraction=term.percentile / 100, filter=only),
        "count": Count(term.column, filter=only),
    }
    if not keys.fields:
        told = keys.rows.aggregate(**asks)
        return {(): Found(told["count"], 0, told["rank"])}
    rows = keys.rows.order_by().values(*keys.fields).annotate(**asks).values_list(*keys.fields, "count", "rank")
    return {keys.of(row): Found(row[-2], 0, row[-1]) for row in rows}


def _ranked(measure: Measure, keys: _Keys, asked: Asked) -> Groups:
    """Read row by row: most values are there once, and to have them counted takes SQLite longer."""
    term = measure.term
    rows = keys.rows.filter(_meeting(measure, term, asked)).exclude(**{term.column: None})
    found: Groups = {}
    for row in rows.order_by().values_list(*keys.fields, term.column).iterator():
        group = found.setdefault(keys.of(row), Found())
        group.top += 1
        group.values[row[-1]] += 1
    return found


def ranked(counts: Counter[float], percentile: int) -> float:
    """The percentile of values that are there so often each, at least one; between two of them in proportion."""
    values = sorted(counts)
    behind = list(accumulate(counts[value] for value in values))
    place = (behind[-1] - 1) * percentile / 100
    below = floor(place)
    low = values[bisect_right(behind, below)]
    high = values[bisect_right(behind, min(below + 1, behind[-1] - 1))]
    return low + (high - low) * (place - below)
