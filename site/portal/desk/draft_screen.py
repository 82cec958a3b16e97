"""Keeps what an officer types before it is sent: by the page's script as they write, or by a button without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.agencies.rights import WORK_CASE
from permissions.writing import written_hour
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.beside import address, branch_in
from portal.desk.offering import FORMS
from portal.in_hand.drafts import forget, is_too_long, keep, typed_in
from workflows.cases.errors import NotAllowed
from workflows.cases.selectors import case_for

DISCARD = "discard"
JSON = "application/json"


class DraftScreen(StaffScreen):
    """POST of all fields of a form; ``do=discard`` lets them go. Answers scripts with a sentence, people with the case.

    Nothing is checked but that its writer may read the case: what is half written is kept half written, and it is the
    act that asks for the right to act, once it is sent.
    """

    right = WORK_CASE

    def get(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        if act not in FORMS:
            raise NotAllowed
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        case, user_id = state.case, self.actor.user_id or 0
        named = branch_in(request.POST)
        branch = named if any(work.branch == named for work in state.works) else ""  # nobody keeps as many as they like
        if request.POST.get("do") == DISCARD:
            forget(case.pk, user_id, act, branch)
            return self._said(_("The draft is discarded."), tracking, branch)
        typed = typed_in(request.POST)
        if is_too_long(typed):
            return self._said(_("This is too long to be kept as a draft."), tracking, branch, status=UNPROCESSABLE)
        at = keep(case, user_id, act, branch, typed)
        said = _("Draft kept at %(hour)s") % {"hour": written_hour(at)} if at is not None else ""
        return self._said(said, tracking, branch)

    def _said(self, said: str, tracking: str, branch: str, *, status: int = 200) -> HttpResponse:
        if JSON in self.request.headers.get("Accept", ""):
            return JsonResponse({"said": said}, status=status)
        if said:
            (messages.success if status == 200 else messages.error)(self.request, said)
        return redirect(address(tracking, branch))
