"""Where what was learned hangs in the admin: its addresses and its entry among the reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.decide import Held
from portal.admin_screens.menu import RightMenuItem
from portal.suggesting import urls
from portal.suggesting.screens import is_for


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/suggestions/``."""
    return [path("suggestions/", include((urls.urlpatterns, "suggesting")))]


class Entry(RightMenuItem):
    """For either of the two who look after it."""

    def shown_to(self, held: Held) -> bool:
        return is_for(held)


def entry() -> Entry:
    """What was learned from past requests."""
    return Entry(
        _("What is suggested"), reverse("suggesting:all"), name="suggestions", icon_name="help", order=20, right=""
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", entry)
