"""The one field of sealed forms that no editor asks: an email address to which it is told that there is news."""

from __future__ import annotations

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

RELAY: Final = "relay"


def relay_field() -> forms.EmailField:
    """No browser is told that it is an address that it knows: it would offer it to the next who uses it."""
    return forms.EmailField(
        label=_("Tell me by email when there is something new"),
        help_text=_(
            "Only for news. No one who works on your request sees this address: use a mailbox that only you read and "
            "that doesn’t carry your name."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input ltr", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the email address in full: name@example.com.")},
    )


def relay_address(typed: str) -> str:
    """The address that was typed into such a field by itself; empty where it is none."""
    try:
        return str(relay_field().clean(typed.strip()))
    except ValidationError:
        return ""
