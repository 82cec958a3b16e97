"""Agencies of which the months are withheld, told by the quarter, the half-year or the year.

A row is told in the shortest of these in which it can be, and in none within which anything of it was told: so spans
never overlap, and no difference of two gives a third. What stays withheld of a span is a *pool*, and its sums are all
that a reader knows of it; the next longer span is a table whose columns are the pools of its parts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from permissions.writing import written_month
from workflows.open_figures.keeping_back import (
    HIDING,
    LIMIT,
    PARTS,
    WHOLES,
    Choices,
    KeptBack,
    Pair,
    hides_parts,
    total,
    with_companions,
)
from workflows.reports.period import Period

LENGTHS: Final = (3, 6, 12)
"""Months of a quarter, a half-year and a year."""


@dataclass(frozen=True, slots=True)
class Block:
    """A quarter, a half-year or a year; ``number``: which of them."""

    year: int
    length: int
    number: int

    @property
    def name(self) -> str:
        """``2026-Q4``, ``2026-H2`` or ``2026``."""
        return str(self.year) if self.length == 12 else f"{self.year}-{'Q' if self.length == 3 else 'H'}{self.number}"

    @property
    def title(self) -> str:
        """“October 2026 to December 2026”, or “2026”, in the active language."""
        if self.length == LENGTHS[-1]:
            return str(self.year)
        first, last = (written_month(self.months[place].first_day) for place in (0, -1))
        return _("%(first)s to %(last)s") % {"first": first, "last": last}

    @property
    def months(self) -> list[Period]:
        first = (self.number - 1) * self.length + 1
        return [Period(self.year, month) for month in range(first, first + self.length)]

    @property
    def parts(self) -> list[Block]:
        """The next shorter blocks; none of a quarter, whose parts are months."""
        if self.length == LENGTHS[0]:
            return []
        return [Block(self.year, self.length // 2, self.number * 2 - 1 + each) for each in range(2)]


def block_named(name: str) -> Block | None:
    """The one with this name; None where there is none."""
    year = name[:4]
    if not (year.isascii() and year.isdecimal()):
        return None
    every = (Block(int(year), length, number) for length in LENGTHS for number in range(1, 12 // length + 1))
    return next((each for each in every if each.name == name), None)


def blocks_around(month: Period) -> list[Block]:
    """Those in which a month lies, the shortest first."""
    return [Block(month.year, length, ((month.month or 1) - 1) // length + 1) for length in LENGTHS]


@dataclass(frozen=True, slots=True)
class Pool:
    """What is withheld of a span, of one pair.

    ``rows`` are those of which nothing was told; ``whole`` is the sum of all that is withheld, with what is withheld of
    rows told in a shorter span. So many of it can be ``parts`` and ``rests``; where it ``is_split`` so many are, and
    else no part is told of any row.
    """

    rows: Mapping[str, Pair]
    whole: int
    parts: int
    rests: int
    is_split: bool

    @property
    def hides(self) -> bool:
        return (min(self.parts, self.rests) if self.is_split else self.whole) >= HIDING


def pool_of_month(rows: Mapping[str, Pair], country: Pair, hidden: KeptBack) -> Pool | None:
    """None where next to nothing is withheld. Whether it is split everybody sees: whether a part is told of any row."""
    silent = {key: rows[key] for key in hidden.wholes}
    sums = total(silent.values())
    if sums.whole < LIMIT:
        return None
    if hidden.parts != rows.keys():
        return Pool(silent, sums.whole, sums.part, sums.rest, is_split=True)
    least = country.whole - LIMIT
    parts, rests = (country.part, country.rest) if country.is_split else (least, least)
    return Pool(silent, sums.whole, min(parts, sums.whole), min(rests, sums.whole), is_split=False)


def united(parts: Sequence[Pool]) -> Pool:
    """Of the span that has these parts: rows of which nothing was told in any."""
    shared = set.intersection(*(set(part.rows) for part in parts))
    return Pool(
        {key: total(part.rows[key] for part in parts) for key in shared},
        sum(part.whole for part in parts),
        sum(part.parts for part in parts),
        sum(part.rests for part in parts),
        is_split=all(part.is_split for part in parts),
    )


def without(pool: Pool, told: Collection[str]) -> Pool:
    """What is left once these are told."""
    out = total(pool.rows[key] for key in told)
    rows, whole = {key: pair for key, pair in pool.rows.items() if key not in told}, pool.whole - out.whole
    if pool.is_split:
        return Pool(rows, whole, pool.parts - out.part, pool.rests - out.rest, is_split=True)
    return Pool(rows, whole, min(pool.parts, whole), min(pool.rests, whole), is_split=False)


def kept_back_of(parts: Sequence[Pool], among: Collection[str], choices: Choices) -> KeptBack:
    """What is withheld of the rows ``among`` these of the span that has these parts.

    Beside rows of which nothing can be told two stay, and sums that hide; the rest is as in a month.
    """
    pool = united(parts)
    rows = {key: pair for key, pair in pool.rows.items() if key in among}
    choice = choices(WHOLES, rows)
    others = [key for key in choice.order if key in fitting(parts, rows)]
    for count in range(choice.least, len(others)):
        told = {key: rows[key] for key in others[count:]}
        if len(rows) - len(told) > 1 and without(pool, told).hides:
            if pool.is_split:
                return _with_parts(told, rows.keys(), choices)
            return KeptBack(frozenset(rows.keys() - told.keys()), frozenset(rows))
    return KeptBack(frozenset(rows), frozenset(rows))


def fitting(parts: Sequence[Pool], rows: Mapping[str, Pair]) -> set[str]:
    """The rows that are not small, nor too large: each could have nothing in any of the parts, and be all parts, or all
    rests."""
    pool = united(parts)
    most = min(pool.parts, pool.rests, pool.whole - max(part.whole for part in parts))
    if pool.is_split:
        most = min(pool.parts - max(part.parts for part in parts), pool.rests - max(part.rests for part in parts))
    return {key for key, pair in rows.items() if LIMIT <= pair.whole <= most}


def _with_parts(told: Mapping[str, Pair], rows: AbstractSet[str], choices: Choices) -> KeptBack:
    """Where parts do not hide one another nothing is told of rows that are not split."""
    silent = frozenset(rows - told.keys())
    unsplit = {key for key, pair in told.items() if not pair.is_split}
    found = with_companions(unsplit, choices(PARTS, told), lambda group: hides_parts([told[key] for key in group]))
    if found and not hides_parts([told[key] for key in found]):
        return KeptBack(silent | unsplit, silent | unsplit)
    return KeptBack(silent, silent | found)
