"""The form by which a report is put together, and how it and a question turn into each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AnswerDateField
from permissions.arabic import in_order
from portal.saved_reports.shown import with_version
from workflows.figures.choosing import SEGMENT
from workflows.figures.errors import CannotReckon
from workflows.figures.in_force import at_version, key_of, named, version_of
from workflows.figures.measure import Condition
from workflows.figures.question import MOST_ROWS, NAMED, Period, Question, can_be_order
from workflows.figures.vocabulary import DIMENSIONS
from workflows.saved_reports.models import Drawn
from workflows.saved_reports.opening import is_a_key
from workflows.saved_reports.words import FIXED, GRAINS, PERIODS

MOST_MEASURES: Final = 6
"""Side by side in one report."""
FILTER: Final = "f-"
"""How the names of filters begin in an address."""
MOST_CHOICES: Final = 500
"""Boxes of one filter that an address may tick."""
USUAL: Final = "last_12_months"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filter:
    """A fieldset of boxes. ``choices``: key, words, whether it is on; ``on``: how many are."""

    key: str
    words: str
    choices: Sequence[tuple[str, str, bool]]
    on: int


class QuestionForm(forms.Form):
    """``first`` and ``second``: by what the rows are split; ``until`` is the last day, as people say it."""

    measures = forms.MultipleChoiceField(
        label=_("What is counted"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one measure.")},
    )
    first = forms.ChoiceField(label=_("A row for each"), required=False)
    second = forms.ChoiceField(label=_("and for each"), required=False)
    column = forms.ChoiceField(label=_("A column for each"), required=False)
    period = forms.ChoiceField(label=_("Period"), choices=list(PERIODS.items()))
    start = AnswerDateField(label=_("From"), required=False)
    until = AnswerDateField(label=_("Until"), required=False)
    compared = forms.BooleanField(label=_("Compare with the period before"), required=False)
    drawn = forms.ChoiceField(label=_("Drawn as"), choices=Drawn.choices)
    pinned = forms.BooleanField(
        label=_("Always count as today"),
        required=False,
        help_text=_("Also when an owner publishes another version of a measure."),
    )
    order = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        measures: Mapping[str, str],
        segments: Mapping[str, str],
        usual: Mapping[str, str],
    ) -> None:
        super().__init__(data, auto_id="report-%s", initial=dict(usual))
        splits = [("", _("no split")), *GRAINS.items(), *((key, each.words) for key, each in DIMENSIONS.items())]
        sent = data.getlist("measures") if data is not None else []
        self._choices("measures", list(_with_versions(measures, sent)))
        for name in ("first", "second", "column"):
            self._choices(name, splits)
        self.segments = segments

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if len(found.get("measures", ())) > MOST_MEASURES:
            self.add_error("measures", _("Choose at most %(most)d measures.") % {"most": MOST_MEASURES})
        if found.get("period") == FIXED:
            self._days(found)
        splits = [found.get(name) for name in ("first", "second", "column") if found.get(name)]
        if len(set(splits)) < len(splits):
            self.add_error("column", _("Split by each thing once."))
        return found

    def _days(self, found: dict[str, Any]) -> None:
        for name in ("start", "until"):
            if found.get(name) is None and name not in self.errors:
                self.add_error(name, _("Enter a day."))
        if found.get("start") and found.get("until") and found["until"] < found["start"]:
            self.add_error("until", _("The last day comes before the first."))

    def question(self) -> Question:
        """What a valid form asks."""
        said = self.cleaned_data
        named = said["period"] != FIXED
        period = Period(said["period"]) if named else Period("", said["start"], said["until"] + DAY)
        measures = [at_version(key) if said["pinned"] else key_of(key) for key in said["measures"]]
        return Question(
            measures=tuple(dict.fromkeys(measures)),
            period=period,
            rows=tuple(each for each in (said["first"], said["second"]) if each),
            column=said["column"],
            filters=tuple(self._conditions()),
            compared=said["compared"],
            order=said["order"] if can_be_order(said["order"]) else "",
        )

    def _conditions(self) -> Iterator[Condition]:
        for key in (SEGMENT, *DIMENSIONS):
            chosen = tuple(self._chosen(key))
            if chosen:
                yield Condition(key, is_in=chosen)

    def _chosen(self, key: str) -> list[str]:
        sent = self.data.getlist(f"{FILTER}{key}") if isinstance(self.data, QueryDict) else []
        return [each for each in sent if is_a_key(key, each)][:MOST_CHOICES]

    def filters(self) -> list[Filter]:
        """What cases can be narrowed by, each with its boxes; without those that leave no choice."""
        found = []
        for key, words in (SEGMENT, _("Segment")), *((key, each.words) for key, each in DIMENSIONS.items()):
            named = self.segments if key == SEGMENT else DIMENSIONS[key].labels()
            chosen = set(self._chosen(key))
            if len(named) > (0 if key == SEGMENT else 1) or chosen:
                gone = [(each, each, True) for each in sorted(chosen - named.keys())]
                choices = [(each, label, each in chosen) for each, label in named.items()]
                if key != SEGMENT and not DIMENSIONS[key].ranked:
                    choices = in_order(choices, name=lambda choice: choice[1])
                found.append(Filter(f"{FILTER}{key}", str(words), [*choices, *gone], len(chosen)))
        return found


def _with_versions(measures: Mapping[str, str], sent: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The measures in force; in the place of one its version, where that is what was sent."""
    versions = {key_of(key): key for key in sent if version_of(key)}
    for key, name in measures.items():
        yield (versions[key], _at_its_version(versions[key])) if key in versions else (key, name)
    yield from ((asked, _at_its_version(asked)) for key, asked in versions.items() if key not in measures)


def _at_its_version(asked: str) -> str:
    try:
        return with_version(named((asked,))[0])
    except CannotReckon:
        return asked


def as_fields(question: Question, drawn: str) -> QueryDict:
    """What the form would have sent for a question, so that it is drawn with it."""
    first, second = (*question.rows, "", "")[:MOST_ROWS]
    sent = QueryDict(mutable=True)
    sent.setlist("measures", list(question.measures))
    sent.update({"first": first, "second": second, "column": question.column, "drawn": drawn})
    period = question.period
    if period.start is not None and period.end is not None:
        sent.update({"period": FIXED, "start": period.start.isoformat(), "until": (period.end - DAY).isoformat()})
    else:
        sent["period"] = period.named if period.named in NAMED else USUAL
    if question.order:
        sent["order"] = question.order
    if question.compared:
        sent["compared"] = "on"
    if question.measures and all(map(version_of, question.measures)):
        sent["pinned"] = "on"
    for each in question.filters:
        sent.setlist(f"{FILTER}{each.column}", list(each.is_in))
    return sent
