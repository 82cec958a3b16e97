"""What a version changes on open cases, and how it would have gone on the past: asked for, under way, and found.

Publishing a version that re-dates comes by here: nobody moves a date without having seen how many.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.actors import Actor
from portal.operations.jobs import ring
from portal.studio import job_shown
from portal.studio.screen import OwnerScreen, title_of, version_of
from workflows.cases.errors import NotAllowed
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask, ask_anew
from workflows.redating.plan import SUBJECTS, nothing_open
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.references import problems
from workflows.versions.services import as_read, publish

LOOK_AGAIN: Final = "3"
"""Seconds after which a page looks again how far its job is, also without scripts."""
AT_ONCE: Final = 5
"""Jobs of one person that wait or are under way: the queue is everybody's."""
LONG_NUMBER: Final = 10
"""Digits that no number of a version has."""
TRIES: Final = (Subject.CALENDAR, Subject.LADDER)


def job_of(kind: JobKind, version: Version) -> Job | None:
    """The job on what a version says now."""
    return Job.objects.filter(kind=kind, version=version, digest=version.digest).first()


def look_ahead(version: Version) -> dict[str, Any]:
    """For the page of a draft: which of the two it offers, and what was found already."""
    if version.subject not in SUBJECTS:
        return {}
    effect = job_of(JobKind.EFFECT, version)
    return {
        "tries": version.subject in TRIES,
        "redates": True,
        "by_default": version.subject == Subject.CALENDAR,
        "summary": job_shown.summary(effect.found) if effect is not None and effect.state == JobState.DONE else "",
    }


def to_be_seen_first(version: Version, posted: Mapping[str, Any], actor: Actor) -> HttpResponse | None:
    """Where somebody publishes a version that re-dates and has not been told yet what that changes: the page of it."""
    if "redate" not in posted or version.subject not in SUBJECTS or version.status != VersionStatus.DRAFT:
        return None
    job = job_of(JobKind.EFFECT, version)
    if nothing_open():
        return None  # no date can move
    if (job is not None and job.state == JobState.DONE) or problems(version.subject, version.key, version.definition):
        return None
    ring(ask(JobKind.EFFECT, version, actor=actor).pk)
    return redirect("studio:effect", version.pk)


def publish_and_redate(version_id: int, *, actor: Actor, read: str, posted: Mapping[str, Any]) -> Version:
    """Publish a draft and, where that was chosen, have open deadlines follow it in the same commit; raises as that.

    ``posted``: what the button sends, also with which version (``against``) its page compared the draft.
    """
    against = posted.get("against", "")
    over = int(against) if against.isdecimal() and len(against) < LONG_NUMBER else None
    with write_transaction():
        version = publish(version_id, actor=actor, read=read, over=over)
        if "redate" in posted and version.subject in SUBJECTS:
            job = ask(JobKind.REDATE, version, actor=actor, choices={"earlier": "earlier" in posted})
            ring(job.pk)
    return version


class JobScreen(OwnerScreen):
    """One job on one version: asked for by its button, shown while it is under way and when it is done."""

    kind: JobKind
    subjects: tuple[Subject, ...]

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return self.page(self._version(version_id))

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self._version(version_id)
        if self.is_unready(version):
            return self.page(version, refused=str(job_shown.WHY_NOT["unreadable"]), status=422)
        under_way = Job.objects.filter(asked_by=self.actor.user_id, state=JobState.WAITING)
        if under_way.exclude(version=version).count() >= AT_ONCE:
            sentence = _("Much that you asked for is still under way. Wait until some of it is done.")
            return self.page(version, refused=sentence, status=422)
        return self.asked(version, request.POST.get("do", ""))

    def is_unready(self, version: Version) -> bool:
        """Whether nothing can be done with a version as it is."""
        found = problems(version.subject, version.key, version.definition)
        return bool(found) and version.status == VersionStatus.DRAFT

    def asked(self, version: Version, do: str) -> HttpResponse:
        """Begin it, or begin it anew where it is done."""
        job = ask(self.kind, version, actor=self.actor)
        if do == "anew":
            ask_anew(job, actor=self.actor)
        ring(job.pk)
        return redirect(self.request.path)

    def _version(self, version_id: int) -> Version:
        version = version_of(version_id)
        if version.subject not in self.subjects:
            raise NotAllowed
        return version

    def page(self, version: Version, *, refused: str = "", status: int = 200) -> HttpResponse:
        job = job_of(self.kind, version)
        context = {
            "version": version,
            "title": title_of(version),
            "job": job,
            "waits": job is not None and job.state == JobState.WAITING,
            "why_not": job_shown.why_not(job) if job is not None and job.state == JobState.FAILED else "",
            "refused": refused,
            **self.found(version, job),
        }
        response = self.show(context, status=status)
        if context["waits"] or context.get("redating_waits"):
            response["Refresh"] = LOOK_AGAIN
        return response

    def found(self, version: Version, job: Job | None) -> dict[str, Any]:
        """What its page draws of the result."""
        raise NotImplementedError


class TrialScreen(JobScreen):
    """A draft of a ladder or calendar, tried on the last 90 days."""

    kind, subjects = JobKind.TRIAL, TRIES
    template_name = "studio/trial.html"

    def found(self, version: Version, job: Job | None) -> dict[str, Any]:
        return job_shown.trial(job, self.actor, self.held) if job is not None else {}


class EffectScreen(JobScreen):
    """What a draft changes on open deadlines, with its publication; of a version in force, how far they follow it."""

    kind, subjects = JobKind.EFFECT, SUBJECTS
    template_name = "studio/effect.html"
    asks_again = True

    def asked(self, version: Version, do: str) -> HttpResponse:
        """``redate``: open deadlines follow a version that was published without. Not by whoever drafted it."""
        if do != "redate":
            return super().asked(version, do)
        if version.status != VersionStatus.PUBLISHED:
            return self.page(version, refused=str(job_shown.WHY_NOT["not in force"]), status=422)
        if version.drafted_by_id == self.actor.user_id:
            refused = _("You changed this version last, so another process owner must have the dates follow it.")
            return self.page(version, refused=refused, status=422)
        choices = {"earlier": "earlier" in self.request.POST}
        job = ask(JobKind.REDATE, version, actor=self.actor, choices=choices)
        if job.state == JobState.WAITING:  # one that is done says on the page what came of it
            ring(job.pk)
            messages.success(self.request, _("Open deadlines are being re-dated."))
        return redirect(self.request.path)

    def found(self, version: Version, job: Job | None) -> dict[str, Any]:
        redating = job_of(JobKind.REDATE, version)
        return {
            **(job_shown.effect(job, self.actor, self.held) if job is not None else {}),
            "read": as_read(version),
            "own": version.drafted_by_id == self.actor.user_id,
            "in_force": version.status == VersionStatus.PUBLISHED,
            "drafted": version.status == VersionStatus.DRAFT,
            "by_default": version.subject == Subject.CALENDAR,
            "problems": problems(version.subject, version.key, version.definition),
            **(job_shown.redating(redating) if redating is not None else {}),
        }
