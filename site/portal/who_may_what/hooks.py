"""Where the table hangs in the admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.decide import Held
from permissions.agencies.rights import READ_AUDIT
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.screen import holds
from portal.who_may_what.screen import RIGHTS


class Entry(RightMenuItem):
    """Shown to both who may open it."""

    def shown_to(self, held: Held) -> bool:
        return any(holds(held, right) for right in RIGHTS)


def addresses() -> list[URLPattern | URLResolver]:
    """What lies below ``/admin/who-may-what/``."""
    return [path("who-may-what/", include(("portal.who_may_what.urls", "who_may_what")))]


def entry() -> Entry:
    """Beside the reports, for the auditor and for whoever manages people."""
    address = reverse("who_may_what:table")
    return Entry(_("Who may what"), address, name="who-may-what", icon_name="key", order=60, right=READ_AUDIT)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
