"""A table that nobody counted: rows and columns of numbers, with totals that are larger than each."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from workflows.figures.measure import Measure
from workflows.figures.question import Days, Period, Question
from workflows.figures.reckoning import Cell, Key, Table
from workflows.figures.shipped import SHIPPED


def table_of(*rows: tuple[float | None, ...], measure: Measure = SHIPPED["received"]) -> Table:
    columns = tuple(Key((f"c{place}",), (f"C{place}",)) for place in range(len(rows[0])))
    keys = tuple(Key((f"r{place}",), (f"R{place}",)) for place in range(len(rows)))
    cells = {
        (key.parts, "".join(column.parts), measure.key): Cell(value, top=1, of=1)
        for key, row in zip(keys, rows, strict=True)
        for column, value in zip(columns, row, strict=True)
    }
    whole = {(key.parts, measure.key): Cell(900, top=1, of=1) for key in keys}
    day = datetime(2026, 11, 1, tzinfo=ZoneInfo("Asia/Amman"))
    question = Question(measures=(measure.key,), period=Period("this_month"), rows=("agency",), column="channel")
    return Table(
        question=question,
        measures=(measure,),
        days=Days(date(2026, 11, 1), date(2026, 12, 1)),
        former=None,
        rows=keys,
        columns=columns,
        as_of=day,
        cells=cells,
        by_row=whole,
        whole={measure.key: Cell(1800, top=1, of=1)},
    )
