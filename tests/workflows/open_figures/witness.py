"""Other numbers from which all that was told of several months and their blocks follows just as well.

Somebody who knows the rule, but not the key, keeps every month and block. A number that they cannot rule out is one for
which there are such months: an integer program looks for them, and the rule itself tells them, by a key that asks for
the rows that were withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from scipy.optimize import Bounds, LinearConstraint, milp

from workflows.open_figures.blocks import Pool, fitting, kept_back_of, pool_of_month, united, without
from workflows.open_figures.keeping_back import LIMIT, WHOLES, Choice, Choices, KeptBack, Pair, kept_back, total

Months = Sequence[Mapping[str, Pair]]
Span = tuple[int, ...]
"""The places of its months."""
Cells = Sequence[tuple[int, str]]
"""Months by their places, and rows."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was withheld of each month and block; of a block also which rows it has."""

    months: tuple[KeptBack, ...]
    blocks: dict[Span, tuple[KeptBack, frozenset[str]]] = field(default_factory=dict)


Choosing = Callable[[Span, str, Mapping[str, Pair], Sequence[Pool]], Choice]
"""What a key says of a group in a month or block, of which these are the rows, and the pools of its parts."""


def told(months: Months, choosing: Choosing) -> Told:
    """What is told of six months, or three, in their order."""
    hidden = tuple(_month(rows, (place,), choosing) for place, rows in enumerate(months))
    pools: dict[Span, Pool | None] = {}
    for place, rows in enumerate(months):
        pools[place,] = pool_of_month(rows, total(rows.values()), hidden[place])
    said = Told(hidden)
    quarters = [tuple(range(first, first + 3)) for first in range(0, len(months), 3)]
    for span in [*quarters, *([(*quarters[0], *quarters[1])] if len(quarters) > 1 else [])]:
        found = [pools[each] for each in (quarters if len(span) > 3 else [(place,) for place in span])]
        parts = [each for each in found if each is not None]
        pools[span] = None
        if len(parts) == len(found):
            whole = united(parts)
            keys = frozenset(whole.rows)
            withheld = kept_back_of(parts, keys, _of_block(span, parts, choosing))
            pools[span] = without(whole, keys - withheld.wholes)
            said.blocks[span] = (withheld, keys)
    return said


def _of_block(span: Span, parts: Sequence[Pool], choosing: Choosing) -> Choices:
    pairs = united(parts).rows

    def choice(group: str, named: Collection[str]) -> Choice:
        return choosing(span, group, {key: pairs[key] for key in named}, parts)

    return choice


def _month(rows: Mapping[str, Pair], span: Span, choosing: Choosing) -> KeptBack:
    return kept_back(rows, total(rows.values()), lambda group, _named: choosing(span, group, rows, ()))


def asking_for(said: Told) -> Choosing:
    """A key that asks for all that was withheld."""

    def choice(span: Span, group: str, rows: Mapping[str, Pair], parts: Sequence[Pool]) -> Choice:
        if parts and span not in said.blocks:
            return Choice(list(rows))
        hidden = said.blocks[span][0] if parts else said.months[span[0]]
        small: Collection[str] = {key for key, pair in rows.items() if pair.whole < LIMIT}
        if group != WHOLES:
            small = hidden.wholes | {key for key, pair in rows.items() if not pair.is_split}
        elif parts:
            small = rows.keys() - fitting(parts, rows)
        asked = (hidden.wholes if group == WHOLES else hidden.parts) - set(small)
        return Choice([*asked, *(rows.keys() - asked)], len(asked))

    return choice


def small_figures(months: Months, said: Told) -> Iterator[tuple[Cells, str]]:
    """Each figure that is withheld and small: of a month, or of a block."""
    for place, hidden in enumerate(said.months):
        for names, keys in ((("whole",), hidden.wholes), (("part", "rest"), hidden.parts)):
            yield from (
                ([(place, key)], name) for key in keys for name in names if getattr(months[place][key], name) < LIMIT
            )
    for span, (hidden, _rows) in said.blocks.items():
        for names, keys in ((("whole",), hidden.wholes), (("part", "rest"), hidden.parts)):
            for key in keys:
                pair, cells = total(months[place][key] for place in span), [(place, key) for place in span]
                yield from ((cells, name) for name in names if getattr(pair, name) < LIMIT)


