"""The fields of a process in the form of an act: what whoever chooses an outcome fills in beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from content.forms.fields import ReadField, day_input
from content.pages.lean_select import LeanSelect
from permissions.translated_text import in_language, listed
from workflows.cases.filling import asked_by
from workflows.cases.state import State
from workflows.facts.fact import FactType
from workflows.processes.definition import Field, Outcome
from workflows.processes.field_facts import domain_of
from workflows.processes.field_values import read_value

PREFIX = "field-"
"""Before the key of a field in the name of its input."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field with the outcomes (keys) that ask for it, those of them that need it, and what stands there now."""

    field: Field
    asked_at: frozenset[str]
    required_at: frozenset[str]
    now: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.field.key}"


def fields_of(state: State, ways: Sequence[Outcome]) -> list[AskedField]:
    """What some outcomes ask for, in the order of the process; what stands there is read only where any does."""
    asked: dict[str, list[str]] = {}
    required: dict[str, list[str]] = {}
    for way in ways:
        for field, needed in asked_by(state.process, way):
            asked.setdefault(field.key, []).append(way.key)
            if needed:
                required.setdefault(field.key, []).append(way.key)
    return [
        AskedField(
            field, frozenset(asked[field.key]), frozenset(required.get(field.key, ())), state.filled_in(field.key)
        )
        for field in state.process.fields
        if field.key in asked
    ]


def add_fields(form: forms.Form, asked: Sequence[AskedField], ways: Mapping[str, str]) -> None:
    """Put them behind the form's own. ``ways``: the outcomes that can be chosen, key to words."""
    for each in asked:
        field = _drawn(each, required=len(each.required_at) == len(ways))
        hint = in_language(each.field.help)
        if len(each.asked_at) < len(ways):
            named = listed(words for key, words in ways.items() if key in each.asked_at)
            hint = " ".join([hint, _("Only if you choose %(outcomes)s.") % {"outcomes": named}]).strip()
            field.widget.attrs["data-outcomes"] = " ".join(sorted(each.asked_at))
        field.help_text = hint
        form.fields[each.name] = field


def check_fields(form: forms.Form, asked: Sequence[AskedField], outcome: str) -> None:
    """Whatever the chosen outcome needs must be there; an error stands at its field."""
    for each in asked:
        if outcome in each.required_at and not form.cleaned_data.get(each.name) and each.name not in form.errors:
            form.add_error(each.name, _missing(each.field))
        elif outcome not in each.asked_at and each.name in form.errors:
            del form.errors[each.name]  # it is not asked for, whatever stands there


def given_by(form: forms.Form, asked: Sequence[AskedField], outcome: str) -> dict[str, str]:
    """What goes through the door: the fields of the chosen outcome alone."""
    return {each.field.key: str(form.cleaned_data[each.name]) for each in asked if outcome in each.asked_at}


def _missing(field: Field) -> str:
    return _("Fill in “%(field)s”.") % {"field": in_language(field.name)}


def _drawn(asked: AskedField, *, required: bool) -> forms.Field:
    field = asked.field
    said: dict[str, Any] = {
        "label": in_language(field.name),
        "required": required,
        "initial": asked.now,
        "error_messages": {"required": _missing(field)},
    }
    match field.type:
        case FactType.CHOICE | FactType.AGENCY:
            choices = [("", _("Choose")), *domain_of(field).items()]
            return forms.ChoiceField(choices=choices, widget=LeanSelect, **said)
        case FactType.YES_NO:
            return forms.ChoiceField(choices=[*domain_of(field).items()], widget=forms.RadioSelect, **said)
        case FactType.DATE:
            return ReadField(read=partial(read_value, field), widget=day_input(), **said)
        case FactType.NUMBER | FactType.MONEY:
            figures = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "class": "short"})
            return ReadField(read=partial(read_value, field), widget=figures, **said)
        case FactType.PLACE:
            return ReadField(read=partial(read_value, field), widget=forms.TextInput(attrs={"dir": "auto"}), **said)
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return ReadField(read=partial(read_value, field), widget=area, **said)


class AsksFields:
    """An act whose outcome asks for fields: what its form does with them beside its own.

    ``only_way``: the outcome, of an act at which none is chosen.
    """

    asked: Sequence[AskedField] = ()
    only_way: str = ""

    def take(self, asked: Sequence[AskedField], ways: Mapping[str, str]) -> None:
        self.asked = asked
        add_fields(cast("forms.Form", self), asked, ways)

    def check_more(self, cleaned: Mapping[str, Any]) -> None:
        check_fields(cast("forms.Form", self), self.asked, cleaned.get("outcome", self.only_way))

    def given(self, outcome: str) -> dict[str, str] | None:
        return given_by(cast("forms.Form", self), self.asked, outcome) or None
