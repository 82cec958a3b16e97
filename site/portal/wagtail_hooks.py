"""What the admin is given for all its pages: our fonts, tokens and colours."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

SHEETS = ("css/fonts.css", "css/tokens.css", "css/admin.css")


def our_sheets() -> SafeString:
    """Links that come after Wagtail's own sheet, so that its variables take our values."""
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS))


hooks.register("insert_global_admin_css", our_sheets)
