"""Watching a case, and no more: one's own, from its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen
from portal.desk.beside import address
from workflows.cases.selectors import case_for
from workflows.cases.watching import unwatch, watch


class WatchScreen(StaffScreen):
    """POST of ``watch``: on or off. What is sent twice is done once."""

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        if request.POST.get("watch") == "off":
            unwatch(self.actor, tracking)
            messages.success(request, _("You no longer watch this request."))
        else:
            watch(self.actor, state.case)
            messages.success(request, _("You watch this request: you hear of each change by others."))
        branches = {work.branch for work in state.works}
        branch = request.POST.get("branch", "")
        return redirect(address(tracking, branch if branch in branches else ""))
