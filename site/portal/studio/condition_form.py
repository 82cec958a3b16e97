"""One condition of a rule in words and in a form: words are written, and what has a list is chosen from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.translated_text import listed
from workflows.facts.catalogue import Labels, facts, values_of

TESTS: Mapping[str, str | Promise] = {
    "contains_any": _("any of the words"),
    "one_of": pgettext_lazy("condition", "one of"),
    "equals": _("exactly"),
    "given": _("any value"),
}
_WRITTEN: Mapping[str, str | Promise] = {
    "contains_any": _("%(fact)s: any of %(words)s"),
    "one_of": _("%(fact)s: one of %(words)s"),
    "equals": _("%(fact)s: %(words)s"),
    "given": _("%(fact)s: any value"),
}
"""Without a verb: in Arabic it would have to agree with each fact."""
FEW = 12
"""Values that may all stand on the page at once."""
NOT_YET = ("outcome",)
"""What no case has when it is routed: a rule that asks for it would never hold."""


class Lists(dict[str, "Labels | None"]):
    """The values of each fact, looked up once for all conditions of a table."""

    def __missing__(self, fact: str) -> Labels | None:
        self[fact] = values_of(fact)
        return self[fact]


def condition_in_words(raw: Any) -> str:
    """As the definition has it."""
    value = raw.get("value", [])
    words = [value] if isinstance(value, str) else list(value)
    fact, labels = facts().get(raw["fact"], raw["fact"]), values_of(raw["fact"]) or {}
    return _WRITTEN[raw["is"]] % {"fact": fact, "words": listed([labels.get(word, word) for word in words])}


class ConditionForm(forms.Form):
    """One test on one fact. ``was``: the fact whose list of values the browser showed; of another they say nothing."""

    fact = forms.ChoiceField(label=_("Fact"))
    test = forms.ChoiceField(label=_("Test"), choices=list(TESTS.items()))
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    value = forms.CharField(
        label=_("Words, one a line"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )

    def __init__(self, posted: QueryDict | None, *, prefix: str, raw: dict[str, Any], lists: Lists) -> None:
        super().__init__(posted, prefix=prefix, initial={"fact": raw.get("fact"), "test": raw.get("is")})
        offered = [(name, words) for name, words in facts().items() if name not in NOT_YET or name == raw.get("fact")]
        cast("forms.ChoiceField", self.fields["fact"]).choices = offered
        fact, test = str(self["fact"].value()), str(self["test"].value())
        labels = lists[fact]
        self.listed = fact if labels is not None else ""
        self._stale = posted is not None and (self["was"].value() or "") != self.listed
        if self._stale:
            self.fields["value"] = forms.CharField(required=False, disabled=True, initial="", widget=forms.HiddenInput)
        elif test == "given":
            self.fields["value"] = forms.CharField(required=False, widget=forms.HiddenInput)
        elif labels is not None:
            self._offer(labels, self._there(posted, raw), one=test == "equals")
        else:
            self.initial["value"] = "\n".join(_as_list(raw.get("value", [])))

    def _there(self, posted: QueryDict | None, raw: dict[str, Any]) -> list[str]:
        """The values that are chosen so far."""
        if posted is None:
            return _as_list(raw.get("value", []))
        return [value for value in posted.getlist(self.add_prefix("value")) if value]

    def _offer(self, labels: Labels, there: list[str], *, one: bool) -> None:
        """A list of what exists. What exists no more stays in it until someone takes it out: the check names it."""
        gone = [value for value in there if value not in labels]
        choices = [*labels.items(), *((value, _now("%(value)s (does not exist)") % {"value": value}) for value in gone)]
        if one and len(there) <= 1:
            self.fields["value"] = forms.ChoiceField(label=_("Value"), required=False, choices=[("", "–"), *choices])
            self.initial["value"] = "".join(there)
            return
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
        """The condition as the definition has it."""
        data = self.cleaned_data
        raw: dict[str, Any] = {"fact": data["fact"], "is": data["test"]}
        if data["test"] != "given":
            words = data["value"]
            raw["value"] = words[0] if data["test"] == "equals" and len(words) == 1 else words
        return raw


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
