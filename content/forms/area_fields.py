"""The fields of the question for the area: one list of governorates and districts, the words, the position."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.forms.fields import ReadField, words_field
from workflows.questions.types import Question

POSITION: Final = "position"
"""The HTML name and the key of the answer: the position that a citizen keeps with their request."""
POSITION_LABEL = _("Position on the map")
DIGITS: Final = 3
"""Of a position behind its point: some hundred metres, as the page says before it is kept."""
_POSITION: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,15})?),\s?(-?\d{1,3}(?:\.\d{1,15})?)", re.ASCII)
_FURTHEST: Final = (90, 180)


class AreaSelect(forms.Select):
    """One list with a group for each governorate; a script makes two of it. A district says in what it lies."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            attrs={"class": "input"}, choices=[("", _("Choose a governorate or a district")), *question.grouped]
        )
        self.under = {option.key: option.under for option in question.options if option.under}

    def format_value(self, value: Any) -> list[str]:
        """Of a governorate and a district in it the last is what was chosen."""
        return super().format_value(value[-1] if isinstance(value, list | tuple) and value else value)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value in self.under:
            option["attrs"]["data-under"] = self.under[value]
        return option


class PositionInput(forms.TextInput):
    """A box to tick, which is there only where a position is: no script, no box, and nothing to type."""

    input_type = "checkbox"


def area_fields(question: Question, *, read: Any, limit: int) -> dict[str, forms.Field]:
    """Its list, its words and its position, as the editor asks for them."""
    fields: dict[str, forms.Field] = {
        question.key: ReadField(
            read=partial(read, question),
            widget=AreaSelect(question),
            label=_("Governorate and district"),
            required=False,
        )
    }
    if question.ask_words:
        fields["place"] = words_field(
            limit=limit,
            one_line=True,
            missing="",
            label=_("The place, in words"),
            help_text="" if question.help_text else _("For example: near the school, the third street."),
            required=False,
        )
        # Its legend says whether the question may be left empty.
        setattr(fields["place"], "says_itself", True)  # noqa: B010 - a field of Django's knows no such attribute
    if question.ask_position:
        fields[POSITION] = ReadField(read=read_position, widget=PositionInput(), label=POSITION_LABEL, required=False)
    return fields


def read_position(typed: Any) -> str:
    """Latitude and longitude, rounded to ``DIGITS`` whatever came: ``31.954,35.911``."""
    written = str(typed or "").strip()
    if not written:
        return ""
    found = _POSITION.fullmatch(written)
    places = [float(each) for each in found.groups()] if found else []
    if not places or any(abs(place) > most for place, most in zip(places, _FURTHEST, strict=True)):
        raise ValidationError(
            _("This position is not valid: find it again, or write the place in words."), code="invalid"
        )
    return ",".join(f"{place:.{DIGITS}f}" for place in places)
