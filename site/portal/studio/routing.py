"""Routing tables as owners see them: in words, and in a form of rules in their order with their conditions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language, languages, listed
from portal.admin_screens.names import NamedForm, as_fields, field_of
from portal.studio.condition_form import ConditionForm, Offered, in_words
from portal.studio.edited import EditedSubject, Files
from portal.studio.lines import Line, name_line
from workflows.facts.conditions import AllOf, Condition, parse_when
from workflows.routing.definition import FORMAT, NAMED
from workflows.routing.priority import Priority
from workflows.routing.upgrade import to_format_2
from workflows.versions.models import Subject

MOST = 500
"""Rules, and conditions of a rule: more are a slip or an attack."""


def _place_words(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "class": "input low", "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=5_000, widget=widget)


class HeadForm(NamedForm):
    """The table's name, and how it reads what citizens write, with a field of words for each language."""

    weighs = forms.BooleanField(
        label=_("Weigh the words"),
        required=False,
        help_text=_(
            "Whole words count, those of the subject before those of the text; where words name two agencies, a person "
            "decides. Without the tick any part of a word counts, and the first rule decides."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, called in settings.LANGUAGES:
            self.fields[f"places_{language}"] = _place_words(
                _now("Words before a place, in %(language)s, one a line") % {"language": called}
            )

    @property
    def places(self) -> list[BoundField]:
        """The fields of these words, for drawing."""
        return [self[f"places_{language}"] for language in languages()]

    def reading(self) -> dict[str, Any]:
        """The part of the definition that says it; nothing in a table of the older kind."""
        data = self.cleaned_data
        if not data["weighs"]:
            return {}
        words = {language: data[f"places_{language}"].splitlines() for language in languages()}
        kept = {language: [line.strip() for line in lines if line.strip()] for language, lines in words.items()}
        return {"reading": {"place_words": {language: lines for language, lines in kept.items() if lines}}}


NUL, HALF = r"\u0000", "\ud800"
"""What no column holds: the first as JSON writes it, and half a character, which is refused by all encoding."""


def read_when(typed: str) -> Any:
    """A condition as it was sent along; raises ``ValidationError`` for what is none."""
    try:
        raw = json.loads(typed)
        parse_when(raw)
        json.dumps(raw, ensure_ascii=False).replace(NUL, HALF).encode()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise forms.ValidationError(_("This condition cannot be read.")) from error
    return raw


class RuleForm(NamedForm):
    """One rule; its conditions are forms of their own.

    ``kept``: the whole condition as JSON where it is one that forms in a row cannot show, which comes back as it was.
    """

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    process = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    agency = forms.ChoiceField(label=_("Goes to"))
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=[("", _("as usual")), *Priority.choices])
    to = forms.IntegerField(
        label=_("Move to place"),
        required=False,
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "input short ltr"}),
    )

    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)

    def __init__(
        self, *args: Any, agencies: list[tuple[str, str]], when: list[ConditionForm], offered: Offered, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offered = offered
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
        return in_language({language: self[field_of(language)].value() or "" for language in languages()})

    @property
    def goes_to(self) -> str:
        """The name of the agency that is chosen."""
        return self.agencies.get(self["agency"].value() or "", "")

    @property
    def kept_in_words(self) -> str:
        """The condition that stays as it is, for reading; empty where it is shown in forms."""
        typed = self["kept"].value()
        return in_words(parse_when(read_when(typed)), self._offered) if typed and "kept" not in self.errors else ""

    def clean_kept(self) -> Any:
        typed = self.cleaned_data["kept"]
        return read_when(typed) if typed else None

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(condition.is_valid() for condition in self.when)])

    def rule(self) -> dict[str, Any]:
        """The rule as the definition has it."""
        data = self.cleaned_data
        to = {"agency": data["agency"]} | {name: data[name] for name in ("process", "priority") if data[name]}
        when = data["kept"] or {"all": [each.condition() for each in self.when]}
        return {"key": data["key"], "name": self.name(), "when": when, "to": to}


