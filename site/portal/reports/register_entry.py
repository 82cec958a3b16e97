"""The entry of the admin's menu that leads whoever speaks for an agency to its lines of a yearly register."""

from __future__ import annotations

from typing import Any, Final

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.sidebar import LinkMenuItem

from permissions.access.decide import Held
from permissions.agencies.rights import WORK_CASE
from permissions.writing import written_number
from portal.admin_screens.menu import RightMenuItem
from portal.admin_screens.screen import held_in, holds_in
from workflows.reports.confirming import open_rounds, spoken_for, waiting_in

KEPT: Final = 60
"""Seconds for which it is known whether any register waits: for most of the year there is none, and the menu stands on
every screen."""
_KEY: Final = "register:open-rounds"
_COUNTED: Final = "_insaf_register_lines"


class RegisterEntry(RightMenuItem):
    """There while lines wait for the word of whoever asks, with how many; the count is never kept on it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_in(request, WORK_CASE) and _lines_of(request) > 0

    def shown_to(self, held: Held) -> bool:
        """Never by rights alone: it is for whoever acts in a post."""
        return False

    def render_component(self, request: HttpRequest) -> Any:
        label = _now("Yearly register (%(count)s)") % {"count": written_number(_lines_of(request))}
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


def _lines_of(request: HttpRequest) -> int:
    """How many lines wait for whoever asks; counted once a request."""
    count: int | None = getattr(request, _COUNTED, None)
    if count is None:
        count = _counted(request)
        setattr(request, _COUNTED, count)
    return count


def _counted(request: HttpRequest) -> int:
    rounds: list[int] | None = cache.get(_KEY)
    if rounds is None:
        rounds = open_rounds()
        cache.set(_KEY, rounds, KEPT)
    agency_ids = spoken_for(int(request.user.pk or 0), held_in(request)) if rounds else frozenset()
    return waiting_in(rounds, agency_ids) if agency_ids else 0


def register_entry() -> RegisterEntry:
    """An agency's own lines."""
    words, where = _("Yearly register"), reverse("register:all")
    return RegisterEntry(words, where, name="register", icon_name="list-ul", order=31, right=WORK_CASE)
