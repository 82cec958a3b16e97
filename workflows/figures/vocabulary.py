"""What measures and readers may name: the columns of each kind of row, and by what figures are split.

A new column of ``models`` that owners may use is one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.figures import labels
from workflows.figures.measure import AT_END, Measure, Source
from workflows.figures.models import Occurrence, Standing, StepTaken

Words = str | Promise
Labels = Callable[[], Mapping[str, str]]
Is = Literal["choice", "number", "time", "flag", "day"]
"""What a column holds: one of several keys, an amount, working minutes, yes or no, a date."""
ROWS: Final[Mapping[Source, type[Model]]] = {"cases": Standing, "steps": StepTaken, "occurrences": Occurrence}
SOURCES: Final[Mapping[Source, Words]] = {
    "cases": _("requests"),
    "steps": _("steps of a process that were left"),
    "occurrences": _("what happened to requests"),
}
MINUTES_A_DAY: Final = 1440
"""Of working time: so many are one working day."""
EVERYWHERE: Final[tuple[Source, ...]] = ("cases", "steps", "occurrences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Something that conditions, terms or the placing may name. ``fields``: those of the row that make its key."""

    key: str
    words: Words
    sources: tuple[Source, ...]
    is_a: Is
    fields: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        return self.fields[0] if self.fields else self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension(Column):
    """By what figures are split. ``labels``: its keys to their words in the active language, in their order.

    Its key is "" where nothing is known. ``ranked``: its keys have an order of their own, which tables keep.
    """

    is_a: Is = "choice"
    labels: Labels = field(default=dict)
    ranked: bool = False


DIMENSIONS: Final[Mapping[str, Dimension]] = {
    each.key: each
    for each in (
        Dimension(key="kind", words=_("kind of request"), sources=EVERYWHERE, labels=labels.kinds),
        Dimension(key="channel", words=_("channel"), sources=EVERYWHERE, labels=labels.channels),
        Dimension(key="language", words=_("language of the citizen"), sources=EVERYWHERE, labels=labels.languages),
        Dimension(key="governorate", words=_("governorate"), sources=EVERYWHERE, labels=labels.governorates),
        Dimension(
            key="category",
            words=_("category"),
            sources=EVERYWHERE,
            fields=("kind", "category"),
            labels=labels.categories,
        ),
        Dimension(
            key="top_category",
            words=_("main category"),
            sources=EVERYWHERE,
            fields=("kind", "top_category"),
            labels=labels.top_categories,
        ),
        Dimension(key="priority", words=_("priority"), sources=EVERYWHERE, labels=labels.priorities, ranked=True),
        Dimension(
            key="agency", words=_("agency"), sources=EVERYWHERE, fields=("agency__code",), labels=labels.agencies
        ),
        Dimension(
            key="named_agency",
            words=_("agency that the citizen named"),
            sources=("cases",),
            fields=("named_agency__code",),
            labels=labels.agencies,
        ),
        Dimension(key="status", words=_("status"), sources=("cases",), labels=labels.statuses, ranked=True),
        Dimension(key="outcome", words=_("outcome"), sources=("cases",), labels=labels.outcomes, ranked=True),
        Dimension(key="level", words=_("level"), sources=EVERYWHERE, labels=labels.levels, ranked=True),
        Dimension(key="highest_level", words=_("highest level"), sources=("cases",), labels=labels.levels, ranked=True),
        Dimension(key="rating", words=_("rating"), sources=("cases",), labels=labels.stars, ranked=True),
        Dimension(
            key="stars", words=_("stars of the rating"), sources=("occurrences",), labels=labels.stars, ranked=True
        ),
        Dimension(
            key="solved",
            words=_("whether citizens got what they needed"),
            sources=("occurrences",),
            labels=labels.solved,
            ranked=True,
        ),
        Dimension(key="process", words=_("process"), sources=("cases", "steps"), labels=labels.processes),
        Dimension(key="step", words=_("step"), sources=("steps",), fields=("process", "step"), labels=labels.steps),
        Dimension(
            key="way",
            words=_("how the step was left"),
            sources=("steps",),
            fields=("outcome",),
            labels=labels.ways,
            ranked=True,
        ),
        Dimension(key="verb", words=_("what happened"), sources=("occurrences",), labels=labels.verbs),
        Dimension(key="by", words=_("who did it"), sources=("steps", "occurrences"), labels=labels.actors),
    )
}

