"""Where the national reports hang in the admin, and Wagtail's own reports out of the way of those without pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from permissions.agencies.rights import EDIT_PAGES, READ_REPORTS
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.rights import holds_in
from portal.reports import urls


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/figures/``."""
    return [path("figures/", include((urls.urlpatterns, "figures")))]


def entry() -> RightMenuItem:
    """The reports to the prime minister."""
    return RightMenuItem(
        _("National reports"), reverse("figures:all"), name="figures", icon_name="table", order=30, right=READ_REPORTS
    )


def without_page_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's menu of reports is about pages: who edits none would take it for ours."""
    if not holds_in(request, EDIT_PAGES):
        menu_items[:] = [each for each in menu_items if each.name != "reports"]


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("construct_main_menu", without_page_reports)
