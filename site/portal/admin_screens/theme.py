"""The admin in our own colours and letters: one sheet of tokens, one that maps Wagtail's variables to them."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

SHEETS = ("css/fonts.css", "css/tokens.css", "css/admin.css")


def sheets() -> SafeString:
    """The links to the sheets."""
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS))


hooks.register("insert_global_admin_css", sheets)
