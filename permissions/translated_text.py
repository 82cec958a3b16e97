"""Names that people read in several languages: one JSON value, language code to text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.lists import format_list
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, get_language_info, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from permissions.writing import active_language, locale_of

SHIPPED = ("ar", "en")
"""The languages of all that an installation begins with, and of its report files."""
_offered: list[Callable[[], tuple[str, ...]]] = []


def languages() -> tuple[str, ...]:
    """The codes of the languages that are installed, in which names are kept."""
    return tuple(code for code, _name in settings.LANGUAGES)


def languages_are_offered_by(offered: Callable[[], tuple[str, ...]]) -> None:
    """Whoever knows which languages the installation offers says so at start-up; until then all that are installed."""
    _offered[:] = [offered]


def asked_languages() -> tuple[str, ...]:
    """In which languages names are asked for: those that the installation offers, the first one first."""
    return _offered[0]() if _offered else languages()


def first_language() -> str:
    """In which everything that people read must have a name; what has none in another shows this one."""
    return asked_languages()[0]


def language_name(language: str) -> str:
    """What a language is called in the reader's own."""
    return str(dict(settings.LANGUAGES).get(language, language))


def first_language_name() -> str:
    """What the first language is called in the reader's own."""
    return language_name(first_language())


def direction_of(language: str) -> str:
    """How its lines run, as HTML says it."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def is_named(name: Mapping[str, str] | None) -> bool:
    """Whether something has a name in the language in which it must have one; the others may come later."""
    return bool(name and name.get(first_language()))


def in_language(text: Mapping[str, str], language: str | None = None) -> str:
    """The text in ``language`` (default: the active one); where it is missing, in the installation's first, then in
    whatever there is."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return text.get(wanted) or text.get(first_language()) or next((value for value in text.values() if value), "")


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
    """Refuse anything but a mapping of known language codes to texts, with one in the first language among them."""
    if not isinstance(value, dict) or not value.get(first_language()):
        sentence = _("A text in %(language)s is needed.")
        raise ValidationError(sentence, code="first_missing", params={"language": first_language_name()})
    if any(key not in languages() or not isinstance(text, str) for key, text in value.items()):
        raise ValidationError(
            _("Texts are kept here in these languages alone: %(languages)s."),
            code="language_unknown",
            params={"languages": joined(str(name) for _code, name in settings.LANGUAGES)},
        )


class TranslatedTextField(models.JSONField):
    """A JSON column ``{"ar": "…", "en": "…"}``; the installation's first language is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [check_translated])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
