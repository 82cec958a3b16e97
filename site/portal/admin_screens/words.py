"""Words of the admin that its libraries have in English alone, in the language of whoever reads it."""

from __future__ import annotations

import json
from importlib import import_module

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def words_for_scripts() -> SafeString:
    """The script that puts them in their places, with the words."""
    words = {
        "home": gettext("Insaf: to the first page"),
        "heading": gettext("From {source} into {target}"),
        "more": gettext("More actions"),
        "file": gettext("File with translations"),
    }
    return format_html('<script src="{}" data-words="{}"></script>', static("js/admin-words.js"), json.dumps(words))


def dates_in_digits() -> None:
    """wagtail-localize writes months in English, whoever reads them: have it write ``25/11/2026``."""
    for name in ("models", "views.edit_translation"):
        # A constant of the library's, which has neither types nor a setting for it.
        setattr(import_module(f"wagtail_localize.{name}"), "DATE_FORMAT", "%d/%m/%Y")  # noqa: B010 - mypy knows no such name
