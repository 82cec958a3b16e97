"""Which chart a table becomes. What no drawing can show, hundreds of rows or other units, stays a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.areas.selectors import gazetteer
from permissions.translated_text import in_language, joined
from portal.charts.areas_drawn import outlines_of
from portal.charts.chart import Chart, Kind, Outline, Series, Total
from portal.charts.shown import PATTERNS, render
from portal.saved_reports.shown import NONE, Shown, name, says_of, sheet_of, split_in_words
from workflows.figures.measure import Measure
from workflows.figures.reckoning import Table
from workflows.saved_reports.models import Drawn
from workflows.saved_reports.words import UNITS

MOST_ROWS: Final = 120
MOST_SERIES: Final = 12
"""Beyond these nobody reads a drawing any more."""


@dataclass(frozen=True, slots=True)
class _Strand:
    """What becomes a series: a column of the table, with what stands under it."""

    name: str
    cells: list[Shown]
    whole: Shown
    is_drawn: bool = True


def chart_of(table: Table, drawn: str, *, opens: bool, title: str = "", with_basis: bool = False) -> SafeString | None:
    """The drawing with its own table, which has each number of the answer, so that no other need stand beside it; None
    where the table alone is wanted, or says more than any drawing.

    ``title``: its sentence, where it is another than what is drawn by what it is split. ``with_basis``: beside each
    share and median stands of how many it is.
    """
    question = table.question
    if drawn == Drawn.TABLE or not question.split:
        return None
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_SERIES:
        return None
    measures = drawn_of(table)
    keys = table.rows if question.rows else table.columns
    kind = kind_of(table, drawn)
    drawn_keys = [each.parts[0] for each in keys]
    outlines = _outlines(drawn_keys) if _is_of_areas(kind, table) else {}
    strands = list(_strands(table, opens))
    chart = Chart(
        kind=kind,
        says=title or says_of(measures, question),
        categories=tuple(" · ".join(each.words) for each in keys),
        series=tuple(_series(each, with_basis) for each in strands),
        heading=" · ".join(capfirst(split_in_words(each)) for each in (question.rows or question.split)),
        unit=str(UNITS[measures[0].unit]),
        totals=tuple(_total(each.whole, with_basis) for each in strands),
        note=_left_out(table, measures),
        most=100 if measures[0].unit == "percent" else None,
        outlines=tuple(map(outlines.get, drawn_keys)) if outlines else (),
        around=tuple(outline for key, outline in outlines.items() if key not in drawn_keys),
    )
    return render(chart)


def kind_of(table: Table, drawn: str) -> Kind:
    """How it is drawn. Only columns are parts of a row: measures are none of one another, nor is the period before.
    More series than have patterns of their own are shades of a table, or nobody could tell them apart."""
    by_both = bool(table.question.rows and table.question.column)
    if drawn == "stacked" and not by_both:
        return "bars"
    if drawn in ("stacked", "line") and by_both and len(table.columns) > PATTERNS:
        return "heat"
    return cast("Kind", drawn)


def _is_of_areas(kind: Kind, table: Table) -> bool:
    return kind == "map" and table.question.split[:1] == ("governorate",)


def _outlines(keys: Sequence[str]) -> dict[str, Outline]:
    """Of the whole country, so that it is known by its shape; none where no key has one."""
    found = outlines_of({*keys, *(each.key for each in gazetteer().governorates)})
    return found if found.keys() & set(keys) else {}


def drawn_of(table: Table) -> tuple[Measure, ...]:
    """The measures that one scale can show: those of the first one's unit; beside columns the first one alone."""
    first = table.measures[0]
    if table.question.rows and table.question.column:
        return (first,)
    return tuple(each for each in table.measures if each.unit == first.unit)


def _left_out(table: Table, drawn: Sequence[Measure]) -> str:
    missing = joined(in_language(each.name) for each in table.measures if each not in drawn)
    return _("Not drawn, as the scale is another: %(measures)s.") % {"measures": missing} if missing else ""


def _strands(table: Table, opens: bool) -> Iterator[_Strand]:
    """Of a table by rows and columns its columns, by one thing alone its measures; the former period of a measure that
    is alone is drawn beside it, and else said beside each number."""
    found = _by_columns(table, opens) if table.question.rows and table.question.column else _by_measures(table, opens)
    if len(table.measures) == 1 and table.former is not None and not (table.question.rows and table.question.column):
        (strand,) = found
        yield from _beside_the_former(strand)
    else:
        yield from found


def _by_measures(table: Table, opens: bool) -> Iterator[_Strand]:
    sheet = sheet_of(table, opens=opens)
    drawn = drawn_of(table)
    if sheet.sums is not None:
        rows, whole = [line.cells for line in sheet.lines], sheet.sums.cells
    else:  # columns alone: the only line has them one after the other, with what they come to at its end
        cells, many = sheet.lines[0].cells, len(table.measures)
        *rows, whole = [cells[at : at + many] for at in range(0, len(cells), many)]
    for place, measure in enumerate(table.measures):
        is_drawn = measure in drawn
        title = in_language(measure.name) if is_drawn else name(measure)
        yield _Strand(title, [row[place] for row in rows], whole[place], is_drawn)


def _by_columns(table: Table, opens: bool) -> Iterator[_Strand]:
    """What adds the columns up is not drawn beside them: it would be the longest of all."""
    sheet = sheet_of(table, opens=opens)
    sums = sheet.sums.cells if sheet.sums is not None else []
    many = len(table.measures)
    for place, (head, whole) in enumerate(zip(sheet.heads, sums, strict=True)):
        is_drawn = place % many == 0 and place < many * len(table.columns)
        yield _Strand(head, [line.cells[place] for line in sheet.lines], whole, is_drawn)


def _beside_the_former(strand: _Strand) -> Iterator[_Strand]:
    yield replace(strand, cells=[_with_its_change(each) for each in strand.cells], whole=_with_its_change(strand.whole))
    yield _Strand(_("The period before"), [_former(each) for each in strand.cells], _former(strand.whole))


def _with_its_change(cell: Shown) -> Shown:
    """The change alone, since the former number stands beside it."""
    return replace(cell, before="")


def _former(cell: Shown) -> Shown:
    return Shown(cell.before or NONE, cell.former)


def _series(strand: _Strand, with_basis: bool) -> Series:
    cells = strand.cells
    return Series(
        name=strand.name,
        values=tuple(cell.value for cell in cells),
        shown=tuple(cell.why or cell.text for cell in cells),
        links=tuple(cell.link for cell in cells),
        asides=tuple(_beside(cell, with_basis) for cell in cells),
        drawn=strand.is_drawn,
    )


def _total(cell: Shown, with_basis: bool) -> Total:
    return Total(cell.text, cell.link, _beside(cell, with_basis))


def _beside(cell: Shown, with_basis: bool) -> str:
    return " ".join(filter(None, (cell.basis if with_basis else "", cell.beside)))