@dataclass
class Witnesses:
    """Looks for months of which the same was told. Unknown are the part and the rest of each cell.

    Where parts of others are told, the sums of a group are left as they are though a reader may not see them: on them
    the rule depends.
    """

    months: Months
    said: Told
    _known: list[tuple[list[int], int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys = sorted(self.months[0])
        self._columns = {
            (place, key, name): number
            for number, (place, key, name) in enumerate(
                (place, key, name) for place in range(len(self.months)) for key in keys for name in ("part", "rest")
            )
        }
        for place, pairs in enumerate(self.months):
            hidden = self.said.months[place]
            self._knows([(place, key) for key in keys], *(("part", "rest") if _country_is_split(pairs) else ("whole",)))
            if hidden.parts != pairs.keys():
                self._knows([(place, key) for key in hidden.wholes], "part", "rest")
            for key in pairs.keys() - hidden.wholes:
                self._knows([(place, key)], "whole", *(() if key in hidden.parts else ("part",)))
        for span, (hidden, rows) in self.said.blocks.items():
            for key in rows - hidden.wholes:
                self._knows([(place, key) for place in span], "whole", *(() if key in hidden.parts else ("part",)))
            if all(self.said.months[place].parts != self.months[place].keys() for place in span):
                self._knows([(place, key) for key in hidden.parts - hidden.wholes for place in span], "part", "rest")

    def _terms(self, cells: Cells, name: str) -> list[int]:
        names = ("part", "rest") if name == "whole" else (name,)
        return [self._columns[place, key, each] for place, key in cells for each in names]

    def _knows(self, cells: Cells, *names: str) -> None:
        for name in names:
            number = sum(getattr(self.months[place][key], name) for place, key in cells)
            self._known.append((self._terms(cells, name), number, number))

    def can_be(self, cells: Cells, name: str, number: int) -> bool:
        """Whether the same would be told of months in which this figure is that number."""
        free = frozenset.intersection(*(hidden.wholes for hidden in self.said.months)) - {key for _place, key in cells}
        free -= frozenset().union(*(rows - hidden.wholes for hidden, rows in self.said.blocks.values()))
        wanted = (self._terms(cells, name), number, number)
        for empty, side in product([*sorted(free), None], ("part", "rest")):
            months = self._solved([*self._known, *self._small_in_the_country(side), wanted], empty)
            if months is not None and told(months, asking_for(self.said)) == self.said:
                return True
        return False

    def _small_in_the_country(self, side: str) -> list[tuple[list[int], int, int]]:
        """Of a month that tells no part of the country either the parts are small or the rests."""
        return [
            (self._terms([(place, key) for key in pairs], side), 0, LIMIT - 1)
            for place, pairs in enumerate(self.months)
            if not _country_is_split(pairs)
        ]

    def _solved(self, known: list[tuple[list[int], int, int]], empty: str | None) -> Months | None:
        """With a row that is empty in each month, as far as its wholes are withheld: so one is small."""
        matrix = [[0] * len(self._columns) for _each in known]
        for line, (terms, _least, _most) in zip(matrix, known, strict=True):
            for column in terms:
                line[column] = 1
        upper = [0 if key == empty else float("inf") for _place, key, _name in self._columns]
        found = milp(
            [0] * len(upper),
            constraints=LinearConstraint(matrix, [each[1] for each in known], [each[2] for each in known]),
            bounds=Bounds(0, upper),
            integrality=1,
        )
        if found.x is None:
            return None
        value = {cell: round(found.x[column]) for cell, column in self._columns.items()}
        return [
            {
                key: Pair(value[place, key, "part"] + value[place, key, "rest"], value[place, key, "part"])
                for key in pairs
            }
            for place, pairs in enumerate(self.months)
        ]


def _country_is_split(rows: Mapping[str, Pair]) -> bool:
    return total(rows.values()).is_split