_OTHERS: Final = (
    Column(key="answer_took", words=_("time to the first reply"), sources=("cases",), is_a="time"),
    Column(key="decision_took", words=_("time to the decision"), sources=("cases",), is_a="time"),
    Column(key="closing_took", words=_("time until it was closed"), sources=("cases",), is_a="time"),
    Column(key="took", words=_("time in the step"), sources=("steps",), is_a="time"),
    Column(key="escalations", words=_("escalations"), sources=("cases",), is_a="number"),
    Column(key="escalations_by_clock", words=_("automatic escalations"), sources=("cases",), is_a="number"),
    Column(key="referrals", words=_("referrals"), sources=("cases",), is_a="number"),
    Column(key="reopenings", words=_("objections of the citizen"), sources=("cases",), is_a="number"),
    Column(key="reminders", words=_("reminders"), sources=("cases",), is_a="number"),
    Column(key="questions", words=_("questions to the citizen"), sources=("cases",), is_a="number"),
    Column(key="missed", words=_("promises to the citizen missed"), sources=("cases",), is_a="number"),
    Column(key="missed_inside", words=_("promises missed inside"), sources=("cases",), is_a="number"),
    Column(key="limited", words=_("has an overall limit"), sources=("cases",), is_a="flag"),
    Column(key="in_time", words=_("decided within the overall limit"), sources=("cases",), is_a="flag"),
    Column(key="opened_on", words=_("day of receipt"), sources=("cases",), is_a="day"),
    Column(key="answered_on", words=_("day of the first reply"), sources=("cases",), is_a="day"),
    Column(key="decided_on", words=_("day of the decision"), sources=("cases",), is_a="day"),
    Column(key="closed_on", words=_("day on which it was closed"), sources=("cases",), is_a="day"),
    Column(key="rated_on", words=_("day of the rating"), sources=("cases",), is_a="day"),
    Column(key="entered_on", words=_("day on which the step was entered"), sources=("steps",), is_a="day"),
    Column(key="left_on", words=_("day on which the step was left"), sources=("steps",), is_a="day"),
    Column(key="on", words=_("day on which it happened"), sources=("occurrences",), is_a="day"),
)
COLUMNS: Final[Mapping[str, Column]] = {**DIMENSIONS, **{each.key: each for each in _OTHERS}}
"""All of them; of one key there is one, whatever its row."""
ADDED: Final = frozenset({"rating", "level", "highest_level"})
"""Dimensions that are amounts too: they have bounds, and can be added up or ranked."""
AS_IT_STANDS: Final = _("the end of the period")
"""What ``AT_END`` is called."""


def columns_of(source: str) -> Iterator[Column]:
    """What a source has, in its order."""
    return (each for each in COLUMNS.values() if source in each.sources)


def amounts_of(source: str) -> list[Column]:
    """What can be added up or ranked."""
    return [each for each in columns_of(source) if each.is_a in ("number", "time") or each.key in ADDED]


def days_of(source: str) -> dict[str, Words]:
    """What can place a measure of this source, with its words."""
    found: dict[str, Words] = {each.key: each.words for each in columns_of(source) if each.is_a == "day"}
    return found | ({AT_END: AS_IT_STANDS} if source == "cases" else {})


def dimensions_of(measure: Measure) -> list[Dimension]:
    """By what a measure may be split: by what its owner allows; not by what its filters leave one value of."""
    fixed = {each.column for each in measure.filters if len(each.is_in) == 1 and not each.negated}
    allowed = measure.dimensions or tuple(DIMENSIONS)
    found = (DIMENSIONS[key] for key in allowed if key in DIMENSIONS)
    return [each for each in found if measure.source in each.sources and each.key not in fixed]


def rows_of(measure: Measure) -> QuerySet[Any]:
    """The rows of which it is counted, none left out yet."""
    return ROWS[measure.source]._default_manager.all()
