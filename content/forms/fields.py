"""The fields behind the questions: how a typed answer is read, and the sentence when it cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from content.forms.agency_choices import UNKNOWN, PublicBody
from permissions.arabic import latin_digits
from permissions.days import a_day_of_ours

LINE_LIMIT = 200
TEXT_LIMIT = 4_000
TOO_LONG = _("“%(label)s” has %(count)s characters: shorten it to %(limit)s at most.")

# Drawn by nothing, and refused by PostgreSQL or by spreadsheets.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Never shown, yet enough to make an empty answer look written.
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


class WordsField(forms.CharField):
    """A text of at most ``limit`` characters, counted as the reader counts them: a line break is one.

    The limit is not put on the input: a browser would cut a pasted text without a word.
    """

    def __init__(self, *, limit: int, one_line: bool, missing: Any, **kwargs: Any) -> None:
        self.limit = limit
        self.one_line = one_line
        counted = {"data-limit": limit}
        widget = forms.TextInput(attrs=counted) if one_line else forms.Textarea(attrs={"rows": 7, **counted})
        super().__init__(widget=widget, error_messages={"required": missing}, **kwargs)
        self.widget.attrs["class"] = "input"

    @property
    def shown_limit(self) -> str:
        """The limit as it is read: ``4,000``."""
        return f"{self.limit:,}"

    def to_python(self, value: Any) -> str:
        text = _CONTROL.sub("", super().to_python(value) or "")
        if all(unicodedata.category(char) in _INVISIBLE for char in text):
            return ""
        return " ".join(text.split()) if self.one_line else re.sub(r"\r\n?", "\n", text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            figures = {"label": self.label, "count": f"{len(value):,}", "limit": self.shown_limit}
            raise ValidationError(TOO_LONG, code="too_long", params=figures)


class AgencySelect(forms.Select):
    """A plain list of agencies that a script can turn into a search: each option also says its other names."""

    bodies: Mapping[str, PublicBody] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        body = self.bodies.get(value)
        if body is not None:
            option["attrs"]["data-also"] = body.also
            option["attrs"]["data-name"] = body.name
            if body.above:
                option["attrs"]["data-above"] = body.above
        return option


class AgencyField(forms.ChoiceField):
    """An agency by its code, or ``UNKNOWN``; ``offer()`` gives it the agencies that take cases."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "required": _("Choose the agency, or “I don’t know”."),
            "invalid_choice": _("Choose an agency from the list."),
        }
        super().__init__(widget=AgencySelect(attrs={"class": "input"}), error_messages=errors, **kwargs)

    def offer(self, bodies: list[PublicBody]) -> None:
        """Let the citizen choose among ``bodies``."""
        self.choices = [
            ("", _("Choose an agency")),
            (UNKNOWN, _("I don’t know")),
            *((body.code, body.shown) for body in bodies),
        ]
        cast("AgencySelect", self.widget).bodies = {body.code: body for body in bodies}


class PhoneField(forms.CharField):
    """A phone number; spaces, dashes and brackets go, Arabic digits become 0-9: ``+962790000000``."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s()\-.\u200e\u200f]", "", latin_digits(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"\+?[0-9]{7,15}", value):
            raise ValidationError(_("Write the phone number in digits: 0790000000."), code="invalid")


class AnswerDateField(forms.DateField):
    """A day, as a date input sends it or as people write it: 2026-11-24, 24/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input short"}),
            validators=[a_day_of_ours],
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        return super().to_python(latin_digits(value).strip() if isinstance(value, str) else value)


class NumberField(forms.DecimalField):
    """A number; Arabic digits and both decimal marks are read."""

    def __init__(self, *, least: Decimal | None, most: Decimal | None, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input short ltr"})
        super().__init__(max_digits=15, widget=widget, **kwargs)
        if least is not None:
            self.validators.append(MinValueValidator(least, _("Write a number not below %(limit_value)s.")))
        if most is not None:
            self.validators.append(MaxValueValidator(most, _("Write a number not above %(limit_value)s.")))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = latin_digits(value).replace("٬", "").replace("٫", ".").strip()
        return super().to_python(value)
