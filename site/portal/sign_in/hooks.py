"""Where one's own way in hangs in the admin: its addresses, and its entry in the menu of the account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.decide import Held
from portal.admin_screens.menu import RightMenuItem


class EntryMenuItem(RightMenuItem):
    """Shown to whoever holds anything."""

    def shown_to(self, held: Held) -> bool:
        return bool(held.agencies)


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/sign-in/``."""
    return [path("sign-in/", include(("portal.sign_in.urls", "sign_in")))]


def entry() -> EntryMenuItem:
    """Below one's own absences."""
    return EntryMenuItem(
        _("Log-in and security"), reverse("sign_in:own"), name="sign-in", icon_name="lock", order=75, right=""
    )


def on_own_account(request: HttpRequest) -> dict[str, Any]:
    """From Wagtail's page of one's own account."""
    return {
        "url": reverse("sign_in:own"),
        "label": _now("Log-in and security"),
        "help_text": _now("Second factors, recovery codes, and where you are logged in."),
    }


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("register_account_menu_item", on_own_account)
