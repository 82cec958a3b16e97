"""A table whose numbers are shaded where they stand: the darker, the more."""

from __future__ import annotations

from dataclasses import replace

from portal.charts.scale import scale_of, shade
from portal.saved_reports.charted import drawn_of
from portal.saved_reports.shown import Line, Sheet
from workflows.figures.reckoning import Table


def shaded(sheet: Sheet, table: Table) -> Sheet:
    """The same sheet with a shade behind each number that one scale can show. What adds others up has none: it would
    be the darkest of all."""
    measures = [measure in drawn_of(table) for measure in table.measures]
    of_one_scale = measures * len(table.columns)
    found = [
        cell
        for line in sheet.lines
        for cell, on_it in zip(line.cells, of_one_scale, strict=False)
        if on_it and cell.value is not None
    ]
    if not found:
        return sheet
    scale = scale_of((each.value or 0 for each in found), 100 if drawn_of(table)[0].unit == "percent" else None)
    lines = [
        Line(
            line.words,
            [
                replace(cell, shade=shade(cell.value, scale)) if on_it and cell.value is not None else cell
                for cell, on_it in zip(line.cells, [*of_one_scale, *[False] * len(measures)], strict=False)
            ],
        )
        for line in sheet.lines
    ]
    by_value = sorted(found, key=lambda cell: cell.value or 0)
    return replace(sheet, lines=lines, shades=(by_value[0].text, by_value[-1].text))
