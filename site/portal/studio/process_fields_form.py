"""The fields that officers fill in on a process, in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import languages
from portal.admin_screens.names import NamedForm, as_fields, hide_unasked
from portal.studio.process_edits import Raw
from portal.studio.process_row_forms import KEY_FIELD_LENGTH, ChoiceForm, number_of
from portal.studio.process_step_forms import put
from workflows.facts.fact import TYPE_WORDS, FactType
from workflows.processes.parsing import FIELD_TYPES

COUNT = "fields"
"""The hidden field that says how many were sent."""


class FieldForm(NamedForm):
    """One field, with what can be chosen where it is one of a list."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_FIELD_LENGTH)
    type = forms.ChoiceField(
        label=_("What is filled in"),
        choices=[(kind, words) for kind, words in TYPE_WORDS.items() if kind in FIELD_TYPES],
    )

    def __init__(self, posted: QueryDict | None, place: int, raw: Raw) -> None:
        hints = {f"hint_{language}": words for language, words in raw.get("help", {}).items()}
        initial = {"key": raw.get("key", ""), "type": raw.get("type"), **as_fields(raw.get("name", {})), **hints}
        super().__init__(posted, prefix=f"field-{place}", initial=initial)
        self.raw = raw
        for language, called in settings.LANGUAGES:
            label = _now("Hint in %(language)s") % {"language": called}
            self.fields[f"hint_{language}"] = forms.CharField(label=label, required=False, max_length=200)
        hide_unasked(self, "hint")
        chosen = raw.get("choices", [])
        count = len(chosen) if posted is None else number_of(posted.get(f"{self.prefix}-choices"))
        rows = [*chosen, *({} for _more in range(count))][:count]
        self.choices = [ChoiceForm(posted, f"{self.prefix}-choice-{at}", each) for at, each in enumerate(rows)]

    @property
    def title(self) -> str:
        return next((words for each in self.names if (words := each.value())), "") or str(self["key"].value())

    @property
    def is_chosen(self) -> bool:
        """Whether it is one of a list, so that the list is shown."""
        return bool(self["type"].value() == FactType.CHOICE)

    @property
    def stands_open(self) -> bool:
        """Whether it is shown whole: something in it is wanting."""
        return self.is_bad or not self.raw.get("name")

    @property
    def hints(self) -> list[BoundField]:
        return [self[f"hint_{language}"] for language in languages()]

    @property
    def is_bad(self) -> bool:
        return bool(self.errors) or any(choice.errors for choice in self.choices)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(choice.is_valid() for choice in self.choices)])

    def row(self) -> Raw:
        """As the definition has it; only when valid. What is no choice of a list keeps no list."""
        raw, data = dict(self.raw), self.cleaned_data
        raw |= {"key": data["key"], "name": self.name(), "type": data["type"]}
        hints = {language: data[f"hint_{language}"] for language in languages()}
        put(raw, "help", {language: words for language, words in hints.items() if words}, {})
        chosen = [choice.row() for choice in self.choices] if data["type"] == FactType.CHOICE else []
        if not chosen:
            raw.pop("choices", None)
        put(raw, "choices", chosen, [])
        return raw


class FieldsForm:
    """All fields of a process."""

    def __init__(self, posted: QueryDict | None, raws: list[Raw]) -> None:
        count = len(raws) if posted is None else number_of(posted.get(COUNT))
        rows: list[Any] = [*raws, *({} for _more in range(count))][:count]
        self.rows = [FieldForm(posted, place, raw) for place, raw in enumerate(rows)]

    def is_valid(self) -> bool:
        return all(row.is_valid() for row in self.rows)

    def fields(self) -> list[Raw]:
        return [row.row() for row in self.rows]
