"""What the admin is given for all its pages: our sheets and words, and nothing that leads nowhere or is not theirs."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

from content.pages.template_tags import sheets
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.account_name import name_in_language
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.rights import holds_in
from portal.admin_screens.rooms import is_room
from portal.admin_screens.words import dates_in_digits, words_for_scripts

AFTER_ALL: Final = 1_000
ABOUT_WAGTAIL: Final = ("whats-new-in-wagtail-", "editor-guide")
"""By how the names of such entries begin."""


def our_sheets() -> SafeString:
    """Links that come after Wagtail's own sheet, so that its variables take our values."""
    return sheets("admin")


def open_rooms(request: HttpRequest, items: list[MenuItem]) -> None:
    """No entry leads into a room that is closed to everybody."""
    items[:] = [item for item in items if isinstance(item, RightMenuItem) or is_room(item.url)]


def reports_of_pages(request: HttpRequest, items: list[MenuItem]) -> None:
    """Others than editors see of the reports only what is ours; a menu in which nothing is left is not shown."""
    if not holds_in(request, EDIT_PAGES):
        items[:] = [item for item in items if isinstance(item, RightMenuItem)]
    open_rooms(request, items)


def help_for_editors(request: HttpRequest, items: list[MenuItem]) -> None:
    """What Wagtail has to say is about editing pages; its news and its guide are in English, on another site."""
    items[:] = [item for item in items if holds_in(request, EDIT_PAGES) and not item.name.startswith(ABOUT_WAGTAIL)]


def no_documents(request: HttpRequest, items: list[Any]) -> None:
    """The first page counts what there is to edit. There are no documents beside pages: their room is closed."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


name_in_language()
dates_in_digits()
hooks.register("insert_global_admin_css", our_sheets)
hooks.register("insert_global_admin_js", words_for_scripts)
hooks.register("construct_homepage_summary_items", no_documents, order=AFTER_ALL)
hooks.register("construct_main_menu", open_rooms)
hooks.register("construct_settings_menu", open_rooms)
hooks.register("construct_reports_menu", reports_of_pages)
hooks.register("construct_help_menu", help_for_editors)
