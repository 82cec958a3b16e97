"""Where the studio hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import PUBLISH_RULES
from portal.admin_screens.menu import RightMenuItem
from portal.studio import urls


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/studio/``."""
    return [path("studio/", include((urls.urlpatterns, "studio")))]


def entry() -> RightMenuItem:
    """The rules that owners publish."""
    return RightMenuItem(
        _("Studio"), reverse("studio:all"), name="studio", icon_name="order", order=20, right=PUBLISH_RULES
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
