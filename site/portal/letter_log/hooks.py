"""Where the log of letters hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import MANAGE_PEOPLE
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/letters/``."""
    return [path("letters/", include(("portal.letter_log.urls", "letter_log")))]


def entry() -> RightMenuItem:
    """What became of letters."""
    return RightMenuItem(
        _("Letters sent"), reverse("letter_log:all"), name="letters", icon_name="mail", order=45, right=MANAGE_PEOPLE
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
