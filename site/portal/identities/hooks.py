"""Where the custodian's screens hang in the admin, and how many requests wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.sidebar import LinkMenuItem

from permissions.actors import Actor
from permissions.agencies.rights import OPEN_IDENTITY
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.screen import held_in
from workflows.cases.identity import requests_for

COUNTED_TO = 99


class Identities(RightMenuItem):
    """The entry says how many requests wait. The entries themselves are shared: the count is never kept on them."""

    def render_component(self, request: HttpRequest) -> Any:
        waiting = requests_for(Actor.staff(int(request.user.pk or 0)), held=held_in(request))
        count = len(waiting.filter(answered_at__isnull=True).order_by().values("pk")[: COUNTED_TO + 1])
        if not count:
            return super().render_component(request)
        shown = f"{COUNTED_TO}+" if count > COUNTED_TO else str(count)
        label = _now("Identities (%(count)s)") % {"count": shown}
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/identities/``."""
    return [path("identities/", include(("portal.identities.urls", "identities")))]


def entry() -> RightMenuItem:
    """The requests, for custodians."""
    return Identities(
        _("Identities"), reverse("identities:all"), name="identities", icon_name="key", order=15, right=OPEN_IDENTITY
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
