"""The answer to a question, as pages and files draw it: sentence, days, table with heads that sort it and chart, or why
there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.saved_reports.charted import chart_of, drawn_of, kind_of
from portal.saved_reports.shaded import shaded
from portal.saved_reports.shown import Sheet, days_in_words, narrowed, remarks, says, sheet_of
from workflows.figures.errors import CannotReckon
from workflows.figures.ordering import Order
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table
from workflows.saved_reports.kept import table_for
from workflows.saved_reports.opening import Opened

NOW: Final = timedelta(0)
"""The age of what is counted for a file: it says what is so when it is made."""


@dataclass(frozen=True, slots=True)
class Head:
    """``sorts``: the address at which the rows are sorted by it, the other way round where they are already. ``order``:
    how they are sorted by it, as ``aria-sort`` says it, or "". ``is_number``: whether numbers stand below."""

    words: str
    sorts: str
    order: str
    is_number: bool


def answer_to(
    question: Question | None, reach: Reach, drawn: str, *, opens: bool, address: Callable[[str], str]
) -> dict[str, Any]:
    """What the templates draw; ``cannot`` says in a sentence why there is no answer. ``opens``: whether whoever reads
    it may read requests at all. ``address``: where it stands with its rows in another order."""
    if question is None:
        return {"cannot": _("This report was saved by another release and cannot be read any more.")}
    try:
        table = table_for(question, reach)
    except CannotReckon as error:
        return {"cannot": str(error)}
    answer = answered(table, drawn, opens=opens)
    return answer | {"heads": heads_of(answer["sheet"], table, address)}


def answered(table: Table, drawn: str, *, opens: bool) -> dict[str, Any]:
    """The same of a table that is there."""
    sheet = sheet_of(table, opens=opens)
    if table.question.split and kind_of(table, drawn) == "heat":
        # The table is its own drawing: a second one would say each number again.
        sheet, chart = shaded(sheet, table), None
    else:
        chart = chart_of(table, drawn, opens=opens, with_basis=True)
    return {
        "cannot": "",
        "table": table,
        "says": says(table),
        "title": says(table),
        "drawn": drawn,
        "narrowed": narrowed(table.question),
        "remarks": list(remarks(table)),
        "days": days_in_words(table.days),
        "former": days_in_words(table.former) if table.former is not None else "",
        "as_of": table.as_of,
        "sheet": sheet,
        "chart": chart,
        "is_captioned": chart is not None and drawn_of(table) == table.measures,
        "empty": not any(cell.top or cell.of for cell in table.whole.values()),
        "query": Opened(table.question, "").as_query(),
        "written_question": json.dumps(table.question.as_json()),
    }


def heads_of(sheet: Sheet, table: Table, address: Callable[[str], str]) -> list[Head]:
    """In the order of the sheet's columns; none where there is nothing to sort. ``address``: of an order."""
    if len(table.rows) < 2:
        return []
    asked = Order.of(table.question.order or table.question.rows[0])
    return [
        _head(words, each, asked, address)
        for words, each in zip([*sheet.splits, *sheet.heads], _orders(table), strict=True)
    ]


def _head(words: str, usual: Order, asked: Order, address: Callable[[str], str]) -> Head:
    is_it = replace(asked, down=usual.down) == usual
    order = ("descending" if asked.down else "ascending") if is_it else ""
    return Head(words, address(str(replace(usual, down=not asked.down) if is_it else usual)), order, usual.down)


def _orders(table: Table) -> Iterator[Order]:
    """What a first press asks for: of words their order, of numbers the largest first."""
    question = table.question
    for split in question.rows:
        yield Order(split)
    if question.column:
        for column in table.columns:
            for measure in table.measures:
                yield Order(measure.key, "".join(column.parts), down=True)
    for measure in table.measures:
        yield Order(measure.key, down=True)
