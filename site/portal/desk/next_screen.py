"""The request that comes after one in the inbox: a way there, and for the page's script its number and date."""

from __future__ import annotations

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
from portal.desk.known import calendar_of_reader
from workflows.cases.models import Work
from workflows.cases.selectors import case_for, inbox


class NextScreen(StaffScreen):
    """GET with the ``branch`` that the page was about. What is done stands in no inbox: then the first is next.

    Beside those that ask whether it may be read, three statements: where it stands, what is behind it, the calendar.
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
