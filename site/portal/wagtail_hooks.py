"""What the admin is given for all its pages: our sheets and words, and nothing that leads nowhere or is not theirs."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.telepath import register
from wagtail.admin.ui.sidebar import BaseSidebarAdapter, MainMenuModule
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from content.pages.template_tags import sheets
from permissions.agencies.rights import EDIT_PAGES
from permissions.platform.called import platform_name
from portal.admin_screens.fence import is_room
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.screen import holds_in
from portal.admin_screens.widgets import choosers_by_script, native_dates

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
    """Others than editors see of the reports only what is ours; a menu in which nothing is left is not shown.

    wagtail-localize names its report once, in the language of whoever opens the menu first: it reads in each.
    """
    for item in items:
        if isinstance(item, TranslationsReportMenuItem):
            item.label = gettext_lazy("Translations")
    if not holds_in(request, EDIT_PAGES):
        items[:] = [item for item in items if isinstance(item, RightMenuItem)]
    open_rooms(request, items)


def help_for_editors(request: HttpRequest, items: list[MenuItem]) -> None:
    """What Wagtail has to say is about editing pages; its news and its guide are in English, on another site."""
    items[:] = [item for item in items if holds_in(request, EDIT_PAGES) and not item.name.startswith(ABOUT_WAGTAIL)]


def no_documents(request: HttpRequest, items: list[Any]) -> None:
    """The first page counts what there is to edit. There are no documents beside pages: their room is closed."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


def words_for_scripts() -> SafeString:
    """Words of the admin that its libraries have in English alone, with the script that puts them in their places; and
    the one that starts its choosers (``admin_screens/widgets.py``)."""
    words = {
        "home": gettext("%(platform)s: to the first page") % {"platform": platform_name()},
        "heading": gettext("From {source} into {target}"),
        "more": gettext("More actions"),
        "file": gettext("File with translations"),
    }
    return format_html(
        '<script src="{}" data-words="{}"></script><script src="{}"></script>',
        *(static("js/admin-words.js"), json.dumps(words), static("js/admin-choosers.js")),
    )


def autosave_script() -> SafeString:
    """Of an editor of pages: a button that is pressed while Wagtail saves by itself waits for that."""
    return format_html('<script src="{}"></script>', static("js/admin-autosave.js"))


def dates_in_digits() -> None:
    """wagtail-localize writes months in English, whoever reads them: have it write ``25/11/2026``."""
    for name in ("models", "views.edit_translation"):
        # A constant of the library's, which has neither types nor a setting for it.
        setattr(import_module(f"wagtail_localize.{name}"), "DATE_FORMAT", "%d/%m/%Y")  # noqa: B010 - mypy knows no such name


class MainMenuInLanguage(BaseSidebarAdapter):
    """At the foot of the menu the reader's own name, in the language that they read.

    Wagtail takes the column of first names, which knows one language.
    """

    js_constructor = "wagtail.sidebar.MainMenuModule"

    def js_args(self, obj: Any) -> list[Any]:
        menu, of_account, shown = obj.js_args()
        return [menu, of_account, {**shown, "name": str(obj.user)}]


def name_in_language() -> None:
    """Have Wagtail write the menu so."""
    register(MainMenuInLanguage(), MainMenuModule)


name_in_language()
native_dates()
choosers_by_script()
dates_in_digits()
hooks.register("insert_global_admin_css", our_sheets)
hooks.register("insert_global_admin_js", words_for_scripts)
hooks.register("insert_editor_js", autosave_script)
hooks.register("construct_homepage_summary_items", no_documents, order=AFTER_ALL)
hooks.register("construct_main_menu", open_rooms)
hooks.register("construct_settings_menu", open_rooms)
hooks.register("construct_reports_menu", reports_of_pages)
hooks.register("construct_help_menu", help_for_editors)
