"""In which language a page is: asked of the database once in a process, and again where a language was added."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale


class InALanguage(Protocol):
    """A page, or whatever else has a locale of Wagtail's."""

    locale_id: int


_codes: dict[int, str] = {}


def language_of(page: InALanguage) -> str:
    """Its code. A locale stands for one language for good."""
    if page.locale_id not in _codes:
        _codes.update(Locale.objects.values_list("pk", "language_code"))
    return _codes[page.locale_id]


def _forget(**_sent: Any) -> None:
    _codes.clear()


for each in (post_save, post_delete):
    each.connect(_forget, sender=Locale, dispatch_uid="languages of pages")
