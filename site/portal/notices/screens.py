"""One's own notices, the newest first, and how many of them are new."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from portal.admin_screens.paging import page_number
from portal.admin_screens.screen import StaffScreen
from workflows.notifications.notices.selectors import count_new, notices_of
from workflows.notifications.notices.services import mark_read
from workflows.notifications.notices.words import said

A_PAGE: Final = 25
LAST_PAGE: Final = 100
_LONGEST: Final = 18
"""Digits of the number of a notice."""


class OwnScreen(StaffScreen):
    """For whoever is logged in: what is shown is their own, as far as they may still know of it."""

    def is_open_to(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated

    @property
    def me(self) -> int:
        """Whose page it is."""
        return int(self.actor.user_id or 0)


class NoticesScreen(OwnScreen):
    """The list. POST: one is read, or all are (no ``notice``)."""

    template_name = "notices/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        number = page_number(request.GET, last=LAST_PAGE)
        start = (number - 1) * A_PAGE
        found = list(notices_of(self.me, self.held)[start : start + A_PAGE + 1])
        shown = said(found[:A_PAGE])
        rows = [{"said": each, "path": urlsplit(each.link).path} for each in shown]
        return self.show(
            {
                "rows": rows,
                "bell_count": count_new(self.me, self.held),
                "any_new": any(each.is_new for each in shown),
                "number": number,
                "former": f"?page={number - 1}" if number > 1 else "",
                "next": f"?page={number + 1}" if len(found) > A_PAGE and number < LAST_PAGE else "",
            }
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        named = request.POST.getlist("notice")
        known = [int(each) for each in named if each.isascii() and each.isdecimal() and len(each) <= _LONGEST]
        mark_read(self.me, known if named else None)
        return redirect("notices:all")


class CountScreen(OwnScreen):
    """How many are new, for the bell of pages that ask for nothing else. One statement."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"notices": count_new(self.me, self.held)})
