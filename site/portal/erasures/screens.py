"""What waits, is held and was erased; and one case with what can be done. Of it only number and kind are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.agencies.rights import ERASE_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from portal.admin_screens.decisions import DecisionForm
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.case_shown.days import say_days_alone
from portal.erasures.forms import FORMS, AgreeForm, AskForm, HoldForm, LiftForm, RefuseForm, TakeBackForm
from workflows.cases import erasures
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, ErasureRequest, LegalHold
from workflows.cases.retention import hold_on
from workflows.cases.tracking import normal_tracking

PAGE = 25


class ErasureScreen(StaffScreen):
    """A screen for whoever may erase, of the cases that this right of theirs reaches."""

    right = ERASE_CASE


class AllScreen(ErasureScreen):
    """What waits for a second person, the holds in force, and what was erased, the last first; and the way to a case
    by its number."""

    template_name = "erasures/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("number", "").strip()
        if asked:
            case = erasures.erasable(self.actor, held=self.held).filter(tracking=normal_tracking(asked)).first()
            if case is not None:
                return redirect("erasures:one", case.tracking)
        erased = erasures.erased_lately(self.actor, held=self.held)
        page = Paginator(erased, PAGE).get_page(request.GET.get("p", ""))
        return self.show(
            {
                "asked": asked,
                "waiting": list(erasures.waiting(self.actor, held=self.held)),
                "holds": list(erasures.holds(self.actor, held=self.held)),
                "passed_over": erasures.passed_over(self.actor, held=self.held),
                "page": page,
                "me": self.actor.user_id,
            }
        )


class OneScreen(ErasureScreen):
    """One case: when it is due, its holds and requests, and what can be done."""

    template_name = "erasures/one.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        """That there is such a request is more than others are told: whoever looks stands in the log of access."""
        case = erasures.erasable_one(self.actor, tracking, held=self.held)
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        return self.page(case)

    def page(self, case: Case, *, given: Mapping[str, DecisionForm] | None = None, status: int = 200) -> HttpResponse:
        """``given``: a form that was sent and could not be taken."""
        say_days_alone(case)
        hold, requests = hold_on(case, now()), list(case.erasure_requests.select_related("asked_by", "answered_by"))
        open_request = next((each for each in requests if each.answered_at is None), None)
        mine = open_request is not None and open_request.asked_by_id == self.actor.user_id
        forms = [form() for form in _offered(case, hold, open_request, mine=mine)]
        context: dict[str, Any] = {
            "case": case,
            "closed": case.status == CaseStatus.CLOSED,
            "due": erasures.due_on(case),
            "why": erasures.why_erased(case) if case.erased_at is not None else "",
            "hold": hold,
            "holds": list(case.holds.select_related("set_by", "lifted_by")),
            "requests": requests,
            "waits_for_another": mine,
            "forms": [(given or {}).get(form.act, form) for form in forms],
            "opened": next(iter(given or ()), ""),
        }
        return self.show(context, status=status)


def _offered(
    case: Case, hold: LegalHold | None, request: ErasureRequest | None, *, mine: bool
) -> list[type[DecisionForm]]:
    """What can be done by whoever looks at it."""
    if case.erased_at is not None:
        return []
    if hold is not None:
        return [LiftForm] if request is None else [LiftForm, TakeBackForm if mine else RefuseForm]
    if request is not None:
        return [TakeBackForm, HoldForm] if mine else [AgreeForm, RefuseForm, HoldForm]
    return [HoldForm, AskForm] if case.status == CaseStatus.CLOSED else [HoldForm]


class ActScreen(OneScreen):
    """POST of an act; what cannot be taken comes back with its sentence and what was typed."""

    asks_again = True

    def get(self, request: HttpRequest, tracking: str, act: str = "") -> HttpResponse:
        erasures.erasable_one(self.actor, tracking, held=self.held)
        if act not in FORMS:
            raise NotAllowed
        return redirect("erasures:one", tracking)

    def post(self, request: HttpRequest, tracking: str, act: str) -> HttpResponse:
        case = erasures.erasable_one(self.actor, tracking, held=self.held)
        if act not in FORMS:
            raise NotAllowed
        form = FORMS[act](request.POST)
        if form.is_valid():
            try:
                apply(case.pk, form.action(_number_of(case)), actor=self.actor)
            except NotPossible as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, str(form.done))
                return redirect("erasures:one", tracking)
        case = erasures.erasable_one(self.actor, tracking, held=self.held)
        response = self.page(case, given={act: form}, status=UNPROCESSABLE)
        if act not in {each.act for each in response.context_data["forms"]}:  # type: ignore[attr-defined]  # a template's
            messages.error(request, " ".join(map(str, form.non_field_errors())) or _("This is not possible any more."))
        return response


def _number_of(case: Case) -> int:
    """The request that is answered: the last one, of which the door says whether it still waits."""
    return case.erasure_requests.order_by("-number").values_list("number", flat=True).first() or 0
