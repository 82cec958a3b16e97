"""The answer to a question, as pages and files draw it: sentence, days, table and chart, or why there is none."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.saved_reports.charted import chart_of, drawn_of, kind_of
from portal.saved_reports.shaded import shaded
from portal.saved_reports.shown import at_versions, days_in_words, narrowed, says, sheet_of
from workflows.figures.errors import CannotReckon
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table
from workflows.saved_reports.kept import MAX_AGE, table_for
from workflows.saved_reports.opening import Opened

NOW: Final = timedelta(0)
"""The age of what is counted for a file: it says what is so when it is made."""


def answer_to(
    question: Question | None, reach: Reach, drawn: str, *, opens: bool, max_age: timedelta = MAX_AGE
) -> dict[str, Any]:
    """What the templates draw; ``cannot`` says in a sentence why there is no answer. ``opens``: whether whoever reads
    it may read requests at all."""
    if question is None:
        return {"cannot": _("This report was saved by another release and cannot be read any more.")}
    try:
        table = table_for(question, reach, max_age)
    except CannotReckon as error:
        return {"cannot": str(error)}
    return answered(table, drawn, opens=opens)


def answered(table: Table, drawn: str, *, opens: bool) -> dict[str, Any]:
    """The same of a table that is there."""
    sheet = sheet_of(table, opens=opens)
    if table.question.split and kind_of(table, drawn) == "heat":
        # The table is its own drawing: a second one would say each number again.
        sheet, chart = shaded(sheet, table), None
    else:
        chart = chart_of(table, drawn, opens=opens)
    return {
        "cannot": "",
        "table": table,
        "says": says(table),
        "title": says(table),
        "drawn": drawn,
        "narrowed": narrowed(table.question),
        "at_versions": at_versions(table),
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
