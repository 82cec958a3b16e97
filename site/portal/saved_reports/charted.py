"""Which chart a table becomes. What no drawing can show, hundreds of rows or other units, stays a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.translated_text import in_language, joined
from portal.charts.areas_drawn import outlines_of
from portal.charts.chart import Chart, Kind, Series
from portal.charts.shown import render
from portal.saved_reports.shown import cases_address, says_of, shown, split_in_words, written
from workflows.figures.measure import Measure
from workflows.figures.reckoning import Cell, Key, Table, nothing
from workflows.saved_reports.models import Drawn
from workflows.saved_reports.words import UNITS

MOST_ROWS: Final = 120
MOST_SERIES: Final = 12
"""Beyond these nobody reads a drawing any more."""


def chart_of(table: Table, drawn: str, *, opens: bool, title: str = "") -> SafeString | None:
    """The drawing with its own table; None where the table alone is wanted, or says more than any drawing.

    ``title``: its sentence, where it is another than what is drawn by what it is split.
    """
    if drawn == Drawn.TABLE or not table.question.split:
        return None
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_SERIES:
        return None
    measures = drawn_of(table)
    by_columns = not table.question.rows
    kind = cast("Kind", drawn)
    keys = table.columns if by_columns else table.rows
    series = _series(table, keys, by_columns=by_columns, opens=opens)
    of_areas = kind == "map" and table.question.split[:1] == ("governorate",)
    outlines = outlines_of([each.parts[0] for each in keys]) if of_areas else {}
    chart = Chart(
        kind=kind,
        says=title or says_of(measures, table.question),
        categories=tuple(" · ".join(each.words) for each in keys),
        series=series,
        heading=" · ".join(capfirst(split_in_words(each)) for each in (table.question.rows or table.question.split)),
        unit=str(UNITS[measures[0].unit]),
        totals=_totals(table) if shows_all(table) else (),
        note=_left_out(table, measures),
        most=100 if measures[0].unit == "percent" else None,
        outlines=tuple(outlines.get(each.parts[0]) for each in keys) if of_areas else (),
    )
    return render(chart)


def shows_all(table: Table) -> bool:
    """Whether the chart's own table has each number of the answer, so that no other need stand beside it."""
    return (
        len(table.measures) == 1 and not table.question.compared and not (table.question.rows and table.question.column)
    )


def drawn_of(table: Table) -> tuple[Measure, ...]:
    """The measures that one scale can show: those of the first one's unit; beside columns the first one alone."""
    first = table.measures[0]
    if table.question.rows and table.question.column:
        return (first,)
    return tuple(each for each in table.measures if each.unit == first.unit)


def _left_out(table: Table, drawn: Sequence[Measure]) -> str:
    missing = joined(in_language(each.name) for each in table.measures if each not in drawn)
    return _("Not drawn, as the scale is another: %(measures)s.") % {"measures": missing} if missing else ""


def _totals(table: Table) -> tuple[str, ...]:
    return tuple(written(table.whole[measure.key].value, measure) for measure in table.measures)


def _series(table: Table, keys: Sequence[Key], *, by_columns: bool, opens: bool) -> tuple[Series, ...]:
    first = table.measures[0]
    if table.question.column and not by_columns:
        return tuple(
            _one(
                "".join(column.words),
                first,
                [table.cell(row, column, first) for row in keys],
                [cases_address(table.question, first.key, row, column) for row in keys] if opens else [],
            )
            for column in table.columns
        )
    found = []
    for measure in drawn_of(table):
        cells = [_whole_of(table, key, measure, by_columns=by_columns) for key in keys]
        links = [_address(table, measure, key, by_columns=by_columns) for key in keys] if opens else []
        found.append(_one(in_language(measure.name), measure, cells, links))
        if len(table.measures) == 1 and table.former is not None:
            before = [cell.former or nothing(measure) for cell in cells]
            found.append(_one(_("The period before"), measure, before, []))
    return tuple(found)


def _whole_of(table: Table, key: Key, measure: Measure, *, by_columns: bool) -> Cell:
    found = (
        table.by_column.get(("".join(key.parts), measure.key))
        if by_columns
        else table.by_row.get((key.parts, measure.key))
    )
    return found or nothing(measure)


def _address(table: Table, measure: Measure, key: Key, *, by_columns: bool) -> str:
    return cases_address(table.question, measure.key, *((None, key) if by_columns else (key, None)))


def _one(title: str, measure: Measure, cells: Sequence[Cell], links: Sequence[str]) -> Series:
    return Series(
        name=title,
        values=tuple(cell.value for cell in cells),
        shown=tuple(
            written(cell.value, measure) if cell.value is not None else shown(cell, measure).why for cell in cells
        ),
        links=tuple(link if cell.top or cell.of else "" for link, cell in zip(links, cells, strict=True))
        if links
        else (),
    )
