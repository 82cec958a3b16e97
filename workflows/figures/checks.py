"""What stands against a measure before it is in force, in sentences for owners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, is_named, listed
from workflows.figures.choosing import SEGMENT
from workflows.figures.measure import RANKED, Condition, Measure, Term, Unit
from workflows.figures.vocabulary import ADDED, COLUMNS, DIMENSIONS, Column, amounts_of, days_of
from workflows.versions.raw import Malformed

MOST_CONDITIONS: Final = 12
MOST_LEAST: Final = 1_000


def check(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        measure = Measure.of_json(key, definition)
    except Malformed as error:
        said = _("The measure cannot be read: something is missing or of the wrong kind near %(where)s.")
        return [said % {"where": error.path}]
    return [*_words(measure), *_parts(measure), *_terms(measure), *_conditions(measure), *_edges(measure)]


def unit_of(measure: Measure) -> Unit:
    """In what its numbers are told: it follows from what is counted."""
    if measure.shape == "share":
        return "percent"
    column = COLUMNS.get(measure.term.column)
    divided = COLUMNS.get(measure.of.column) if measure.of is not None else None
    if column is not None and column.is_a == "time":
        return "ratio" if divided is not None and divided.is_a == "time" else "working_days"
    if measure.term.column in ("rating", "stars") and measure.term.what in RANKED:
        return "stars"
    return "ratio" if measure.shape == "ratio" else "count"


def _words(measure: Measure) -> Iterator[str]:
    if not is_named(measure.name):
        yield _("The measure needs a name in %(language)s.") % {"language": first_language_name()}
    if not is_named(measure.meaning):
        yield _("Say in %(language)s what the measure counts.") % {"language": first_language_name()}


def _parts(measure: Measure) -> Iterator[str]:
    """Of how many numbers it is made."""
    if measure.shape == "number":
        if measure.of is not None:
            yield _("A number by itself is not divided by anything.")
        return
    if measure.of is None:
        yield _("It divides by nothing: say of what it is told.")
        return
    if any(term.what in RANKED for term in measure.terms):
        yield _("A median is not divided, and nothing is divided by one.")
    if measure.shape == "share":
        if any(term.what not in ("count", "count_if") for term in measure.terms):
            yield _("A share is of what is counted. For amounts, choose a ratio of sums.")
        if set(measure.term.conditions) <= set(measure.of.conditions):
            yield _("The share would always be the whole: say what is counted of it.")


def _terms(measure: Measure) -> Iterator[str]:
    amounts = {each.key for each in amounts_of(measure.source)}
    for term in measure.terms:
        yield from _of_term(measure, term, amounts)


def _of_term(measure: Measure, term: Term, amounts: set[str]) -> Iterator[str]:
    if term.what in ("count", "count_if"):
        if term.column:
            yield _("What is counted has no amount.")
        if term.what == "count_if" and not term.conditions:
            yield _("Say what is counted: without a condition it is all.")
        return
    if term.column not in amounts:
        yield _("Choose the amount that is added up, or whose median is told.")
    if term.what in RANKED and measure.source == "occurrences":
        yield _("Of what happened there is no median, since a rating may take the place of another.")
    if term.what == "percentile" and not 1 <= term.percentile <= 99:
        yield _("A percentile is a whole number from 1 to 99.")


def _conditions(measure: Measure) -> Iterator[str]:
    found = list(measure.conditions)
    if len(found) > MOST_CONDITIONS:
        yield _("A measure has at most %(most)d conditions.") % {"most": MOST_CONDITIONS}
    yield from against(found, (measure.source,))


def against(conditions: Iterable[Condition], sources: Iterable[str]) -> Iterator[str]:
    """What is wrong with conditions on rows of these sources."""
    for each in conditions:
        column = COLUMNS.get(each.column)
        if each.column == SEGMENT:
            if not each.is_in:
                yield _("Choose a segment.")
        elif column is None or not set(sources) <= set(column.sources):
            name = column.words if column is not None else each.column
            yield _("%(column)s cannot be asked for here: what is counted does not have it.") % {
                "column": listed([str(name)])
            }
        elif said := _of_condition(column, each):
            yield said


def _of_condition(column: Column, condition: Condition) -> str:
    named = {"column": listed([str(column.words)])}
    bounded = condition.at_least is not None or condition.at_most is not None
    if not (condition.is_in or bounded or condition.is_set is not None):
        return _("The condition on %(column)s says nothing: choose a value.") % named
    if bounded and column.is_a not in ("number", "time") and column.key not in ADDED:
        return _("%(column)s has no bounds: choose some of its values.") % named
    if condition.is_in and column.is_a in ("number", "time", "day"):
        return _("%(column)s is an amount or a day: give bounds, or ask whether it is there.") % named
    if None not in (condition.at_least, condition.at_most) and (condition.at_least or 0) > (condition.at_most or 0):
        return _("The condition on %(column)s is never met: its lower bound is above the upper one.") % named
    if column.is_a == "flag" and not set(condition.is_in) <= {"yes", "no"}:
        return _("%(column)s is yes or no.") % named
    return ""


def _edges(measure: Measure) -> Iterator[str]:
    if measure.placed_by not in days_of(measure.source):
        yield _("Choose the day that says to which period something belongs.")
    for key in measure.dimensions:
        dimension = DIMENSIONS.get(key)
        if dimension is None or measure.source not in dimension.sources:
            yield _("“%(name)s” is not a thing by which figures are split.") % {
                "name": str(dimension.words) if dimension is not None else key
            }
    if not 1 <= measure.least <= MOST_LEAST:
        yield _("The least number to tell of something is from 1 to %(most)d.") % {"most": MOST_LEAST}
    if measure.unit != unit_of(measure):
        yield _("The unit does not fit what is counted.")
