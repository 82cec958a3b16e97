"""What may be the same matter as a case, for whoever reads it: a page of its own, which the case's page takes in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen
from portal.desk.reusing import may_reuse
from workflows.cases.identity import person_shown
from workflows.cases.selectors import case_for
from workflows.suggestions.same_matter import kin_of


class SameScreen(StaffScreen):
    """The page of a case does not wait for it: it is looked for once that stands. ``?piece``: without the frame."""

    right = VIEW_CASE
    template_name = "desk/same.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        person = person_shown(self.actor, state, held=self.held)
        kin = kin_of(state.case, state.statement(), self.held, person)
        usable = [each.case.tracking for each in kin.same if may_reuse(state.case, each.case, self.held)]
        context = {"case": state.case, "kin": kin, "usable": usable}
        if "piece" in request.GET:
            return TemplateResponse(request, "desk/case_same.html", context)
        return self.show(context)
