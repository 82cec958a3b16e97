"""Where the switches hang in the admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def addresses() -> list[URLPattern | URLResolver]:
    """What is below ``/admin/reading/``."""
    return [path("reading/", include(("portal.reading.urls", "reading")))]


hooks.register("register_admin_urls", addresses)
