"""The form by which a request was sent, as it was filled in: to be read beside the case, and changed by nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from content.forms.as_filed import form_as_filed
from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import StaffScreen
from workflows.cases.selectors import case_for
from workflows.cases.why_here import opening_of


class FormScreen(StaffScreen):
    """For whoever may read the case. Names stand where they do on its page, and not here."""

    right = VIEW_CASE
    template_name = "desk/form.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        case = state.case
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        if case.erased_at is not None:
            return redirect("desk:case", tracking)  # where it says so: read from here, all would be left empty
        filed = form_as_filed(case, opening_of(case), statement=state.statement())
        return self.show({"case": case, "filed": filed, "answers": case.answers.all() if filed is None else ()})
