"""What the admin's first page, menu and logo leave out or say otherwise: nothing of Wagtail's that leads nowhere."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

AFTER_ALL: Final = 1_000
ABOUT_WAGTAIL: Final = ("whats-new-in-wagtail-", "editor-guide")
"""Entries of the help menu, by how their names begin: news and a guide of the tool, in English, on another site."""


def without_documents(_request: HttpRequest, items: list[Any]) -> None:
    """There are no documents beside pages: the room where they would be listed is closed."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


def without_the_tool(_request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(ABOUT_WAGTAIL)]


def logo_by_its_name() -> SafeString:
    """Wagtail names the logo "Dashboard"; whoever speaks to their computer says what stands there."""
    name = gettext("Insaf: to the first page")
    return format_html('<script src="{}" data-home="{}"></script>', static("js/logo-name.js"), name)


hooks.register("construct_homepage_summary_items", without_documents, order=AFTER_ALL)
hooks.register("construct_help_menu", without_the_tool, order=AFTER_ALL)
hooks.register("insert_global_admin_js", logo_by_its_name)
