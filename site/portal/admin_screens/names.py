"""What something is called, asked for in each language of the platform: the fields, and the name that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now

from permissions.translated_text import direction_of, languages


def as_fields(name: Mapping[str, str]) -> dict[str, str]:
    """A name as a ``NamedForm`` takes it beside its other initial values."""
    return {field_of(language): name.get(language, "") for language in languages()}


def field_of(language: str) -> str:
    """The field in which the name of a language is asked for: ``name_ar``."""
    return f"name_{language}"


class NamedForm(forms.Form):
    """A form with a field ``name_<language>`` for each language, in their order and before its own fields.

    ``longest``: letters of a name. ``needed``: the languages in which there must be one. ``before_name``: fields that
    come first.
    """

    longest: ClassVar[int] = 200
    needed: ClassVar[tuple[str, ...]] = ()
    before_name: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, called in settings.LANGUAGES:
            self.fields[field_of(language)] = forms.CharField(
                label=_now("Name in %(language)s") % {"language": called},
                max_length=self.longest,
                required=language in self.needed,
                widget=forms.TextInput(attrs={"lang": language, "dir": direction_of(language)}),
                error_messages={"required": _now("Enter the name in %(language)s.") % {"language": called}},
            )
        self.order_fields([*self.before_name, *map(field_of, languages())])

    @property
    def names(self) -> list[BoundField]:
        """The fields of its name, for drawing."""
        return [self[field_of(language)] for language in languages()]

    def name(self) -> dict[str, str]:
        """The name that was filled in, language to words, without the languages in which there is none."""
        said = {language: self.cleaned_data.get(field_of(language), "") for language in languages()}
        return {language: words for language, words in said.items() if words}
