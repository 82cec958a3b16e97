"""Where what was learned hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import MANAGE_PEOPLE, PUBLISH_RULES
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/suggestions/``."""
    return [path("suggestions/", include(("portal.suggesting.urls", "suggesting")))]


def entry() -> RightMenuItem:
    """What was learned from past requests: for either of the two who look after it."""
    words, where = _("What is suggested"), reverse("suggesting:all")
    return RightMenuItem(
        words, where, name="suggestions", icon_name="help", order=47, right=PUBLISH_RULES, or_right=MANAGE_PEOPLE
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
