"""Names that people read in several languages: one JSON value, language code to text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from babel.lists import format_list
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, get_language_info, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from permissions.writing import active_language, locale_of

SHIPPED = ("ar", "en")
"""The languages of all that an installation begins with: whoever names something for everybody names it in both. In a
further one it may be left out, and shows the Arabic."""


def languages() -> tuple[str, ...]:
    """The codes of the languages in which names are kept, in the order in which they are asked for."""
    return tuple(code for code, _name in settings.LANGUAGES)


def direction_of(language: str) -> str:
    """How its lines run, as HTML says it."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def is_named(name: Mapping[str, str]) -> bool:
    """Whether something has a name in each language in which it must have one."""
    return all(name.get(language) for language in SHIPPED)


def in_language(text: Mapping[str, str], language: str | None = None) -> str:
    """The text in ``language`` (default: the active one); where it is missing, Arabic, then whatever there is."""
    wanted = (language or get_language() or "ar")[:2]
    return text.get(wanted) or text.get("ar") or next((value for value in text.values() if value), "")


def listed(words: Iterable[str]) -> str:
    """Each of ``words`` in the quotes of the active language, and in its own direction: people mix languages."""
    return joined(gettext("“%(word)s”") % {"word": f"\u2068{word}\u2069"} for word in words)


def joined(words: Iterable[str]) -> str:
    """``words`` with the comma of the active language between them."""
    return pgettext("between words in a row", ", ").join(words)


def one_and_all(names: Iterable[str]) -> str:
    """Names in a sentence, as the active language lists them: ``A``, ``A and B``, ``A, B and C``."""
    return format_list(list(names), locale=locale_of(active_language()))


def check_translated(value: Any) -> None:
    """Refuse anything but a mapping of known language codes to texts, with Arabic among them."""
    if not isinstance(value, dict) or not value.get("ar"):
        raise ValidationError(_("An Arabic text is needed."), code="arabic_missing")
    if any(key not in languages() or not isinstance(text, str) for key, text in value.items()):
        raise ValidationError(
            _("Texts are kept here in these languages alone: %(languages)s."),
            code="language_unknown",
            params={"languages": joined(str(name) for _code, name in settings.LANGUAGES)},
        )


class TranslatedTextField(models.JSONField):
    """A JSON column ``{"ar": "…", "en": "…"}``; Arabic is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [check_translated])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
