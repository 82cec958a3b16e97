"""What the admin is given for all its pages: our fonts, tokens and colours."""

from __future__ import annotations

from django.utils.safestring import SafeString
from wagtail import hooks

from content.pages.template_tags import sheets


def our_sheets() -> SafeString:
    """Links that come after Wagtail's own sheet, so that its variables take our values."""
    return sheets("admin")


hooks.register("insert_global_admin_css", our_sheets)
