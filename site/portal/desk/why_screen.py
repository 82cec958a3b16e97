"""Why a case went where it did: the rule that sent it, and what kept those above it from taking it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.condition_words import Offered
from portal.admin_screens.screen import StaffScreen
from portal.admin_screens.why_not import passed
from workflows.cases.selectors import case_for
from workflows.cases.why_here import opening_of, to_staff, why_here
from workflows.cases.why_not import why_not


class WhyScreen(StaffScreen):
    """For whoever may read the case. It shows words of rules, and none that people wrote."""

    right = VIEW_CASE
    template_name = "desk/why.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        case = state.case
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        found = why_not(case)
        context: dict[str, Any] = {"case": case, "why_here": to_staff(why_here(case, opening_of(case)))}
        if found is not None:
            context |= {"version": found.version, "passed": passed(found.table, found.kept, Offered())}
        return self.show(context)
