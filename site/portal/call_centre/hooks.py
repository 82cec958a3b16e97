"""Where the call centre hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import TAKE_CALLS
from portal.admin_screens.menu import RightMenuItem


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/call-centre/``."""
    return [path("call-centre/", include(("portal.call_centre.urls", "call_centre")))]


def entry() -> RightMenuItem:
    """The call centre."""
    return RightMenuItem(
        _("Call centre"), reverse("call_centre:start"), name="calls", icon_name="mobile-alt", order=12, right=TAKE_CALLS
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
