"""Where spreadsheets hang in the admin: their addresses. The lists that they are of lead to them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/sheets/``."""
    return [path("sheets/", include(("portal.sheets.urls", "sheets")))]


hooks.register("register_admin_urls", addresses)
