"""Name and contact of a citizen who is hidden, to those who may know: each showing is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen
from workflows.cases.identity import read_identity
from workflows.cases.selectors import case_for


class IdentityScreen(StaffScreen):
    """Shown by a button alone (POST): nothing that fetches addresses ahead reads an identity, or is recorded."""

    right = VIEW_CASE
    template_name = "desk/identity.html"
    asks_again = True

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        person, opening = read_identity(self.actor, state, held=self.held)
        return self.show({"case": state.case, "person": person, "opening": opening})
