"""What is asked of measures: split by what, of which period, of which cases. Plain values.

A period is named (*last month*) or has two days. It becomes days only when the question is answered, so that a saved
one stays what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, get_args

from workflows.figures.measure import Condition, conditions_in
from workflows.versions.raw import Malformed, Raw

Named = Literal[
    "today",
    "yesterday",
    "this_week",
    "last_week",
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
    "this_fiscal_year",
    "last_fiscal_year",
    "last_7_days",
    "last_30_days",
    "last_90_days",
    "last_3_months",
    "last_12_months",
]
Grain = Literal["day", "week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year"]
GRAINS: Final[tuple[str, ...]] = get_args(Grain)
NAMED: Final[tuple[str, ...]] = get_args(Named)
MOST_ROWS: Final = 2
LONGEST_ORDER: Final = 400
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "fiscal_quarter": 3, "fiscal_year": 12}
_SUNDAY: Final = 6
"""Weeks begin with it, as the working week does."""


@dataclass(frozen=True, slots=True)
class Days:
    """From ``start`` until just before ``end``, by the country's wall clock."""

    start: date
    end: date

    def meets(self, other: Days) -> Days:
        """What both have in common; of no days where that is nothing."""
        start = max(self.start, other.start)
        return Days(start, max(start, min(self.end, other.end)))


@dataclass(frozen=True, slots=True)
class Period:
    """One of ``NAMED``, or from ``start`` until just before ``end`` where it has no name."""

    named: str = ""
    start: date | None = None
    end: date | None = None

    def days(self, today: date, fiscal_month: int = 1) -> Days:
        """Which days it has when it is asked for ``today``. Of one that still runs, those to come belong to it."""
        if self.start is not None and self.end is not None:
            return Days(self.start, self.end)
        which, _sign, kind = self.named.partition("_")
        if self.named in ("today", "yesterday"):
            start = today - timedelta(days=self.named == "yesterday")
            return Days(start, start + timedelta(days=1))
        if which == "this":
            return one_of_them(kind, today, fiscal_month)
        count, _sign, units = kind.partition("_")
        if units == "days":
            return Days(today + timedelta(days=1 - int(count)), today + timedelta(days=1))
        if units == "months":
            first = today.replace(day=1)
            return Days(moved(first, -int(count)), first)
        this = one_of_them(kind, today, fiscal_month)
        return one_of_them(kind, this.start - timedelta(days=1), fiscal_month)

    def former(self, today: date, fiscal_month: int = 1) -> Days:
        """The one before, of equal kind. Of one that still runs, as many days of it as have begun."""
        days = self.days(today, fiscal_month)
        _which, _sign, kind = self.named.partition("_")
        if kind in ("week", *_MONTHS):
            before = one_of_them(kind, days.start - timedelta(days=1), fiscal_month)
            begun = (today - days.start).days + 1
            runs = days.start <= today < days.end
            return Days(before.start, min(before.end, before.start + timedelta(days=begun)) if runs else before.end)
        if kind.endswith("_months"):
            return Days(moved(days.start, -int(kind.partition("_")[0])), days.start)
        return Days(days.start - (days.end - days.start), days.start)

    def as_json(self) -> dict[str, str]:
        if self.start is not None and self.end is not None:
            return {"start": self.start.isoformat(), "end": self.end.isoformat()}
        return {"named": self.named}

    @classmethod
    def of_json(cls, raw: Raw) -> Period:
        """Raises ``Malformed``."""
        raw.only("named", "start", "end")
        if raw.has("named"):
            if raw.text("named") not in NAMED:
                raise Malformed(raw.at("named"), "unknown")
            return cls(raw.text("named"))
        try:
            return cls("", date.fromisoformat(raw.text("start")), date.fromisoformat(raw.text("end")))
        except ValueError as error:
            raise Malformed(raw.at("start"), "wrong") from error


def moved(day: date, months: int) -> date:
    """The first of a month so many months later; ``day`` is the first of one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def one_of_them(grain: str, day: date, fiscal_month: int = 1) -> Days:
    """The day, week, month, … in which a day lies. ``fiscal_month``: with which one the fiscal year begins, 1 to 12."""
    if grain == "day":
        return Days(day, day + timedelta(days=1))
    if grain == "week":
        start = day - timedelta(days=(day.weekday() - _SUNDAY) % 7)
        return Days(start, start + timedelta(days=7))
    months = _MONTHS[grain]
    first = fiscal_month if grain.startswith("fiscal") else 1
    since = (day.month - first) % months
    start = moved(day.replace(day=1), -since)
    return Days(start, moved(start, months))


def pieces(grain: str, days: Days, fiscal_month: int = 1) -> Iterator[Days]:
    """Those that the days touch, whole, in their order."""
    piece = one_of_them(grain, days.start, fiscal_month)
    while piece.start < days.end:
        yield piece
        piece = one_of_them(grain, piece.end, fiscal_month)


def can_be_order(order: str) -> bool:
    """Whether a text can say by what rows are sorted; what no database takes cannot."""
    return len(order) <= LONGEST_ORDER and (not order or order.isprintable())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``measures``: keys, or ``key@version`` for that version of it. ``rows`` and ``column``: dimensions or grains.

    ``filters``: the reader's, beside those of the measures. ``compared``: with the period before as well. ``order``: by
    what the rows are sorted (see ``ordering``), "" for their own order; it changes no number.
    """

    measures: tuple[str, ...]
    period: Period
    rows: tuple[str, ...] = ()
    column: str = ""
    filters: tuple[Condition, ...] = ()
    compared: bool = False
    order: str = ""

    @property
    def split(self) -> tuple[str, ...]:
        """All by what it is split: of the rows, then of the column."""
        return self.rows + ((self.column,) if self.column else ())

    def as_json(self) -> dict[str, Any]:
        said = {
            "measures": list(self.measures),
            "period": self.period.as_json(),
            "rows": list(self.rows),
            "column": self.column,
            "filters": [each.as_json() for each in self.filters],
            "compared": self.compared,
        }
        return said | ({"order": self.order} if self.order else {})

    @classmethod
    def of_json(cls, definition: Any) -> Question:
        """Raises ``Malformed``."""
        raw = Raw(definition)
        raw.only("measures", "period", "rows", "column", "filters", "compared", "order")
        order = raw.text("order", "")
        if not can_be_order(order):
            raise Malformed(raw.at("order"), "wrong")
        return cls(
            measures=raw.texts("measures"),
            period=Period.of_json(raw.inner("period")),
            rows=raw.texts("rows", ()),
            column=raw.text("column", ""),
            filters=conditions_in(raw, "filters"),
            compared=raw.yes("compared", default=False),
            order=order,
        )
