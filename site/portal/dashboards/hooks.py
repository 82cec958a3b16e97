"""Where dashboards hang in the admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.decide import Held
from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.menu import RightMenuItem
from workflows.saved_reports.reach import reach_of


class ReadersMenuItem(RightMenuItem):
    """For all who read figures, by whichever of the rights that open them."""

    def shown_to(self, held: Held) -> bool:
        return reach_of(held) is not None


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/dashboards/``."""
    return [path("dashboards/", include(("portal.dashboards.urls", "dashboards")))]


def entry() -> ReadersMenuItem:
    """The dashboard that is most one's own."""
    return ReadersMenuItem(
        _("Dashboards"), reverse("dashboards:first"), name="dashboards", icon_name="view", order=29, right=VIEW_CASE
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
