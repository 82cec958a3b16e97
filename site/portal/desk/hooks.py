"""Where the desk hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/desk/``."""
    return [path("desk/", include(("portal.desk.urls", "desk")))]


def entry() -> RightMenuItem:
    """The inbox, first of all."""
    return RightMenuItem(_("Inbox"), reverse("desk:inbox"), name="desk", icon_name="mail", order=10, right=VIEW_CASE)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
