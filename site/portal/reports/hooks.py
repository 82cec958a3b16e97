"""Where the national reports hang in the admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import READ_REPORTS
from portal.admin_screens.menu import RightMenuItem
from portal.reports.register_entry import register_entry


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/figures/``, and an agency's own lines below ``/admin/register/``."""
    return [
        path("figures/", include(("portal.reports.urls", "figures"))),
        path("register/", include(("portal.reports.agency_urls", "register"))),
    ]


def entry() -> RightMenuItem:
    """The reports to the prime minister."""
    return RightMenuItem(
        _("National reports"), reverse("figures:all"), name="figures", icon_name="table", order=30, right=READ_REPORTS
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("register_admin_menu_item", register_entry)
