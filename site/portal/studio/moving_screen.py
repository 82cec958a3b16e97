"""Plans that move running requests: begun at a version, looked at, confirmed by a second owner, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.admin_screens.screen import UNPROCESSABLE
from portal.operations.jobs import ring
from portal.studio.job_screens import AT_ONCE, LOOK_AGAIN
from portal.studio.moving_words import between_of, mark_of, shown, title_of_plan
from portal.studio.process_trial import process_version_of
from portal.studio.screen import OwnerScreen, title_of
from portal.studio.subjects import EDITED
from workflows.cases.errors import NotAllowed
from workflows.jobs.models import Job, JobKind, JobState
from workflows.moving import plans
from workflows.moving.fates import ALSO, STAY
from workflows.moving.models import MovingPlan
from workflows.versions.errors import ChangedMeanwhile, NothingThere, NotInForce, SecondPersonNeeded
from workflows.versions.models import Subject


class BeginMovingScreen(OwnerScreen):
    """A plan from a version of a process to the one in force; what it would do is looked at straight away."""

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version_of(version_id)
        return redirect("studio:thing", version.subject, version.key)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version_of(version_id)
        try:
            plan = plans.begin(version, actor=self.actor)
        except NotInForce:
            messages.error(request, _("There is no newer version in force to which its requests could be moved."))
            return redirect("studio:thing", version.subject, version.key)
        if plans.job_of(plan, JobKind.FORESEE) is None and not is_busy(self.actor.user_id):
            ring(plans.look(plan, actor=self.actor).pk)
        return redirect("studio:moving", plan.pk)


class MovingScreen(OwnerScreen):
    """One plan: which step corresponds to which, what becomes of each position, and how far it is."""

    template_name = "studio/moving.html"
    asks_again = True

    def get(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        return self.page(plan_of(plan_id))

    def post(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        plan, do = plan_of(plan_id), request.POST.get("do", "")
        acts = {"look": self._look, "confirm": self._confirm, "discard": self._discard, "back": self._back}
        act = acts.get(do, self._go_on if do == "again" else None)
        if act is None:
            return redirect(request.path)
        try:
            return act(plan, request.POST.get("read", ""))
        except (ChangedMeanwhile, plans.Confirmed):
            sentence = _("The plan was changed or confirmed while you read it. Read it again.")
        except SecondPersonNeeded:
            sentence = _("You changed this plan last, so another process owner must confirm it.")
        except NotInForce:
            sentence = _("Another version is in force by now. Discard this plan and begin one to that version.")
        except plans.NotLookedAt:
            sentence = _("First calculate what the plan does, as it is now.")
        except NothingThere:
            sentence = _("There is nothing to move.")
        return self.page(plan_of(plan_id), refused=sentence, status=UNPROCESSABLE)

    def _look(self, plan: MovingPlan, read: str) -> HttpResponse:
        if is_busy(self.actor.user_id):
            sentence = _("Much that you asked for is still under way. Wait until some of it is done.")
            return self.page(plan, refused=sentence, status=UNPROCESSABLE)
        if plan.undoes_id is None:
            plan = plans.redraft(plan.pk, **said_in(plan, self.request.POST), read=read, actor=self.actor)
        elif plan.confirmed_at is not None:
            raise plans.Confirmed
        ring(plans.look(plan, actor=self.actor).pk)
        return redirect("studio:moving", plan.pk)

    def _confirm(self, plan: MovingPlan, read: str) -> HttpResponse:
        ring(plans.confirm(plan.pk, read=read, actor=self.actor).pk)
        messages.success(self.request, _("The plan is confirmed. The requests are being moved."))
        return redirect("studio:moving", plan.pk)

    def _discard(self, plan: MovingPlan, read: str) -> HttpResponse:
        plans.discard(plan.pk, read=read)
        messages.success(self.request, _("The plan is discarded. Nothing was moved."))
        return redirect("studio:thing", Subject.PROCESS, plan.source.key)

    def _back(self, plan: MovingPlan, _read: str) -> HttpResponse:
        back = plans.begin_to_take_back(plan.pk, actor=self.actor)
        if back.confirmed_at is None:
            ring(plans.look(back, actor=self.actor).pk)
        return redirect("studio:moving", back.pk)

    def _go_on(self, plan: MovingPlan, _read: str) -> HttpResponse:
        ring(plans.go_on(plan, actor=self.actor).pk)
        return redirect("studio:moving", plan.pk)

    def page(self, plan: MovingPlan, *, refused: str = "", status: int = 200) -> HttpResponse:
        found = shown(plan, self.actor, self.held)
        context = {
            "plan": plan,
            "version": plan.target,
            "edited": EDITED[Subject.PROCESS],
            "title": title_of(plan.target),
            "heading": title_of_plan(plan),
            "read": plans.digest_of_plan(plan),
            "refused": refused,
            **found,
        }
        response = self.show(context, status=status)
        if found["waits"]:
            response["Refresh"] = LOOK_AGAIN
        return response


def plan_of(plan_id: int) -> MovingPlan:
    """Raises ``NotAllowed`` where there is none."""
    related = ("source", "target", "undoes", "drafted_by", "confirmed_by")
    plan = MovingPlan.objects.select_related(*related).filter(pk=plan_id).first()
    if plan is None:
        raise NotAllowed
    return plan


def is_busy(user_id: int | None) -> bool:
    """Whether somebody has so much under way that the queue is no longer everybody's."""
    return Job.objects.filter(asked_by=user_id, state=JobState.WAITING).count() >= AT_ONCE


def said_in(plan: MovingPlan, posted: QueryDict) -> dict[str, Any]:
    """What a form says of a plan: what it does not name, or could not, stays as the plan has it."""
    between = between_of(plan)
    pairs, anew = dict[str, str](), set[str]()
    for key in between.resting:
        wanted = posted.get(f"to-{key}", between.step(key))
        wanted = wanted if wanted in plans.fitting(plan, key) else ""
        if wanted != (key if key in plans.fitting(plan, key) else ""):
            pairs[key] = wanted
        if wanted and f"anew-{key}" in posted:
            anew.add(wanted)
    return {"pairs": pairs, "anew": sorted(anew), "positions": _positions_in(plan, posted)}


def _positions_in(plan: MovingPlan, posted: QueryDict) -> Mapping[str, str]:
    job = plans.job_of(plan, JobKind.FORESEE)
    known = {*plan.positions, *(job.found.get("positions", {}) if job is not None else {})}
    chosen = {key: posted.get(f"position-{mark_of(key)}", plan.positions.get(key, "")) for key in known}
    return {key: value for key, value in chosen.items() if value in (ALSO, STAY)}
