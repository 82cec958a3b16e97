"""Routing tables as owners see them: in words, and in a form of rules in their order with their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import LANGUAGES, in_language, listed
from portal.studio.condition_form import ConditionForm, Lists, condition_in_words
from portal.studio.edited import EditedSubject
from portal.studio.lines import Line, name_line
from workflows.routing.definition import NAMED
from workflows.versions.models import Subject

MOST = 500
"""Rules, and conditions of a rule: more are a slip or an attack."""


def _place_words(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "class": "input low", "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=5_000, widget=widget)


class HeadForm(forms.Form):
    """The table's name, and how it reads what citizens write."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    weighs = forms.BooleanField(
        label=_("Weigh the words"),
        required=False,
        help_text=_(
            "Whole words count, those of the subject before those of the text; where words name two agencies, a person "
            "decides. Without the tick any part of a word counts, and the first rule decides."
        ),
    )
    places_ar = _place_words(_("Words before a place, in Arabic, one a line"))
    places_en = _place_words(_("Words before a place, in English, one a line"))

    def reading(self) -> dict[str, Any]:
        """The part of the definition that says it; nothing in a table of the older kind."""
        data = self.cleaned_data
        if not data["weighs"]:
            return {}
        words = {language: data[f"places_{language}"].splitlines() for language in LANGUAGES}
        kept = {language: [line.strip() for line in lines if line.strip()] for language, lines in words.items()}
        return {"reading": {"place_words": kept}}


class RuleForm(forms.Form):
    """One rule; its conditions are forms of their own."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    process = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    agency = forms.ChoiceField(label=_("Goes to"))
    to = forms.IntegerField(
        label=_("Move to place"),
        required=False,
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "input short ltr"}),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], when: list[ConditionForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["agency"]).choices = agencies
        self.when = when
        self.agencies = dict(agencies)

    @property
    def is_bad(self) -> bool:
        """Whether something in it must be mended."""
        return bool(self.errors) or any(condition.errors for condition in self.when)

    @property
    def title(self) -> str:
        """Its name in the reader's language, as it is filled in."""
        return in_language({language: self[f"name_{language}"].value() or "" for language in LANGUAGES})

    @property
    def goes_to(self) -> str:
        """The name of the agency that is chosen."""
        return self.agencies.get(self["agency"].value() or "", "")

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
        self.posted = posted
        self.head = HeadForm(posted, initial=_head(definition))
        self.lists = Lists()
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
            ConditionForm(self.posted, prefix=f"{prefix}-when-{number}", raw=each, lists=self.lists)
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

    @property
    def weighs(self) -> bool:
        """Whether it weighs words, so that the first rule that holds is not the one that decides."""
        return bool(self.head["weighs"].value())

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *(rule.is_valid() for rule in self.rules)])

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        name = {"ar": head["name_ar"], "en": head["name_en"]}
        return {"name": name, **self.head.reading(), "rules": [rule.rule() for rule in self.rules]}

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add, remove or move a rule; add or remove a condition of one. ``at``: the places that are meant.

        Returns the key of the rule that the page goes back to, or nothing.
        """
        rules = definition["rules"]
        if do == "add":
            rules.append(_new_rule(rules))
            return str(rules[-1]["key"])
        if not at or at[0] >= len(rules):
            return ""
        meant = rules[at[0]]
        _edit_rule(rules, do, at, self.rules[at[0]].cleaned_data["to"])
        stays = meant if meant in rules else rules[min(at[0], len(rules) - 1)] if rules else {}
        return str(stays.get("key", ""))


def _edit_rule(rules: list[dict[str, Any]], do: str, at: list[int], to: int | None) -> None:
    """``to``: the place, from 1, that was typed beside “move”."""
    place = at[0]
    match do, at[1:]:
        case "remove", []:
            del rules[place]
        case "move", [] if to is not None:
            rules.insert(to - 1, rules.pop(place))
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


def _head(definition: Any) -> dict[str, Any]:
    name, reading = definition.get("name", {}), definition.get("reading")
    words = (reading or {}).get("place_words", {})
    return {
        "name_ar": name.get("ar", ""),
        "name_en": name.get("en", ""),
        "weighs": reading is not None,
        **{f"places_{language}": "\n".join(words.get(language, [])) for language in LANGUAGES},
    }


def _agencies(definition: Any) -> list[tuple[str, str]]:
    """Every agency that takes cases, and those that the table names although they do not: a check says so."""
    known = [(agency.code, str(agency)) for agency in in_order(Agency.objects.filter(active=True))]
    named = {rule.get("to", {}).get("agency") for rule in definition.get("rules", [])}
    others = sorted(named - {code for code, _name in known} - {NAMED, None})
    return [(NAMED, _named_agency()), *known, *((code, code) for code in others)]


def _number(typed: str | None) -> int:
    return min(int(typed), MOST) if typed and typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def lines(definition: Any) -> Iterator[Line]:
    """How it reads words, and its rules in their order."""
    yield name_line(definition)
    reading = definition.get("reading")
    weighed = _now("whole words; the subject before the text; words of two agencies go to the complaints unit")
    yield Line(
        "reading", _now("How words are read"), weighed if reading else _now("any part of a word, wherever it stands")
    )
    for language, words in (reading or {}).get("place_words", {}).items():
        named = {"language": dict(settings.LANGUAGES).get(language, language)}
        title = _now("Words before a place (%(language)s)") % named
        yield Line(f"places {language}", title, listed(words))
    names = {agency.code: str(agency) for agency in Agency.objects.all()} | {NAMED: _named_agency()}
    for place, rule in enumerate(definition.get("rules", []), 1):
        conditions = _now("; ").join(condition_in_words(each) for each in rule["when"]) or _now("always")
        target = names.get(rule["to"]["agency"], rule["to"]["agency"])
        yield Line(f"rule {rule['key']}", in_language(rule["name"]), f"{conditions} {_arrow()} {target}", place)


def _named_agency() -> str:
    """The words for the agency that the citizen named."""
    return _now("the agency that the citizen named")


def _arrow() -> str:
    """From the reader's start to the reader's end."""
    return "←" if get_language_bidi() else "→"


TABLES = EditedSubject(
    subject=Subject.ROUTING,
    title=_("Routing table"),
    lines=lines,
    form=RoutingForm,
    applies=_("It applies from the next case and the next action on; running counts keep their date."),
)
