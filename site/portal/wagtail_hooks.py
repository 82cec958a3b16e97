"""What the admin is given for all its pages: our sheets, and menus without what is nobody's but the editors'."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.pages.template_tags import sheets
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.account_name import name_in_language
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.rights import holds_in
from portal.admin_screens.rooms import is_room


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
    """What Wagtail has to say is about editing pages."""
    if not holds_in(request, EDIT_PAGES):
        items.clear()


name_in_language()
hooks.register("insert_global_admin_css", our_sheets)
hooks.register("construct_main_menu", open_rooms)
hooks.register("construct_settings_menu", open_rooms)
hooks.register("construct_reports_menu", reports_of_pages)
hooks.register("construct_help_menu", help_for_editors)
