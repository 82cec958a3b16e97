"""Names that people read in several languages: one JSON value, language code to text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("ar", "en")


def in_language(text: Mapping[str, str], language: str | None = None) -> str:
    """The text in ``language`` (default: the active one); where it is missing, Arabic, then whatever there is."""
    wanted = (language or get_language() or "ar")[:2]
    return text.get(wanted) or text.get("ar") or next((value for value in text.values() if value), "")


def listed(words: Iterable[str]) -> str:
    """Each of ``words`` in the quotes of the active language, and in its own direction: people mix languages."""
    opened, closed, comma = ("«", "»", "، ") if get_language_bidi() else ("“", "”", ", ")
    return comma.join(f"{opened}\u2068{word}\u2069{closed}" for word in words)


def check_translated(value: Any) -> None:
    """Refuse anything but a mapping of known language codes to texts, with Arabic among them."""
    if not isinstance(value, dict) or not value.get("ar"):
        raise ValidationError(_("An Arabic text is needed."), code="arabic_missing")
    if any(key not in LANGUAGES or not isinstance(text, str) for key, text in value.items()):
        raise ValidationError(_("Only texts in Arabic and English are kept here."), code="language_unknown")


class TranslatedTextField(models.JSONField):
    """A JSON column ``{"ar": "…", "en": "…"}``; Arabic is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [check_translated])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
