"""The request that comes after one in the inbox: a way there, and for the page's script its number and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.agencies.rights import VIEW_CASE
from permissions.now import now
from portal.admin_screens.screen import StaffScreen
from portal.desk.bands import Bands
from portal.desk.beside import address, branch_in
from portal.desk.draft_screen import JSON
from portal.desk.inbox_screen import remembered
from portal.desk.known import calendar_of_reader
from portal.desk.reader import reader_of, reader_without_known
from portal.desk.rows import first_works
from portal.desk.wanted import wanted_by
from workflows.cases.models import Work
from workflows.cases.selectors import case_for, inbox

LOOKED_THROUGH: Final = 1_000
"""Rows of a list among which the one is looked for after which the next comes; behind them the list begins anew."""


class NextScreen(StaffScreen):
    """GET with the ``branch`` that the page was about. What is done stands in no inbox: then the first is next.

    Beside those that ask whether it may be read, at most six statements: who reads, their list, where it stands, what
    is behind it, the calendar.
    """

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        found = self._next(tracking, branch_in(request.GET))
        there = address(found.case.tracking, found.branch) if found is not None else ""
        if JSON in request.headers.get("Accept", ""):
            return JsonResponse({"address": there, "said": self._said(found) if found is not None else ""})
        if not there:
            messages.info(request, _("Nothing else waits for you."))
        return redirect(there or "desk:inbox")

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:inbox")

    def _next(self, after: str, branch: str) -> Work | None:
        """By the list that they came from, in its order; of one that lists cases, or of none, by the whole inbox."""
        asked = remembered(self.request)
        if asked or reader_without_known(int(self.actor.user_id or 0), self.held).stands_above:
            reader = reader_of(int(self.actor.user_id or 0), self.held)
            wanted = wanted_by(asked, reader)
            if not wanted.over:
                return self._next_of(first_works(self.actor, reader, wanted, LOOKED_THROUGH), after, branch)
        return self._next_due(after, branch)

    def _next_of(self, ids: Sequence[int], after: str, branch: str) -> Work | None:
        rows = inbox(self.actor, held=self.held)
        own = dict(rows.filter(case__tracking=after).values_list("branch", "pk"))
        here = own.get(branch)
        passed = set(own.values()) if here is None else {here}
        behind = ids[ids.index(here) + 1 :] if here in ids else ids
        found = next((pk for pk in (*behind, *ids) if pk not in passed), None)
        return rows.filter(pk=found).first() if found is not None else None

    def _next_due(self, after: str, branch: str) -> Work | None:
        rows = inbox(self.actor, held=self.held)
        here = rows.filter(case__tracking=after, branch=branch).first()
        if here is None:
            return rows.exclude(case__tracking=after).first()
        behind = Q(due=here.due, pk__gt=here.pk)
        if here.due is not None:
            behind |= Q(due__gt=here.due) | Q(due__isnull=True)
        else:
            behind = Q(due__isnull=True, pk__gt=here.pk)
        return rows.filter(behind).first() or rows.exclude(pk=here.pk).first()

    def _said(self, work: Work) -> str:
        due = Bands.at(now(), calendar_of_reader(self.held)).words(work)
        return _("Next: %(number)s (%(due)s)") % {"number": work.case.tracking, "due": due}
