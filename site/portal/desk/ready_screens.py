"""The desk's screens of ready answers: all that somebody may use, one of them in a form, and those that fit a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.beside import address, branch_in
from portal.desk.models import ReadyAnswer
from portal.desk.offering import work_at_hand
from portal.desk.ready import MOST, WRITES, fitting, may_change, shares_for_all, visible
from portal.desk.ready_form import ReadyForm
from portal.desk.ready_shipped import missing, take_over
from portal.desk.ready_uses import objected_to
from workflows.cases.errors import NotAllowed
from workflows.cases.selectors import case_for
from workflows.notifications.wording.placeholders import as_shown
from workflows.transactions.turn import write_transaction


class ReadyListScreen(StaffScreen):
    """All that somebody may use, with how often each was; those they may change lead to their form, and say how often a
    citizen objected. POST: whoever shares for all takes over what Insaf comes with."""

    right = WORK_CASE
    template_name = "desk/ready.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        user_id = self.actor.user_id or 0
        rows = list(visible(user_id, self.held).order_by("-used", "title")[:MOST])
        language, objected = str(get_language()), objected_to(rows)
        shown = [
            (each, as_shown(each.text, language), may_change(each, user_id, self.held), objected.get(each.pk, 0))
            for each in rows
        ]
        offered = missing() if shares_for_all(self.held) else []
        return self.show({"answers": shown, "offered": [each for each in offered if each.language == language]})

    def post(self, request: HttpRequest) -> HttpResponse:
        if shares_for_all(self.held):
            take_over()
            messages.success(request, _("The ready answers are now available to everyone who works on requests."))
        return redirect("desk:ready")


class ReadyScreen(StaffScreen):
    """One in its form: a new one where no ``key`` is given. ``do=delete`` takes it away."""

    right = WORK_CASE
    template_name = "desk/ready_edit.html"

    def get(self, request: HttpRequest, key: str = "") -> HttpResponse:
        answer = self._answer(key)
        return self.show({"form": ReadyForm(answer=answer, held=self.held), "answer": answer})

    def post(self, request: HttpRequest, key: str = "") -> HttpResponse:
        answer = self._answer(key)
        if answer is not None and request.POST.get("do") == "delete":
            with write_transaction():
                answer.delete()
            messages.success(request, _("The ready answer is deleted."))
            return redirect("desk:ready")
        form = ReadyForm(request.POST, answer=answer, held=self.held)
        if not form.is_valid():
            return self.show({"form": form, "answer": answer}, status=UNPROCESSABLE)
        with write_transaction():
            form.save(self.actor.user_id or 0)
        messages.success(request, _("The ready answer is saved."))
        return redirect("desk:ready")

    def _answer(self, key: str) -> ReadyAnswer | None:
        if not key:
            return None
        user_id = self.actor.user_id or 0
        answer = visible(user_id, self.held).filter(key=key).first()
        if answer is None or not may_change(answer, user_id, self.held):
            raise NotAllowed
        return answer


class ReadyForCaseScreen(StaffScreen):
    """Those that fit one form of a case, with their places filled; the page's script shows them beside the text."""

    right = WORK_CASE
    template_name = "desk/ready_pick.html"

    def get(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        work = work_at_hand(state, self.actor, self.held, branch=branch_in(request.GET))
        found, by_use = [], request.GET.get("order") == "used"
        if act in WRITES:
            found = fitting(state, work, act, user_id=self.actor.user_id or 0, held=self.held, by_use=by_use)
        here = address(tracking, work.branch if work is not None else "")
        joined = "&" if "?" in here else "?"
        insert = f"{here}{joined}act={act}&ready="
        other = request.GET.copy()
        other["order"] = "" if by_use else "used"
        orders = {"by_use": by_use, "other_order": f"?{other.urlencode()}"}
        return self.show({"case": state.case, "here": here, "ready": found, "insert": insert, **orders})

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)
