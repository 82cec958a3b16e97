"""Measures in words: what is counted, of what, placed by which day; a condition as a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from permissions.translated_text import in_language, joined, listed
from permissions.writing import half_up, written_number, written_percent
from workflows.figures.choosing import SEGMENT
from workflows.figures.measure import Condition, Direction, Measure, Shape, Term, Unit, What
from workflows.figures.models_of_owners import Segment
from workflows.figures.reckoning import Cell
from workflows.figures.vocabulary import COLUMNS, DIMENSIONS, MINUTES_A_DAY, SOURCES, days_of

Words = str | Promise
SHAPES: Final[Mapping[Shape, Words]] = {
    "number": _("a number"),
    "share": _("a share: how many of them, in percent"),
    "ratio": _("a ratio: one sum divided by another"),
}
WHATS: Final[Mapping[What, Words]] = {
    "count": _("how many there are"),
    "count_if": _("how many meet the conditions"),
    "sum": _("the sum of an amount"),
    "median": _("the median of an amount"),
    "percentile": _("a percentile of an amount"),
}
DIRECTIONS: Final[Mapping[Direction, Words]] = {
    "more": _("more is better"),
    "less": _("less is better"),
    "neither": _("neither is better"),
}
UNITS: Final[Mapping[Unit, Words]] = {
    "count": _("a count"),
    "percent": _("percent"),
    "working_days": _("working days"),
    "ratio": _("a ratio"),
    "stars": _("stars"),
}
YES_OR_NO: Final[Mapping[str, Words]] = {"yes": _("yes"), "no": _("no")}


def values_of(column: str) -> Mapping[str, str]:
    """What can be chosen of a column, or of segments; nothing where it is an amount or a day."""
    if column == SEGMENT:
        return {each.key: str(each) for each in Segment.objects.all()}
    known = COLUMNS.get(column)
    if known is not None and known.is_a == "flag":
        return {key: str(words) for key, words in YES_OR_NO.items()}
    return DIMENSIONS[column].labels() if column in DIMENSIONS else {}


def name_of(column: str) -> str:
    """What a column is called; its key where there is none."""
    if column == SEGMENT:
        return _now("segment")
    return str(COLUMNS[column].words) if column in COLUMNS else column


def amount_in_words(column: str, amount: int) -> str:
    """An amount of a column: working time in days."""
    if column in COLUMNS and COLUMNS[column].is_a == "time":
        return days_in_words(amount / MINUTES_A_DAY)
    return written_number(amount)


def days_in_words(days: float) -> str:
    """``2 working days``, ``1.5 working days``."""
    whole = days == int(days)
    said = ngettext("%(count)s working day", "%(count)s working days", int(days) if whole else 11)
    return said % {"count": written_number(days, 0 if whole else 1)}


def condition_in_words(condition: Condition) -> str:
    """One condition as a phrase."""
    named = {"column": name_of(condition.column)}
    if condition.is_in:
        labels = values_of(condition.column)
        values = listed(str(labels.get(key) or key or _now("not stated")) for key in condition.is_in)
        said = _now("%(column)s is none of %(values)s") if condition.negated else _now("%(column)s is %(values)s")
        return said % {**named, "values": values}
    phrases = []
    if condition.is_set is not None:
        known = condition.is_set != condition.negated
        phrases.append((_now("%(column)s is known") if known else _now("%(column)s is not known")) % named)
    if condition.at_least is not None:
        amount = amount_in_words(condition.column, condition.at_least)
        phrases.append(_now("%(column)s is at least %(amount)s") % {**named, "amount": amount})
    if condition.at_most is not None:
        amount = amount_in_words(condition.column, condition.at_most)
        phrases.append(_now("%(column)s is at most %(amount)s") % {**named, "amount": amount})
    return joined(phrases)


def conditions_in_words(conditions: Iterable[Condition]) -> str:
    """All of them; nothing where there is none."""
    return joined(condition_in_words(each) for each in conditions)


def term_in_words(term: Term) -> str:
    """One number as a phrase."""
    said = str(WHATS[term.what])
    if term.column:
        named = {"column": name_of(term.column), "number": term.percentile}
        said = {
            "sum": _now("the sum of %(column)s"),
            "median": _now("the median of %(column)s"),
            "percentile": _now("the value of %(column)s that %(number)s percent do not exceed"),
        }.get(term.what, said) % named
    if not term.conditions:
        return said
    return _now("%(term)s: %(conditions)s") % {"term": said, "conditions": conditions_in_words(term.conditions)}


def sentence(measure: Measure) -> str:
    """All that it lays down, to be read in one go."""
    source = str(SOURCES[measure.source])
    parts = [_now("Of %(source)s: %(term)s") % {"source": source, "term": term_in_words(measure.term)}]
    if measure.of is not None:
        parts.append(_now("divided by: %(term)s") % {"term": term_in_words(measure.of)})
    if measure.filters:
        parts.append(_now("always only where %(conditions)s") % {"conditions": conditions_in_words(measure.filters)})
    day = days_of(measure.source).get(measure.placed_by, measure.placed_by)
    parts.append(_now("placed by %(day)s") % {"day": day})
    return " · ".join(parts)


def title(measure: Measure) -> str:
    """Its name in the language of the reader."""
    return in_language(measure.name) or measure.key


def number_in_words(measure: Measure, cell: Cell) -> str:
    """A number in its unit; a dash where there is none."""
    if cell.value is None:
        return _now("too few to tell") if cell.too_few else "–"
    match measure.unit:
        case "percent":
            return written_percent(cell.value)
        case "working_days":
            return days_in_words(float(half_up(cell.value, 1)))
        case "count":
            return written_number(cell.value)
    return written_number(cell.value, 2)
