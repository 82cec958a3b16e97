"""Somebody who knows the rule, but not the key, and has played every small table with every choice that a key can make.

Rows of a table may be named in any way, so tables that differ in the order of their rows are played once, and rows of
which the same is told are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain, combinations

from workflows.open_figures import keeping_back
from workflows.open_figures.keeping_back import PARTS, WHOLES, Choice, KeptBack, Pair, kept_back, total

Shown = tuple[int | None, int | None]
"""What is told of a row, or of the country: its whole and its part."""
Output = tuple[Shown, tuple[Shown, ...]]


def tables(rows: int, most: int) -> Iterator[tuple[Pair, ...]]:
    """Every table of so many rows whose wholes add up to at most that."""
    pairs = [Pair(whole, part) for whole in range(most + 1) for part in range(whole + 1)]

    def longer(first: int, left: int, count: int) -> Iterator[tuple[Pair, ...]]:
        if not count:
            yield ()
            return
        for place in range(first, len(pairs)):
            if pairs[place].whole * count > left:
                return
            for others in longer(place, left - pairs[place].whole, count - 1):
                yield (pairs[place], *others)

    return longer(0, most, rows)


def outcomes(table: tuple[Pair, ...], *, smallest_first: bool) -> set[KeptBack]:
    """All that can be withheld of it: a key may ask for any rows. Without one the smallest are the companions."""
    rows = {str(place): pair for place, pair in enumerate(table)}
    if smallest_first:
        choice = Choice(sorted(rows, key=lambda key: rows[key].whole))
        return {kept_back(rows, total(table), lambda _group, _rows: choice)}
    asked = [*chain.from_iterable(combinations(rows, count) for count in range(len(rows) + 1))]
    country = total(table)
    found = set()
    by_group: dict[str, list[Choice]] = {WHOLES: [Choice(list(rows))], PARTS: [Choice(list(rows))]}
    for group, small in ((WHOLES, _small(rows)), (PARTS, _unsplit(rows))):
        if small:
            by_group[group] = [_asking(rows, others) for others in asked if not small & set(others)]
    for wholes in by_group[WHOLES]:
        for parts in by_group[PARTS]:
            choices = {WHOLES: wholes, PARTS: parts}
            found.add(kept_back(rows, country, lambda group, _rows, mine=choices: mine[group]))  # type: ignore[misc]
    return found


def _small(rows: dict[str, Pair]) -> set[str]:
    return {key for key, pair in rows.items() if pair.whole < keeping_back.LIMIT}


def _unsplit(rows: dict[str, Pair]) -> set[str]:
    return {key for key, pair in rows.items() if not pair.is_split}


def _asking(rows: Collection[str], others: Collection[str]) -> Choice:
    return Choice([*others, *(key for key in rows if key not in others)], len(others))


def shown(table: tuple[Pair, ...], hidden: KeptBack) -> list[Shown]:
    return [
        (None if str(place) in hidden.wholes else pair.whole, None if str(place) in hidden.parts else pair.part)
        for place, pair in enumerate(table)
    ]


def reckoned(rows: int, most: int, *, smallest_first: bool = False) -> tuple[int, list[tuple[Output, Shown, str, int]]]:
    """How many small figures are hidden in all these tables, row for row, and those of which something is known: what
    was told, of which row, which figure, and what it can be (a bit for each number)."""
    every = (1 << keeping_back.LIMIT) - 1
    can_be: dict[Output, dict[Shown, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for table in tables(rows, most):
        country = total(table)
        told: Shown = (
            country.whole if country.whole >= keeping_back.LIMIT else None,
            country.part if country.is_split else None,
        )
        for hidden in outcomes(table, smallest_first=smallest_first):
            row_by_row = shown(table, hidden)
            values = can_be[told, tuple(sorted(row_by_row, key=repr))]
            for pair, row in zip(table, row_by_row, strict=True):
                mine = values[row]
                mine[0] |= 0 if row[0] is not None else 1 << pair.whole & every
                if row[1] is None:
                    mine[1] |= 1 << pair.part & every
                    mine[2] |= 1 << pair.rest & every
    found = [
        (output, row, name, bits)
        for output, values in can_be.items()
        for row, each in values.items()
        for name, bits in zip(("whole", "part", "rest"), each, strict=True)
        if bits
    ]
    return len(found), [each for each in found if each[3] != every]
