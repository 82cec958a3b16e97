"""Where the list of automatic acts hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import MANAGE_PEOPLE
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/automatic/``."""
    return [path("automatic/", include(("portal.service_log.urls", "service_log")))]


def entry() -> RightMenuItem:
    """What could not be done by itself."""
    return RightMenuItem(
        _("Automatic acts"),
        reverse("service_log:all"),
        name="automatic",
        icon_name="cogs",
        order=46,
        right=MANAGE_PEOPLE,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
