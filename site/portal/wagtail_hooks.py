"""What the admin is given for all its pages: our sheets, and menus without what is nobody's but the editors'."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.pages.template_tags import sheets
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.rights import holds_in

OF_PAGES = frozenset({"locked-pages", "workflows", "workflow-tasks", "site-history", "aging-pages", "page-types-usage"})
"""Wagtail's own reports, by the name of their entry."""


def our_sheets() -> SafeString:
    """Links that come after Wagtail's own sheet, so that its variables take our values."""
    return sheets("admin")


def reports_of_pages(request: HttpRequest, items: list[MenuItem]) -> None:
    """Only editors see Wagtail's reports; a menu in which nothing is left is not shown."""
    if not holds_in(request, EDIT_PAGES):
        items[:] = [item for item in items if item.name not in OF_PAGES]


def help_for_editors(request: HttpRequest, items: list[MenuItem]) -> None:
    """What Wagtail has to say is about editing pages."""
    if not holds_in(request, EDIT_PAGES):
        items.clear()


hooks.register("insert_global_admin_css", our_sheets)
hooks.register("construct_reports_menu", reports_of_pages)
hooks.register("construct_help_menu", help_for_editors)
