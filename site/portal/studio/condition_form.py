"""One condition of a rule in words and in a form: words are written, and what has a list is chosen from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, assert_never, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.translated_text import listed
from workflows.facts import catalogue
from workflows.facts.conditions import WITHOUT_VALUE, AllOf, AnyOf, Condition, When
from workflows.facts.fact import Fact, Labels

TESTS: Mapping[str, str | Promise] = {
    "contains_any": _("any of the words"),
    "one_of": pgettext_lazy("condition", "one of"),
    "none_of": pgettext_lazy("condition", "none of"),
    "given": _("any value"),
    "missing": _("no value"),
    "at_least": _("at least"),
    "at_most": _("at most"),
}
_WRITTEN: Mapping[str, str | Promise] = {
    "contains_any": _("%(fact)s: any of %(words)s"),
    "one_of": _("%(fact)s: one of %(words)s"),
    "is": _("%(fact)s: %(words)s"),
    "none_of": _("%(fact)s: none of %(words)s"),
    "given": _("%(fact)s: any value"),
    "missing": _("%(fact)s: no value"),
    "at_least": _("%(fact)s: at least %(words)s"),
    "at_most": _("%(fact)s: at most %(words)s"),
}
"""Without a verb: in Arabic it would have to agree with each fact."""
FEW = 12
"""Values that may all stand on the page at once."""
NOT_YET = ("outcome",)
"""What no case has when it is routed: a rule that asks for it would never hold."""


class Offered:
    """What a published thing may ask for, with the values of each fact, looked up once for all its conditions.

    Without a thing, the facts of all kinds.
    """

    def __init__(self, subject: str = "", key: str = "") -> None:
        self._meant = (subject, key)
        self._labels: dict[str, Labels | None] = {}

    @cached_property
    def all(self) -> Mapping[str, Fact]:
        """What the forms ask, too."""
        return catalogue.offered(*self._meant)

    def fact(self, name: str) -> Fact | None:
        return self.all.get(name) if name.startswith(catalogue.ANSWER) else catalogue.facts().get(name)

    def labels(self, name: str) -> Labels | None:
        """What a fact can be; None where people write it."""
        if name not in self._labels:
            fact = self.fact(name)
            self._labels[name] = None if fact is None or fact.domain is None else fact.domain()
        return self._labels[name]


def in_words(when: When, offered: Offered) -> str:
    """A condition as owners read it; one of several that stand together in brackets."""
    match when:
        case AllOf(conditions):
            return _now("; ").join(_within(each, offered) for each in conditions)
        case AnyOf(conditions):
            return _now(" or ").join(_within(each, offered) for each in conditions)
        case Condition(name, test, values):
            fact, labels = offered.fact(name), offered.labels(name) or {}
            words = listed([labels.get(value, value) for value in values])
            written = _WRITTEN["is"] if test == "one_of" and len(values) == 1 else _WRITTEN[test]
            return written % {"fact": fact.words if fact is not None else name, "words": words}
        case _:
            assert_never(when)


def _within(when: When, offered: Offered) -> str:
    words = in_words(when, offered)
    return words if isinstance(when, Condition) else f"({words})"


class ConditionForm(forms.Form):
    """One test on one fact. ``was``: the fact whose list of values the browser showed; of another they say nothing."""

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
        self.listed = fact if labels is not None else ""
        self._stale = posted is not None and (self["was"].value() or "") != self.listed
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
