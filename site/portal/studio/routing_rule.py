"""The forms of a routing table's parts: its name with how it reads words, and one rule with its conditions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.days import a_day_of_ours
from permissions.translated_text import in_language, languages
from portal.admin_screens.condition_words import Offered
from portal.admin_screens.names import NamedForm, as_fields, field_of
from portal.studio.condition_group import GroupForm, Room
from workflows.routing.definition import LONGEST_NOTE, NAMED, WEIGHING
from workflows.routing.priority import Priority
from workflows.routing.upgrade import to_format_2

MOST_CONDITIONS = 100
"""Of one rule: more are a slip or an attack."""
MAY_BE = ("process", "priority")


def newest(definition: Any) -> Any:
    """A table in the format of today; a draft may lack anything."""
    return definition if "format" in definition else to_format_2({"name": {}, "rules": [], **definition})


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
    ends = forms.BooleanField(
        label=_("A place ends where its name ends"),
        required=False,
        help_text=_(
            "“Near the school there is no water” then counts “water”, and “School Street” no school. Without the tick "
            "the four words behind “near” count as the place, or those before the next comma or full stop."
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
        weighing = {"weighing": WEIGHING} if data["ends"] else {}
        return {"reading": {"place_words": {language: lines for language, lines in kept.items() if lines}, **weighing}}


def head_of(definition: Any) -> dict[str, Any]:
    """What a definition puts into the head's form."""
    reading = definition.get("reading")
    words = (reading or {}).get("place_words", {})
    return {
        **as_fields(definition.get("name", {})),
        "weighs": reading is not None,
        "ends": reading is None or reading.get("weighing", 1) > 1,
        **{f"places_{language}": "\n".join(words.get(language, [])) for language in languages()},
    }


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input short ltr"})
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget, validators=[a_day_of_ours])


class RuleForm(NamedForm):
    """One rule; its conditions are forms of their own, in groups."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    process = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    agency = forms.ChoiceField(label=_("Goes to"))
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=[("", _("as usual")), *Priority.choices])
    since = _day(_("Counts from"))
    until = _day(_("Counts until"), _("That day included. Outside of these days the rule is passed over."))
    note = forms.CharField(
        label=_("Owner's note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], when: GroupForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["agency"]).choices = agencies
        self.when = when
        self.agencies = dict(agencies)

    @property
    def title(self) -> str:
        """Its name in the reader's language, as it is filled in."""
        return in_language({language: self[field_of(language)].value() or "" for language in languages()})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.when.is_valid()])

    def rule(self) -> dict[str, Any]:
        """The rule as the definition has it."""
        data = self.cleaned_data
        to = {"agency": data["agency"]} | {name: data[name] for name in MAY_BE if data[name]}
        days = {name: data[name].isoformat() for name in ("since", "until") if data[name]}
        note = {"note": data["note"].replace("\r\n", "\n")} if data["note"] else {}
        return {"key": data["key"], "name": self.name(), "when": self.when.condition(), "to": to, **days, **note}


def rule_form(
    raw: dict[str, Any],
    posted: QueryDict | None,
    *,
    place: int,
    agencies: list[tuple[str, str]],
    offered: Offered,
) -> RuleForm:
    """The form of a rule as the definition has it, or as it was sent under the place that its page showed."""
    prefix = f"rules-{place}"
    when = GroupForm(posted, prefix=prefix, raw=raw.get("when", {}), offered=offered, room=Room(MOST_CONDITIONS))
    to = raw.get("to", {})
    initial = {
        "key": raw.get("key", ""),
        **as_fields(raw.get("name", {})),
        "agency": to.get("agency", NAMED),
        **{name: to.get(name, "") for name in MAY_BE},
        **{name: raw.get(name, "") for name in ("since", "until", "note")},
    }
    return RuleForm(posted, prefix=prefix, initial=initial, agencies=agencies, when=when)
