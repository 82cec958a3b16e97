"""Which figures of a month are kept back, so that no small one can be reckoned from those that are told. Plain Python.

What is told of a month are a few *pairs*, a whole and a part of it (received, and of these answered), of the whole
country and by rows: agencies, kinds, channels, governorates. The rows of a table always add up to the country, so that
one sum alone could give a row away, and three rules are enough:

- *Small is kept back.* Below ``LIMIT`` neither a whole is told, nor a part, nor the rest that is no part, and zero is
  below it: whether there was one at all is not told. Where a part or a rest is small, the whole is told without them.
- *What is kept back never goes alone.* With it go *companions*, rows that are not small and have so much that they can
  take up any difference: put any number from 0 to 4 in the place of a small one, and the companions can be changed so
  that all that is told stays as it is. So not even somebody who knows which of the rows are small learns more of one
  than that it is small.
- *Where there are no companions, no row is told.* What is kept back is then every part, and if that is not enough every
  whole; the country's figures stay, and each is at least ``LIMIT`` or is kept back, too.

Nothing else belongs together. Tables share the country's figures alone, which each of them allows for. Months share
nothing: what is pending is not told, since from two months of it and what came and went between them follows how many
were opened again; no sum over months is told of any row; and a month is told once, at one cut-off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 5
"""As in ``reports.set_apart``: a figure of fewer is small."""
_WIDTH: Final = LIMIT - 1
"""By how much a small figure could be another one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A whole and a part of it."""

    whole: int
    part: int

    @property
    def rest(self) -> int:
        return self.whole - self.part

    @property
    def is_split(self) -> bool:
        """Whether neither the part nor the rest is small."""
        return self.part >= LIMIT and self.rest >= LIMIT


@dataclass(frozen=True, slots=True)
class KeptBack:
    """The rows whose wholes, and those whose parts are kept back: of the former none is told."""

    wholes: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


def kept_back(rows: Mapping[str, Pair], country: Pair) -> KeptBack:
    """What is kept back of a table whose rows add up to ``country``."""
    everything = frozenset(rows)
    if country.whole < LIMIT:
        return KeptBack(everything, everything)
    small = frozenset(key for key, pair in rows.items() if pair.whole < LIMIT)
    unsplit = frozenset(key for key, pair in rows.items() if not pair.is_split)
    if not country.is_split:
        return KeptBack(_with_companions(small, rows), everything)
    if not unsplit:
        return KeptBack()
    companions = _companions(rows, unsplit, (lambda pair: pair.part, lambda pair: pair.rest))
    if companions:
        return KeptBack(small | companions if small else small, unsplit | companions)
    return KeptBack(_with_companions(small, rows), everything)


def _with_companions(small: frozenset[str], rows: Mapping[str, Pair]) -> frozenset[str]:
    """The rows whose wholes are kept back where no part is told of any."""
    if not small:
        return small
    companions = _companions(rows, small, (lambda pair: pair.whole,))
    return small | companions if companions else frozenset(rows)


def _companions(
    rows: Mapping[str, Pair], small: frozenset[str], figures: Iterable[Callable[[Pair], int]]
) -> frozenset[str]:
    """Rows that are not ``small`` and can together take up a small one's difference in each of ``figures`` without
    becoming small themselves: one if one is enough, the smallest; none where all of them are not enough."""
    order = sorted(rows.keys() - small, key=lambda key: (rows[key].whole, key))
    for key in order:
        if all(figure(rows[key]) - LIMIT >= _WIDTH for figure in figures):
            return frozenset([key])
    if all(sum(figure(rows[key]) - LIMIT for key in order) >= _WIDTH for figure in figures):
        return frozenset(order)
    return frozenset()
