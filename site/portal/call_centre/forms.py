"""What a call-taker fills in beside the form of a request."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.forms.fields import AnswerDateField
from content.forms.keys import LETTER_DATE
from permissions.now import now
from permissions.translated_text import languages
from workflows.calls.models import CHANNELS, Purpose
from workflows.cases.models import Case, Channel
from workflows.cases.submission import GivenAnswer
from workflows.cases.tracking import find_case, number_and_secret
from workflows.facts.fact import FactType
from workflows.questions.reading import shown_day
from workflows.questions.types import read_phone

REACHED: Final = {Channel.CALL: _("By telephone"), Channel.WALK_IN: _("In person"), Channel.LETTER: _("By letter")}
LONGEST: Final = 4_000
"""Characters, as in the forms that open a request."""
CHOSEN: Final = tuple(each for each in Purpose if each not in (Purpose.FILED, Purpose.ADDED))
"""What a call was for, where that does not follow from what was done in it."""


class BeginForm(forms.Form):
    """Who calls, and how they reach us. A number that is withheld is left empty."""

    number = forms.CharField(
        label=_("Phone number of the caller"),
        required=False,
        max_length=40,
        help_text=_("Leave it empty where it is withheld, or where there is none."),
        widget=forms.TextInput(
            attrs={
                "class": "input ltr",
                "type": "tel",
                "autocomplete": "off",
                "inputmode": "tel",
                "data-caller-number": "",
            }
        ),
    )
    channel = forms.ChoiceField(
        label=_("How they reach us"),
        choices=[(channel.value, REACHED[channel]) for channel in CHANNELS],
        initial=Channel.CALL.value,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one.")},
    )

    def clean_number(self) -> str:
        """As it is kept."""
        return read_phone(self.cleaned_data["number"])


class PurposeForm(forms.Form):
    """What a call was for."""

    purpose = forms.ChoiceField(
        label=_("What was it for?"),
        choices=[("", _("What was it for?")), *((each.value, each.label) for each in CHOSEN)],
        error_messages={"required": _("Choose what it was for."), "invalid_choice": _("Choose one.")},
    )


class ProveForm(forms.Form):
    """Number and code that the caller says; both may stand in the first field."""

    tracking = forms.CharField(
        label=_("Request number"),
        max_length=160,
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the number of the request.")},
    )
    secret = forms.CharField(
        label=_("Secret code"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "inputmode": "numeric"}),
    )
    case: Case | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = f"{cleaned.get('tracking', '')} {cleaned.get('secret', '')}"
        both = number_and_secret(typed) or (cleaned.get("tracking", ""), cleaned.get("secret", ""))
        if "tracking" in cleaned:
            self.case = find_case(*both)
            if self.case is None:
                raise ValidationError(_("There is no request with this number and code. Ask for both again, slowly."))
        return cleaned


class AddForm(forms.Form):
    """What the caller adds to a request, in their words."""

    text = forms.CharField(
        label=_("What the caller adds"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input", "dir": "auto"}),
        error_messages={
            "required": _("Write what the caller adds."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class LetterForm(forms.Form):
    """Of a letter on paper: of which day it is, where that stands on it."""

    letter_date = AnswerDateField(
        label=_("Date of the letter"),
        required=False,
        error_messages={"invalid": _("Write the date like this: 24/11/2026.")},
    )

    def clean_letter_date(self) -> Any:
        """No letter comes before it was written."""
        day = self.cleaned_data["letter_date"]
        if day is not None and day > timezone.localdate(now()):
            raise ValidationError(_("Write a day that is not after today."), code="to_come")
        return day

    def answers(self) -> tuple[GivenAnswer, ...]:
        """As it stands with the request; only when valid."""
        day = self.cleaned_data.get("letter_date")
        if day is None:
            return ()
        question = str(self.fields["letter_date"].label)
        return (GivenAnswer(LETTER_DATE, question, day.isoformat(), shown_day(day), FactType.DATE),)


def language_asked(given: str, default: str) -> str:
    """The language of the caller: one of the platform's."""
    return given if given in languages() else default
