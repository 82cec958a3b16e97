"""Measures as owners see them, in words; and beside a draft what it would have counted of the last months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from permissions.isolated import isolated_words
from permissions.translated_text import joined, languages
from permissions.writing import written_number
from portal.studio.edited import EditedSubject, ListOfItsOwn
from portal.studio.lines import Line, name_line
from portal.studio.measure_form import MeasureForm
from portal.studio.measure_words import (
    DIRECTIONS,
    SHAPES,
    UNITS,
    condition_in_words,
    name_of,
    number_in_words,
    term_in_words,
)
from workflows.figures.errors import CannotReckon
from workflows.figures.in_force import MEASURES as PUBLISHED
from workflows.figures.measure import Condition, Measure
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Cell, Reach, Table, reckon_these
from workflows.figures.vocabulary import SOURCES, days_of
from workflows.versions.models import Subject, Version

DRAFTED: Final = "drafted"
NOW: Final = "in_force"


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, in the order of its sentence."""
    yield name_line(definition)
    meaning = definition.get("meaning", {})
    said = " · ".join(isolated_words(meaning[each]) for each in languages() if meaning.get(each))
    yield Line("meaning", _now("What it counts"), said, naming=True)
    measure = PUBLISHED.read(definition)
    if measure is None:
        return
    yield Line("source", pgettext("measure", "Of what"), str(SOURCES[measure.source]))
    yield Line("shape", _now("It is"), str(SHAPES[measure.shape]))
    yield Line("term", _now("What is counted"), term_in_words(measure.term))
    if measure.of is not None:
        yield Line("of", _now("Divided by"), term_in_words(measure.of))
    for condition in measure.filters:
        yield Line(f"filter {_name(condition)}", _now("Always only where"), condition_in_words(condition))
    day = str(days_of(measure.source).get(measure.placed_by, measure.placed_by))
    yield Line("placed_by", _now("Placed by"), day)
    yield Line("unit", _now("Unit"), str(UNITS[measure.unit]))
    yield Line("direction", _now("How it is read"), str(DIRECTIONS[measure.direction]))
    if measure.least > 1:
        yield Line("least", _now("Only shown if based on at least"), written_number(measure.least))
    if measure.dimensions:
        yield Line("dimensions", _now("Split only by"), joined(name_of(each) for each in measure.dimensions))


def _name(condition: Condition) -> str:
    """What tells a filter from the others, whatever its values: its column and the way in which it asks."""
    return f"{condition.column} {condition.at_least is not None} {condition.at_most is not None} {condition.is_set}"


def measure_beside(version: Version, current: Version | None) -> dict[str, Any]:
    """For the pages of a draft of a measure: its numbers of the last three months, beside those of what is in force.

    The draft has no problem. Nothing for any other subject.
    """
    drafted = PUBLISHED.read(version.definition) if version.subject == Subject.MEASURE else None
    if drafted is None:
        return {}
    drafted = Measure.of_json(DRAFTED, version.definition)
    now_in_force = Measure.of_json(NOW, current.definition) if current is not None else None
    shown = [each for each in (drafted, now_in_force) if each is not None]
    question = Question(measures=(), period=Period("last_3_months"), column="month")
    tables = {}
    for each in shown:
        try:
            tables[each.key] = reckon_these((each,), question, Reach())
        except CannotReckon as error:
            if each is drafted:
                return {"measured": {"refused": str(error)}}
    return {"measured": _compared(drafted, now_in_force, tables)}


def _compared(drafted: Measure, other: Measure | None, tables: dict[str, Table]) -> dict[str, Any]:
    table = tables[DRAFTED]
    months = [
        {
            "name": column.words[0],
            **_told(drafted, table.cell(table.rows[0], column, drafted)),
            "before": number_in_words(other, tables[NOW].cell(table.rows[0], column, other))
            if other is not None and NOW in tables
            else "",
        }
        for column in table.columns
    ]
    whole = {"name": _now("All three"), **_told(drafted, table.whole[DRAFTED])}
    whole["before"] = number_in_words(other, tables[NOW].whole[NOW]) if other is not None and NOW in tables else ""
    return {"months": [*months, whole], "divided": drafted.of is not None, "compared": NOW in tables}


def _told(measure: Measure, cell: Cell) -> dict[str, str]:
    return {
        "number": number_in_words(measure, cell),
        "top": written_number(cell.top),
        "of": written_number(cell.of) if cell.of is not None else "",
    }


MEASURES = EditedSubject(
    subject=Subject.MEASURE,
    title=_("Measure"),
    lines=lines,
    form=MeasureForm,
    applies=_("Reports and dashboards count by it from then on. What names the version before is counted by that one."),
    ending=_("What Insaf came with counts again; a measure that you made is not offered any more."),
    part="part",
    own_list=ListOfItsOwn("studio:measures", _("Measures")),
)
