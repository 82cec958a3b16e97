"""What a text must be before it enters a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.cases.errors import NotPossible

LONGEST = 10_000
"""Characters of one message."""


def required(text: str) -> str:
    """The text without blank ends. Raises ``NotPossible`` when it is empty or too long."""
    cleaned = checked(text)
    if not cleaned:
        raise NotPossible(_("Write something first."))
    return cleaned


def checked(text: str) -> str:
    """The text without blank ends, which may be empty. Raises ``NotPossible`` when it is too long."""
    cleaned = text.replace("\x00", "").strip()
    if len(cleaned) > LONGEST:
        raise NotPossible(_("The text is too long: at most 10,000 characters."))
    return cleaned
