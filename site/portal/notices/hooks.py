"""Where one's own notices hang in the admin: their addresses, the script of the bell, and the page of one's account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/notices/``."""
    return [path("notices/", include(("portal.notices.urls", "notices")))]


def on_own_account(request: HttpRequest) -> dict[str, Any]:
    """From Wagtail's page of one's own account."""
    return {
        "url": reverse("notices:choices"),
        "label": _("Notices"),
        "help_text": _("What you hear of, and by which way: here, by letter, once in the morning, on your device."),
    }


def bell() -> SafeString:
    """The script that keeps the number at the bell, on every page of the admin."""
    return format_html('<script type="module" src="{}"></script>', static("js/bell.js"))


hooks.register("register_admin_urls", addresses)
hooks.register("register_account_menu_item", on_own_account)
hooks.register("insert_global_admin_js", bell)
