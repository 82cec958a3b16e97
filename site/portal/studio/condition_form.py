"""One condition of a rule in a form: words are written, and what has a list is chosen from it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import listed
from portal.admin_screens.condition_words import TESTS, Offered
from workflows.facts.conditions import WITHOUT_VALUE
from workflows.facts.fact import Fact, Labels

FEW = 12
"""Values that may all stand on the page at once."""
NOT_YET = ("outcome",)
"""What no case has when it is routed: a rule that asks for it would never hold."""


class ConditionForm(forms.Form):
    """One test on one fact. ``was``: the fact that the browser showed; of another its values may say nothing, nor may
    its test."""

    fact = forms.ChoiceField(label=_("Fact"))
    test = forms.ChoiceField(label=_("Test"))
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    value = forms.CharField(
        label=_("Words, one a line"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )

    def __init__(self, posted: QueryDict | None, *, prefix: str, raw: dict[str, Any], offered: Offered) -> None:
        super().__init__(posted, prefix=prefix, initial={"fact": raw.get("fact"), "test": raw.get("is")})
        fact, test = str(self["fact"].value()), str(self["test"].value())
        known = {name: _offered_as(each) for name, each in offered.all.items() if name not in NOT_YET or name == fact}
        there = {} if fact in known else {fact: _does_not_exist(fact)}
        cast("forms.ChoiceField", self.fields["fact"]).choices = list({**known, **there}.items())
        self._asked = offered.fact(fact)
        self._offer_tests(test)
        labels = offered.labels(fact)
        self.shown = fact
        self._stale = posted is not None and self._asks_otherwise(str(self["was"].value() or ""), offered)
        if self._stale:
            self.fields["value"] = forms.CharField(required=False, disabled=True, initial="", widget=forms.HiddenInput)
        elif test in WITHOUT_VALUE:
            self.fields["value"] = forms.CharField(required=False, widget=forms.HiddenInput)
        elif labels is not None:
            self._offer(labels, self._there(posted, raw))
        elif test in ("at_least", "at_most"):
            self.fields["value"] = forms.CharField(label=_("Value"), required=False, max_length=40)
            self.fields["value"].widget.attrs["class"] = "input short ltr"
            self.initial["value"] = "".join(_as_list(raw.get("value", []))[:1])
        else:
            self.initial["value"] = "\n".join(_as_list(raw.get("value", [])))

    def _asks_otherwise(self, was: str, offered: Offered) -> bool:
        """Whether what was shown had other values or other tests; of what nothing is known, only a list says so."""
        labels = offered.labels(self.shown)
        if not was or was == self.shown:
            return not was and labels is not None
        former = offered.fact(was)
        tests = [each.tests if each is not None else () for each in (former, self._asked)]
        return labels is not None or offered.labels(was) is not None or tests[0] != tests[1]

    def _offer_tests(self, there: str) -> None:
        """Those that mean something for the fact. One that does not stays while it is chosen: the check names it."""
        fits = {there, *(TESTS if self._asked is None else self._asked.tests)}
        choices = [(test, words) for test, words in TESTS.items() if test in fits]
        cast("forms.ChoiceField", self.fields["test"]).choices = choices

    def _there(self, posted: QueryDict | None, raw: dict[str, Any]) -> list[str]:
        """The values that are chosen so far."""
        if posted is None:
            return _as_list(raw.get("value", []))
        return [value for value in posted.getlist(self.add_prefix("value")) if value]

    def _offer(self, labels: Labels, there: list[str]) -> None:
        """A list of what exists. What exists no more stays in it until someone takes it out: the check names it."""
        gone = [value for value in there if value not in labels]
        choices = [*labels.items(), *((value, _does_not_exist(value)) for value in gone)]
        widget = forms.CheckboxSelectMultiple() if len(choices) <= FEW else forms.SelectMultiple(attrs={"size": 6})
        self.fields["value"] = forms.MultipleChoiceField(
            label=_("Values"), required=False, choices=choices, widget=widget
        )
        self.initial["value"] = there

    def clean_value(self) -> list[str]:
        """Its lines, or its chosen values."""
        given = self.cleaned_data["value"]
        lines = given.splitlines() if isinstance(given, str) else given
        return [line.strip() for line in lines if line.strip()]

    def condition(self) -> dict[str, Any]:
        """The condition as the definition has it. A fact with other values may need another test."""
        data, test = self.cleaned_data, self.cleaned_data["test"]
        if self._stale and self._asked is not None and test not in self._asked.tests:
            test = next((each for each in self._asked.tests if each not in WITHOUT_VALUE), self._asked.tests[0])
        raw: dict[str, Any] = {"fact": data["fact"], "is": test}
        if test not in WITHOUT_VALUE:
            raw["value"] = data["value"]
        return raw


def _offered_as(fact: Fact) -> str:
    """What a fact is called, and which forms ask for it."""
    if not fact.asked_by:
        return str(fact.words)
    forms = dict.fromkeys(asked.name for asked in fact.asked_by)
    return _now("%(fact)s, in %(forms)s") % {"fact": fact.words, "forms": listed(forms)}


def _does_not_exist(value: str) -> str:
    return _now("%(value)s (does not exist)") % {"value": value}


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
