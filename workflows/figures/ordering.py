"""Sorts the rows of a table by one of its columns, as its reader asks; the numbers stay what they are.

An order is the key of a measure or of what the rows are split by; behind ``|`` the key of the column whose numbers are
meant, without it the total of the row. ``-`` before it: from the largest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from workflows.figures.question import GRAINS
from workflows.figures.reckoning import Key, Table, nothing
from workflows.figures.vocabulary import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Order:
    """``by``: a measure or a split of the rows. ``column``: the key of a column; None: the total of the row."""

    by: str
    column: str | None = None
    down: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.down else ''}{self.by}{'' if self.column is None else f'|{self.column}'}"

    @classmethod
    def of(cls, written: str) -> Order:
        by, sign, column = written.removeprefix("-").partition("|")
        return cls(by, column if sign else None, written.startswith("-"))


def in_asked_order(table: Table) -> Table:
    """The table with its rows as its question wants them; as it is where that names nothing in it. Rows without a
    number come last either way, and what is equal keeps its place."""
    order = Order.of(table.question.order)
    value = _value(table, order)
    if value is None:
        return table
    found = [(value(row), row) for row in table.rows]
    there = sorted((each for each in found if each[0] is not None), key=lambda each: each[0], reverse=order.down)
    return replace(table, rows=tuple(row for _value, row in [*there, *(each for each in found if each[0] is None)]))


def _value(table: Table, order: Order) -> Callable[[Key], Any] | None:
    if order.by in table.question.rows:
        return _of_split(table, table.question.rows.index(order.by))
    measure = next((each for each in table.measures if each.key == order.by), None)
    if measure is None:
        return None
    if order.column is None:
        return lambda row: (table.by_row.get((row.parts, measure.key)) or nothing(measure)).value
    column = next((each for each in table.columns if "".join(each.parts) == order.column), None)
    return None if column is None else lambda row: table.cell(row, column, measure).value


def _of_split(table: Table, place: int) -> Callable[[Key], Any]:
    """Spans of time, and what has an order of its own, by that; all else by its words. What is not stated is last."""
    split = table.question.rows[place]
    if split in GRAINS:
        return lambda row: row.parts[place] or None
    if not DIMENSIONS[split].ranked:
        return lambda row: row.words[place] if row.parts[place] else None
    places = {key: at for at, key in enumerate(DIMENSIONS[split].labels())}
    return lambda row: places.get(row.parts[place], len(places)) if row.parts[place] else None
