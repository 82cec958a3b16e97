"""A table as JSON and back: what was counted, with the measures by which it was and the words of its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from workflows.figures.measure import Measure
from workflows.figures.question import Days, Question
from workflows.figures.reckoning import Cell, Key, Table

Said = list[Any]


def as_json(table: Table) -> dict[str, Any]:
    """Without its question, which is kept beside it."""
    return {
        "measures": [[each.key, each.as_json()] for each in table.measures],
        "days": _days(table.days),
        "former": _days(table.former) if table.former is not None else None,
        "rows": [[each.parts, each.words] for each in table.rows],
        "columns": [[each.parts, each.words] for each in table.columns],
        "as_of": table.as_of.isoformat(),
        "cells": [[row, column, key, _cell(cell)] for (row, column, key), cell in table.cells.items()],
        "by_row": [[row, key, _cell(cell)] for (row, key), cell in table.by_row.items()],
        "by_column": [[column, key, _cell(cell)] for (column, key), cell in table.by_column.items()],
        "whole": {key: _cell(cell) for key, cell in table.whole.items()},
    }


def of_json(question: Question, said: Mapping[str, Any]) -> Table:
    """Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what was written by another release."""
    return Table(
        question=question,
        measures=tuple(Measure.of_json(key, definition) for key, definition in said["measures"]),
        days=_days_of(said["days"]),
        former=_days_of(said["former"]) if said["former"] is not None else None,
        rows=_keys_of(said["rows"]),
        columns=_keys_of(said["columns"]),
        as_of=datetime.fromisoformat(said["as_of"]),
        cells={(tuple(row), column, key): _cell_of(cell) for row, column, key, cell in said["cells"]},
        by_row={(tuple(row), key): _cell_of(cell) for row, key, cell in said["by_row"]},
        by_column={(column, key): _cell_of(cell) for column, key, cell in said["by_column"]},
        whole={key: _cell_of(cell) for key, cell in said["whole"].items()},
    )


def _days(days: Days) -> Said:
    return [days.start.isoformat(), days.end.isoformat()]


def _days_of(said: Said) -> Days:
    return Days(*map(date.fromisoformat, said))


def _keys_of(said: Iterable[Said]) -> tuple[Key, ...]:
    return tuple(Key(tuple(parts), tuple(words)) for parts, words in said)


def _cell(cell: Cell) -> Said:
    return [cell.value, cell.top, cell.of, cell.too_few, None if cell.former is None else _cell(cell.former)]


def _cell_of(said: Said) -> Cell:
    value, top, of, too_few, former = said
    return Cell(value, top, of, _cell_of(former) if former is not None else None, too_few)
