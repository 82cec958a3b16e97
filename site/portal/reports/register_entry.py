"""The entry of the admin's menu that leads whoever speaks for an agency to its lines of a yearly register."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.menu import CountedMenuItem
from portal.admin_screens.screen import held_in, holds_in
from workflows.reports.confirming import open_rounds, spoken_for, waiting_in

KEPT: Final = 60
"""Seconds for which it is known whether any register waits: for most of the year there is none, and the menu stands on
every screen."""
_KEY: Final = "register:open-rounds"


class RegisterEntry(CountedMenuItem):
    """There while lines wait for the word of whoever asks, with how many."""

    def is_shown(self, request: HttpRequest) -> bool:
        return self.says(request) > 0

    def waiting(self, request: HttpRequest) -> int:
        if not holds_in(request, WORK_CASE):
            return 0
        rounds: list[int] | None = cache.get(_KEY)
        if rounds is None:
            rounds = open_rounds()
            cache.set(_KEY, rounds, KEPT)
        agency_ids = spoken_for(int(request.user.pk or 0), held_in(request)) if rounds else frozenset()
        return waiting_in(rounds, agency_ids) if agency_ids else 0

    def words(self, count: str) -> str:
        return _now("Yearly register (%(count)s)") % {"count": count}

    def shown_to(self, held: Held) -> bool:
        """Never by rights alone: it is for whoever acts in a post."""
        return False


def register_entry() -> RegisterEntry:
    """An agency's own lines."""
    words, where = _("Yearly register"), reverse("register:all")
    return RegisterEntry(words, where, name="register", icon_name="list-ul", order=31, right=WORK_CASE)
