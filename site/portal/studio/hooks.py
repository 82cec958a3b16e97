"""Where the studio hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.agencies.rights import PUBLISH_RULES
from portal.admin_screens.menu import CountedMenuItem, RightMenuItem
from portal.studio.forms_waiting import for_editors
from workflows.versions.drafting import waiting_for


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/studio/``."""
    return [path("studio/", include(("portal.studio.urls", "studio")))]


class Studio(CountedMenuItem):
    """The entry says how many drafts wait for whoever asks, as their second person."""

    def waiting(self, request: HttpRequest) -> int:
        return waiting_for(int(request.user.pk or 0)) if self.is_shown(request) else 0

    def words(self, count: str) -> str:
        return _now("Studio (%(count)s)") % {"count": count}


def entry() -> RightMenuItem:
    """The rules that owners publish."""
    return Studio(_("Studio"), reverse("studio:all"), name="studio", icon_name="order", order=20, right=PUBLISH_RULES)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("construct_homepage_panels", for_editors)
