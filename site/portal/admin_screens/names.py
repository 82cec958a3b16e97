"""What something is called, asked for in each language of the platform: the fields, and the name that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now

from permissions.translated_text import asked_languages, direction_of, language_name, languages


def as_fields(name: Mapping[str, str]) -> dict[str, str]:
    """A name as a ``NamedForm`` takes it beside its other initial values."""
    return {field_of(language): name.get(language, "") for language in languages()}


def field_of(language: str) -> str:
    """The field in which the name of a language is asked for: ``name_ar``."""
    return f"name_{language}"


def hide_unasked(form: forms.Form, *parts: str) -> None:
    """Carry along unseen what ``parts`` say in a language that is not offered: the field ``description_ar``."""
    for language in languages():
        if language not in asked_languages():
            for part in parts:
                form.fields[f"{part}_{language}"].widget = forms.HiddenInput()


class NamedForm(forms.Form):
    """A form with a field ``name_<language>`` for each language that is offered, the first one first and before its own
    fields; a name in another language is carried along unseen.

    ``longest``: letters of a name. ``needed``: whether there must be one in the first language. ``before_name``: fields
    that come first.
    """

    longest: ClassVar[int] = 200
    needed: ClassVar[bool] = False
    before_name: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = asked_languages()
        for language in languages():
            called = {"language": language_name(language)}
            seen = forms.TextInput(attrs={"lang": language, "dir": direction_of(language)})
            self.fields[field_of(language)] = forms.CharField(
                label=_now("Name in %(language)s") % called,
                max_length=self.longest,
                required=self.needed and language == asked[0],
                widget=seen if language in asked else forms.HiddenInput(),
                error_messages={"required": _now("Enter the name in %(language)s.") % called},
            )
        self.order_fields([*self.before_name, *map(field_of, asked)])

    @property
    def names(self) -> list[BoundField]:
        """The fields of its name, for drawing."""
        asked = asked_languages()
        return [self[field_of(language)] for language in (*asked, *(each for each in languages() if each not in asked))]

    def name(self) -> dict[str, str]:
        """The name that was filled in, language to words, without the languages in which there is none."""
        said = {language: self.cleaned_data.get(field_of(language), "") for language in languages()}
        return {language: words for language, words in said.items() if words}
