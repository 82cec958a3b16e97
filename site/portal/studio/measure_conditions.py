"""Conditions of measures and segments in a form: a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.studio.measure_words import name_of, values_of
from workflows.figures.checks import MOST_CONDITIONS
from workflows.figures.choosing import SEGMENT
from workflows.figures.measure import Condition
from workflows.figures.models_of_owners import Segment
from workflows.figures.vocabulary import ADDED, COLUMNS, MINUTES_A_DAY, columns_of

TESTS: Final = {
    "is_in": _("is one of"),
    "not_in": _("is none of"),
    "at_least": _("is at least"),
    "at_most": _("is at most"),
    "known": _("is known"),
    "unknown": _("is not known"),
}
BOUNDS: Final = ("at_least", "at_most")
FEW: Final = 12
"""Values that may all stand on the page at once."""
LARGEST: Final = 1_000_000
NEW: Final = {"column": "kind", "is_in": []}
"""What a new row begins with."""


class ValuesField(forms.MultipleChoiceField):
    """``says_itself``: a condition on none of them is refused by its check, so it is not called optional."""

    says_itself = True


class ConditionRow(forms.Form):
    """One condition. ``was``: the column whose values the browser showed; of another they say nothing.

    Working time is asked for in working days.
    """

    column = forms.ChoiceField(label=_("What is asked"))
    test = forms.ChoiceField(label=_("Test"), choices=list(TESTS.items()))
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    values = ValuesField(label=_("Values"), required=False)
    amount = forms.FloatField(
        label=_("Amount"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "decimal", "step": "any"}),
    )

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = str(self["column"].value() or "")
        offered = {each.key: str(each.words) for each in columns_of(source)} if source else _all()
        if Segment.objects.exists():
            offered[SEGMENT] = name_of(SEGMENT)
        if column and column not in offered:
            offered[column] = _now("%(name)s (not here)") % {"name": name_of(column)}
        cast("forms.ChoiceField", self.fields["column"]).choices = list(offered.items())
        self._offer(column)
        self._fit(column)

    def _offer(self, column: str) -> None:
        """The values there are. One that is there no more stays until somebody takes it out: the check names it."""
        labels = dict(values_of(column))
        stale = self.is_bound and (self["was"].value() or "") != column
        there = [] if stale else [str(each) for each in self["values"].value() or []]
        labels |= {key: key or _now("not stated") for key in there if key not in labels}
        few = len(labels) <= FEW
        values = cast("forms.MultipleChoiceField", self.fields["values"])
        values.widget = forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 6})
        values.choices = list(labels.items())
        self.listed, self._stale = column, stale
        if stale:
            values.disabled = True
            self.initial["values"] = []

    def _fit(self, column: str) -> None:
        """Tests that mean something for the column; the one that is chosen stays."""
        known = COLUMNS.get(column)
        bounded = known is not None and (known.is_a in ("number", "time") or column in ADDED)
        chosen = known is None or known.is_a in ("choice", "flag")
        fits = {"known", "unknown"} if column != SEGMENT else set[str]()
        fits |= set(BOUNDS) if bounded else set()
        fits |= {"is_in", "not_in"} if chosen else set()
        test = str(self["test"].value() or "")
        stays = {test} if test in TESTS else set()
        fitting = [(key, words) for key, words in TESTS.items() if key in fits | stays]
        cast("forms.ChoiceField", self.fields["test"]).choices = fitting
        self.has_values = bool(cast("forms.MultipleChoiceField", self.fields["values"]).choices) and not self._stale
        self.has_amount = bounded
        self.in_days = known is not None and known.is_a == "time"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("test") in BOUNDS and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _now("Write a number."))
        return data

    def condition(self) -> dict[str, Any]:
        """As the definition has it; only when valid."""
        data = self.cleaned_data
        column, test = data["column"], data["test"]
        if test in BOUNDS:
            amount = data["amount"] * (MINUTES_A_DAY if self.in_days else 1)
            return Condition(column, **{test: round(amount)}).as_json()
        if test in ("known", "unknown"):
            return Condition(column, is_set=test == "known").as_json()
        return Condition(column, is_in=tuple(data["values"]), negated=test == "not_in").as_json()


def _all() -> dict[str, str]:
    return {key: str(column.words) for key, column in COLUMNS.items()}


Rows = forms.formset_factory(ConditionRow, extra=0, max_num=MOST_CONDITIONS, absolute_max=2 * MOST_CONDITIONS)


def rows_for(conditions: Any, posted: QueryDict | None, *, prefix: str, source: str) -> Any:
    """The rows of some conditions. ``source``: whose columns are offered; "": all of them."""
    found = [row for each in _objects(conditions) for row in _initial(each)]
    return Rows(posted, initial=found, prefix=prefix, form_kwargs={"source": source})


def conditions_of(rows: Any) -> list[dict[str, Any]]:
    """What was filled in, as the definition has it; only when valid."""
    return [row.condition() for row in rows.forms]


def _objects(conditions: Any) -> Iterable[Any]:
    return (each for each in conditions or () if isinstance(each, dict) and isinstance(each.get("column"), str))


def _initial(raw: Any) -> Iterator[dict[str, Any]]:
    """One condition as rows: each of its bounds is one."""
    column = raw["column"]
    row = {"column": column, "was": column}
    if raw.get("is_set") is not None:
        yield {**row, "test": "known" if raw["is_set"] != raw.get("negated", False) else "unknown"}
    scale = MINUTES_A_DAY if column in COLUMNS and COLUMNS[column].is_a == "time" else 1
    for bound in BOUNDS:
        if raw.get(bound) is not None:
            amount = raw[bound] / scale
            yield {**row, "test": bound, "amount": int(amount) if amount == int(amount) else amount}
    if raw.get("is_in") or not {"is_set", *BOUNDS} & set(raw):
        yield {**row, "test": "not_in" if raw.get("negated") else "is_in", "values": raw.get("is_in", [])}