class RoutingForm:
    """Head and rules of one table. ``edit`` does what a button beside a rule or a condition asks for."""

    template_name = "studio/routing_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        definition = newest(definition)
        self.posted = posted
        self.head = HeadForm(posted, initial=_head(definition))
        self.offered = Offered(Subject.ROUTING, key)
        self.agencies = _agencies(definition)
        raws = definition.get("rules", [])
        if posted is None:
            self.rules = [self._rule(place, raw) for place, raw in enumerate(raws)]
        else:
            self.rules = [self._rule(place, {}) for place in range(_number(posted.get("rules")))]

    def _rule(self, place: int, raw: dict[str, Any]) -> RuleForm:
        prefix = f"rules-{place}"
        when = _in_a_row(raw["when"]) if "when" in raw else []
        kept = "" if when is not None else json.dumps(raw["when"])
        if self.posted is not None:
            when = [{} for _place in range(_number(self.posted.get(f"{prefix}-when")))]
        conditions = [
            ConditionForm(self.posted, prefix=f"{prefix}-when-{number}", raw=each, offered=self.offered)
            for number, each in enumerate(when or [])
        ]
        initial = {
            "key": raw.get("key", ""),
            **as_fields(raw.get("name", {})),
            "agency": raw.get("to", {}).get("agency", NAMED),
            "process": raw.get("to", {}).get("process", ""),
            "priority": raw.get("to", {}).get("priority", ""),
            "kept": kept,
        }
        return RuleForm(
            self.posted,
            prefix=prefix,
            initial=initial,
            agencies=self.agencies,
            when=conditions,
            offered=self.offered,
        )

    @property
    def weighs(self) -> bool:
        """Whether it weighs words, so that the first rule that holds is not the one that decides."""
        return bool(self.head["weighs"].value())

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *(rule.is_valid() for rule in self.rules)])

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        rules = [rule.rule() for rule in self.rules]
        return {"format": FORMAT, "name": self.head.name(), **self.head.reading(), "rules": rules}

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
        case "add-condition", [] if _in_a_row(rules[place]["when"]) is not None:
            rules[place]["when"]["all"].append(_new_condition())
        case "remove-condition", [number] if number < len(_in_a_row(rules[place]["when"]) or ()):
            del rules[place]["when"]["all"][number]


def newest(definition: Any) -> Any:
    """A table in the format of today; a draft may lack anything."""
    return definition if "format" in definition else to_format_2({"name": {}, "rules": [], **definition})


def _in_a_row(raw: Any) -> list[dict[str, Any]] | None:
    """The tests that must all hold; None where they lie in one another, which a row of forms cannot show."""
    when = parse_when(raw)
    tests = when.conditions if isinstance(when, AllOf) else (when,)
    if not all(isinstance(test, Condition) for test in tests):
        return None
    return list(raw["all"]) if isinstance(when, AllOf) else [raw]


def _new_rule(rules: list[dict[str, Any]]) -> dict[str, Any]:
    taken = {rule["key"] for rule in rules}
    key = next(f"rule-{number}" for number in range(len(rules) + 1, len(rules) + MOST) if f"rule-{number}" not in taken)
    return {"key": key, "name": {}, "when": {"all": [_new_condition()]}, "to": {"agency": NAMED}}


def _new_condition() -> dict[str, Any]:
    return {"fact": "subject_text", "is": "contains_any", "value": []}


def _head(definition: Any) -> dict[str, Any]:
    reading = definition.get("reading")
    words = (reading or {}).get("place_words", {})
    return {
        **as_fields(definition.get("name", {})),
        "weighs": reading is not None,
        **{f"places_{language}": "\n".join(words.get(language, [])) for language in languages()},
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
    definition, offered = newest(definition), Offered()
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
        conditions = in_words(parse_when(rule["when"]), offered) or _now("always")
        target = names.get(rule["to"]["agency"], rule["to"]["agency"])
        words = f"{conditions} {_arrow()} {target}"
        if priority := rule["to"].get("priority"):
            label = dict(Priority.choices).get(priority, priority)
            words = _now("%(rule)s, with the priority %(priority)s") % {"rule": words, "priority": listed([label])}
        yield Line(f"rule {rule['key']}", in_language(rule["name"]), words, place)


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
    newest=newest,
    applies=_("It applies from the next case and the next action on; running counts keep their date."),
)
