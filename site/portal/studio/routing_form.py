"""The form of a routing table: rules in their order with their conditions, and back to the definition."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from portal.studio.lines import TESTS, named_agency
from workflows.facts.catalogue import facts
from workflows.routing.definition import NAMED

MOST = 500
"""Rules, and conditions of a rule: more are a slip or an attack."""


class HeadForm(forms.Form):
    """The table's name."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class ConditionForm(forms.Form):
    """One test on one fact."""

    fact = forms.ChoiceField(label=_("Fact"))
    test = forms.ChoiceField(label=_("Test"), choices=list(TESTS.items()))
    value = forms.CharField(
        label=_("Words, one a line"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["fact"]).choices = list(facts().items())

    def condition(self) -> dict[str, Any]:
        """The condition as the definition has it."""
        data = self.cleaned_data
        raw: dict[str, Any] = {"fact": data["fact"], "is": data["test"]}
        if data["test"] != "given":
            words = [line.strip() for line in data["value"].splitlines() if line.strip()]
            raw["value"] = words[0] if data["test"] == "equals" and len(words) == 1 else words
        return raw


class RuleForm(forms.Form):
    """One rule; its conditions are forms of their own."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    process = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    agency = forms.ChoiceField(label=_("Goes to"))

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], when: list[ConditionForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["agency"]).choices = agencies
        self.when = when

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(condition.is_valid() for condition in self.when)])

    def rule(self) -> dict[str, Any]:
        """The rule as the definition has it."""
        data = self.cleaned_data
        to = {"agency": data["agency"]} | ({"process": data["process"]} if data["process"] else {})
        name = {"ar": data["name_ar"], "en": data["name_en"]}
        return {"key": data["key"], "name": name, "when": [each.condition() for each in self.when], "to": to}


class RoutingForm:
    """Head and rules of one table. ``edit`` does what a button beside a rule or a condition asks for."""

    template_name = "studio/routing_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None) -> None:
        name = definition.get("name", {})
        self.posted = posted
        self.head = HeadForm(posted, initial={"name_ar": name.get("ar", ""), "name_en": name.get("en", "")})
        self.agencies = _agencies(definition)
        raws = definition.get("rules", [])
        if posted is None:
            self.rules = [self._rule(place, raw) for place, raw in enumerate(raws)]
        else:
            self.rules = [self._rule(place, {}) for place in range(_number(posted.get("rules")))]

    def _rule(self, place: int, raw: dict[str, Any]) -> RuleForm:
        prefix = f"rules-{place}"
        when = raw.get("when", [])
        if self.posted is not None:
            when = [{} for _place in range(_number(self.posted.get(f"{prefix}-when")))]
        conditions = [
            ConditionForm(self.posted, prefix=f"{prefix}-when-{number}", initial=_initial(each))
            for number, each in enumerate(when)
        ]
        initial = {
            "key": raw.get("key", ""),
            "name_ar": raw.get("name", {}).get("ar", ""),
            "name_en": raw.get("name", {}).get("en", ""),
            "agency": raw.get("to", {}).get("agency", NAMED),
            "process": raw.get("to", {}).get("process", ""),
        }
        return RuleForm(self.posted, prefix=prefix, initial=initial, agencies=self.agencies, when=conditions)

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *(rule.is_valid() for rule in self.rules)])

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {"name": {"ar": head["name_ar"], "en": head["name_en"]}, "rules": [rule.rule() for rule in self.rules]}

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> None:
        """Add, remove or move a rule; add or remove a condition of one. ``at``: the places that are meant."""
        rules = definition["rules"]
        if do == "add":
            rules.append(_new_rule(rules))
        elif at and at[0] < len(rules):
            _edit_rule(rules, do, at)


def _edit_rule(rules: list[dict[str, Any]], do: str, at: list[int]) -> None:
    place = at[0]
    match do, at[1:]:
        case "remove", []:
            del rules[place]
        case "up", [] if place > 0:
            rules.insert(place - 1, rules.pop(place))
        case "down", []:
            rules.insert(place + 1, rules.pop(place))
        case "add-condition", []:
            rules[place]["when"].append(_new_condition())
        case "remove-condition", [number] if number < len(rules[place]["when"]):
            del rules[place]["when"][number]


def _new_rule(rules: list[dict[str, Any]]) -> dict[str, Any]:
    taken = {rule["key"] for rule in rules}
    key = next(f"rule-{number}" for number in range(len(rules) + 1, len(rules) + MOST) if f"rule-{number}" not in taken)
    return {"key": key, "name": {"ar": "", "en": ""}, "when": [_new_condition()], "to": {"agency": NAMED}}


def _new_condition() -> dict[str, Any]:
    return {"fact": "subject_text", "is": "contains_any", "value": []}


def _initial(raw: dict[str, Any]) -> dict[str, Any]:
    value = raw.get("value", [])
    words = [value] if isinstance(value, str) else value
    return {"fact": raw.get("fact"), "test": raw.get("is"), "value": "\n".join(words)}


def _agencies(definition: Any) -> list[tuple[str, str]]:
    """Every agency that takes cases, and those that the table names although they do not: a check says so."""
    known = [(agency.code, str(agency)) for agency in in_order(Agency.objects.filter(active=True))]
    named = {rule.get("to", {}).get("agency") for rule in definition.get("rules", [])}
    others = sorted(named - {code for code, _name in known} - {NAMED, None})
    return [(NAMED, named_agency()), *known, *((code, code) for code in others)]


def _number(typed: str | None) -> int:
    return min(int(typed), MOST) if typed and typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
