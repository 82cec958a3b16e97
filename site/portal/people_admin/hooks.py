"""Where people, posts and roles hang in the admin, and everybody's own absences."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from permissions.access.charge import charge_of
from permissions.access.decide import Held
from portal.admin_screens.menu import RightMenuItem


class PeopleMenuItem(RightMenuItem):
    """Shown to whoever manages anybody."""

    def shown_to(self, held: Held) -> bool:
        return charge_of(held).anything


class AwayMenuItem(RightMenuItem):
    """Shown to whoever holds anything."""

    def shown_to(self, held: Held) -> bool:
        return bool(held.agencies)


def addresses() -> list[URLPattern | URLResolver]:
    """Everything below ``/admin/access/`` and ``/admin/away/``."""
    return [
        path("access/", include(("portal.people_admin.urls", "access"))),
        path("away/", include(("portal.people_admin.away_urls", "away"))),
    ]


def people_entry() -> PeopleMenuItem:
    """People, posts and roles."""
    return PeopleMenuItem(
        _("People and roles"), reverse("access:people"), name="access", icon_name="group", order=40, right=""
    )


def away_entry() -> AwayMenuItem:
    """One's own absences."""
    return AwayMenuItem(_("I am away"), reverse("away:all"), name="away", icon_name="calendar-alt", order=70, right="")


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", people_entry)
hooks.register("register_admin_menu_item", away_entry)
