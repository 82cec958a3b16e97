"""Where the custodian's screens hang in the admin, and how many requests wait."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.actors import Actor
from permissions.agencies.rights import OPEN_IDENTITY
from portal.admin_screens.menu import COUNTED_TO, CountedMenuItem, RightMenuItem
from portal.admin_screens.screen import held_in
from workflows.cases.identity import requests_for


class Identities(CountedMenuItem):
    """The entry says how many requests wait."""

    def waiting(self, request: HttpRequest) -> int:
        if not self.is_shown(request):
            return 0
        asked = requests_for(Actor.staff(int(request.user.pk or 0)), held=held_in(request))
        return len(asked.filter(answered_at__isnull=True).order_by().values("pk")[: COUNTED_TO + 1])

    def words(self, count: str) -> str:
        return _now("Identities (%(count)s)") % {"count": count}


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
