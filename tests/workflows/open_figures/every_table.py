"""Somebody who knows the rule, but not the key, and has played every small table with every choice that a key can make.

The usual days of rows are played too: with each row's answers dealt in every way to two days, told by the rule itself.

Rows of a table may be named in any way, so tables that differ in the order of their rows are played once, and rows of
which the same is told are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain, combinations, product

from workflows.open_figures import keeping_back, telling
from workflows.open_figures.keeping_back import PARTS, WHOLES, Choice, KeptBack, Pair, kept_back, total

Shown = tuple[int | None, int | None]
"""What is told of a row, or of the country: its whole and its part."""
ShownRow = tuple[int | None, int | None, int | None]
"""What is told of a row with its usual days; None in the place of each that is not told."""
Output = tuple[Shown, tuple[ShownRow, ...]]


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


def with_days(pair: Pair, whole: int | None, part: int | None) -> list[ShownRow]:
    """All that can be told of a row whose whole and part are told so, however its answers came: on two days."""
    told_days = set()
    for first in range(pair.part + 1):
        row: telling.Told = {"received": whole, "answered": part}
        telling.tell_days({"row": row}, {"row": [(1, first), (2, pair.part - first)]})
        told_days.add(row.get(telling.DAYS))
    return [(whole, part, days) for days in sorted(told_days, key=repr)]


def reckoned(
    rows: int, most: int, *, smallest_first: bool = False
) -> tuple[int, list[tuple[Output, ShownRow, str, int]]]:
    """How many small figures are hidden in all these tables, row for row, and those of which something is known: what
    was told, of which row, which figure, and what it can be (a bit for each number)."""
    every = (1 << keeping_back.LIMIT) - 1
    can_be: dict[Output, dict[ShownRow, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    days_of = cache(with_days)
    for table in tables(rows, most):
        country = total(table)
        told: Shown = (
            country.whole if country.whole >= keeping_back.LIMIT else None,
            country.part if country.is_split else None,
        )
        for hidden in outcomes(table, smallest_first=smallest_first):
            told_rows = shown(table, hidden)
            if all(None not in row for row in told_rows):
                continue
            ways = [days_of(pair, *row) for pair, row in zip(table, told_rows, strict=True)]
            for row_by_row in product(*ways):
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
