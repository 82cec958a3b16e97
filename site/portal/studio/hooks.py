"""Where the studio hangs in the admin: its addresses and its entry in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.sidebar import LinkMenuItem

from permissions.agencies.rights import PUBLISH_RULES
from portal.admin_screens.menu import RightMenuItem
from portal.studio.forms_waiting import for_editors
from workflows.versions.drafting import waiting_for

COUNTED_TO = 99


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/studio/``."""
    return [path("studio/", include(("portal.studio.urls", "studio")))]


class Studio(RightMenuItem):
    """The entry says how many drafts wait for whoever asks, as their second person. The count is never kept on it."""

    def says(self, request: HttpRequest) -> int:
        return waiting_for(int(request.user.pk or 0)) if self.is_shown(request) else 0

    def render_component(self, request: HttpRequest) -> Any:
        count = waiting_for(int(request.user.pk or 0))
        if not count:
            return super().render_component(request)
        label = _now("Studio (%(count)s)") % {"count": f"{COUNTED_TO}+" if count > COUNTED_TO else str(count)}
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


def entry() -> RightMenuItem:
    """The rules that owners publish."""
    return Studio(_("Studio"), reverse("studio:all"), name="studio", icon_name="order", order=20, right=PUBLISH_RULES)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
hooks.register("construct_homepage_panels", for_editors)
