"""Where the care of pages hangs in the admin: its address and its entry among the reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.menu import RightMenuItem
from portal.page_care.form_begin import instead_of_an_empty_form
from portal.page_care.form_copy import instead_of_copying


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/page-care/``."""
    return [path("page-care/", include(("portal.page_care.urls", "page_care")))]


def entry() -> RightMenuItem:
    """What lacks a translation, leads nowhere, or was of no use."""
    return RightMenuItem(
        _("Care of pages"), reverse("page_care:all"), name="page-care", icon_name="check", order=10, right=EDIT_PAGES
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", entry)
hooks.register("before_copy_page", instead_of_copying)
hooks.register("before_create_page", instead_of_an_empty_form)
