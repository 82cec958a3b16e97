"""Name and contact of a citizen who is hidden, to those who may know: each showing is recorded."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from content.forms.later_checks import say_what_is_held_back
from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen
from portal.case_shown.files import shown_files
from portal.desk.files_shown import file_address
from portal.desk.identity_shown import shown_as_known
from workflows.cases.identity import read_identity
from workflows.cases.selectors import case_for, files_of


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
        proofs = [file for file in files_of(state.case) if file.tells_who]
        say_what_is_held_back(proofs)
        rows = shown_files(shown_as_known(proofs, state.case), partial(file_address, state.case))
        return self.show({"case": state.case, "person": person, "opening": opening, "proofs": rows})
