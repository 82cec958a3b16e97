"""Where the screens of data protection hang in the admin, and how many requests wait for a second person."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.actors import Actor
from permissions.agencies.rights import ERASE_CASE
from portal.admin_screens.menu import COUNTED_TO, CountedMenuItem, RightMenuItem
from portal.admin_screens.screen import held_in
from workflows.cases.erasures import waiting


class Erasures(CountedMenuItem):
    """The entry says how many requests wait for whoever asks."""

    def waiting(self, request: HttpRequest) -> int:
        if not self.is_shown(request):
            return 0
        me = int(request.user.pk or 0)
        asked = waiting(Actor.staff(me), held=held_in(request)).exclude(asked_by=me)
        return len(asked.order_by().values("pk")[: COUNTED_TO + 1])

    def words(self, count: str) -> str:
        return _now("Erasing (%(count)s)") % {"count": count}


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/erasures/``."""
    return [path("erasures/", include(("portal.erasures.urls", "erasures")))]


def entry() -> RightMenuItem:
    """What is erased and what is held, for those who may."""
    return Erasures(_("Erasing"), reverse("erasures:all"), name="erasures", icon_name="bin", order=16, right=ERASE_CASE)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", entry)
