"""The chart of a table that is kept is drawn once: in each process, for all who read it alike.

A tile shows the ten rows that need somebody most, the worst first; the report behind it has all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from permissions.writing import Reading, active_language, reading
from portal.saved_reports.charted import chart_of
from workflows.figures.measure import ENOUGH
from workflows.figures.question import GRAINS, Question
from workflows.figures.reckoning import Key, Reach, Table
from workflows.figures.vocabulary import DIMENSIONS

MOST_ROWS: Final = 10
"""Rows of a tile."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that a drawing follows from. A question has one table for a reach and an instant, which is not compared."""

    question: Question
    reach: Reach
    as_of: datetime
    drawn: str
    opens: bool
    title: str
    language: str
    reading: Reading
    table: Table = field(compare=False)


def drawn_once(table: Table, reach: Reach, drawn: str, *, opens: bool, title: str = "") -> SafeString | None:
    """``chart_of``, of a table that is kept for a reach."""
    return _drawn(_Wanted(table.question, reach, table.as_of, drawn, opens, title, active_language(), reading(), table))


@lru_cache(maxsize=128)
def _drawn(wanted: _Wanted) -> SafeString | None:
    table = worst_first(wanted.table) if _is_ordered(wanted.table, wanted.drawn) else wanted.table
    return chart_of(table, wanted.drawn, opens=wanted.opens, title=wanted.title, with_basis=True)


def rows_left_out(table: Table, drawn: str) -> int:
    """How many rows a tile does not show."""
    return max(len(table.rows) - MOST_ROWS, 0) if _is_ordered(table, drawn) else 0


def worst_first(table: Table) -> Table:
    """Its first rows in the order of their need: the longest bar, or the lowest share of what should be high. What is
    of few requests comes after all that is of enough, the most first, since chance alone makes it best or worst."""
    measure = table.measures[0]
    sign = 1 if measure.direction == "more" and measure.is_of_some else -1

    def need(row: Key) -> tuple[bool, bool, int, float, tuple[str, ...]]:
        cell = table.by_row.get((row.parts, measure.key))
        if cell is None or cell.value is None:
            return True, True, 0, 0, row.words
        few = measure.is_of_some and cell.basis < ENOUGH
        return False, few, -cell.basis if few else 0, sign * cell.value, row.words

    return replace(table, rows=tuple(sorted(table.rows, key=need)[:MOST_ROWS]))


def _is_ordered(table: Table, drawn: str) -> bool:
    """Whether its rows have no order of their own, as months, levels and places on a map have."""
    rows = table.question.rows
    return drawn in ("bars", "stacked", "heat") and bool(rows) and not any(_is_ranked(each) for each in rows)


def _is_ranked(split: str) -> bool:
    return split in GRAINS or DIMENSIONS[split].ranked
