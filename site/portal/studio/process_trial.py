"""A draft of a process tried on the past: asked for, under way, found; and what is kept of it as examples."""

from __future__ import annotations

from typing import Any, Final, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.writing import written_number
from portal.admin_screens.screen import UNPROCESSABLE
from portal.process_shown.figure import Figure, figure_of
from portal.studio.job_screens import JobScreen
from portal.studio.process_trial_words import Names, headline, mark_of, may_keep, shown, step_marks, trial_of
from portal.studio.screen import OwnerScreen, title_of
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.selectors import readable
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import stop
from workflows.processes.checks import check_process
from workflows.processes.publishable import PROCESSES, warnings
from workflows.trial import examples
from workflows.versions.models import Subject, Version
from workflows.versions.references import problems

HIGHEST: Final = 2**63 - 1
"""What a row's id can be."""


def process_version_of(version_id: int) -> Version:
    """A version of a process. Raises ``NotAllowed`` when there is none."""
    found = Version.objects.select_related("drafted_by", "published_by")
    version = found.filter(pk=version_id, subject=Subject.PROCESS).first()
    if version is None:
        raise NotAllowed
    return version


def trial_beside(version: Version) -> dict[str, Any]:
    """For the pages of a draft of a process: what its last trial came to, and how its examples go; else nothing."""
    if version.subject != Subject.PROCESS:
        return {}
    tried = examples.all_tried(version.key, version.definition) if _leads(version) else []
    otherwise = [each for each in tried if not each.held]
    return {
        "past": True,
        "trial_headline": headline(version),
        "examples": len(tried),
        "examples_otherwise": len(otherwise),
    }


def _figure(version: Version, job: Job) -> Figure:
    """The version as a drawing, with how many requests came by each step and would have."""
    process = PROCESSES.parse(version.definition)
    return figure_of(process, title=title_of(version), marks=step_marks(job, process))


def _leads(version: Version) -> bool:
    """Whether its steps hang together, so that anybody can be led through it."""
    return not check_process(version.key, version.definition)


class ProcessTrialScreen(JobScreen):
    """The trial of one version, and keeping a request of it as an example."""

    kind, subjects = JobKind.RETRACE, (Subject.PROCESS,)
    template_name = "studio/process_trial.html"

    def _version(self, version_id: int) -> Version:
        return process_version_of(version_id)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version, do = self._version(version_id), request.POST.get("do", "")
        job = trial_of(version)
        if do == "stop" and job is not None:
            stop(job)
            return redirect(request.path)
        if do in ("before", "after") and job is not None:
            return self._keep(version, job, cast("examples.Wanted", do))
        return super().post(request, version_id)

    def is_unready(self, version: Version) -> bool:
        """What else stands in the way of publishing, as an example that goes elsewhere, is what a trial may show."""
        return not _leads(version)

    def _keep(self, version: Version, job: Job, wanted: examples.Wanted) -> HttpResponse:
        """Keep the first request of a group that whoever asks may read, else the first of many."""
        posted = self.request.POST
        try:
            example = examples.keep(
                version,
                self._case_of(job, posted.get("group", "")),
                name=posted.get("name", ""),
                wanted=wanted,
                blocks="blocks" in posted,
                actor=self.actor,
            )
        except NotPossible as error:
            return self.page(version, refused=str(error), status=UNPROCESSABLE)
        messages.success(self.request, _("Kept as the example “%(name)s”.") % {"name": example.name})
        return redirect("studio:process_examples", version.pk)

    def _case_of(self, job: Job, mark: str) -> int:
        groups = job.found.get("groups", {}) if job.state == JobState.DONE else {}
        group = next((group for key, group in groups.items() if mark_of(key) == mark), None)
        if group is None:
            raise NotPossible(_("The trial was run again meanwhile. Choose again."))
        ids = [pk for pk, _values in group["cases"]]
        there = readable(self.actor, ids, held=self.held)
        if not may_keep(group, there):
            raise NotAllowed
        return int(next((pk for pk in ids if pk in there), ids[0]))

    def found(self, version: Version, job: Job | None) -> dict[str, Any]:
        leads = _leads(version)
        typed: dict[str, Any] = {
            "typed": self.request.POST.get("name", ""),
            "typed_in": self.request.POST.get("group", ""),
            "typed_blocks": "blocks" in self.request.POST,
        }
        return {
            **typed,
            "leads": leads,
            "warnings": list(warnings(version.key, version.definition)),
            "problems": [] if leads else problems(version.subject, version.key, version.definition),
            **(shown(job, version, self.actor, self.held) if job is not None and leads else {}),
            "figure": _figure(version, job) if job is not None and leads and job.state == JobState.DONE else None,
        }


class ProcessExamplesScreen(OwnerScreen):
    """The examples of a process, each as it goes on one version, with how much of it they come by."""

    template_name = "studio/process_examples.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return self.page(process_version_of(version_id))

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version, posted = process_version_of(version_id), request.POST
        if "example" not in posted:
            return redirect(request.path)
        example_id = _whole(posted, "example")
        if posted.get("do") == "remove":
            examples.remove(example_id, version.key, actor=self.actor)
            messages.success(request, _("The example is removed."))
            return redirect(request.path)
        try:
            name, blocks = posted.get("name", ""), "blocks" in posted
            examples.change(example_id, version.key, name=name, blocks=blocks, actor=self.actor)
        except NotPossible as error:
            return self.page(version, refused=str(error), status=UNPROCESSABLE)
        messages.success(request, _("The example is changed."))
        return redirect(request.path)

    def page(self, version: Version, *, refused: str = "", status: int = 200) -> HttpResponse:
        leads = _leads(version)
        tried = examples.all_tried(version.key, version.definition) if leads else []
        context = {
            "version": version,
            "title": title_of(version),
            "refused": refused,
            "leads": leads,
            "rows": [_row(each, Names(version)) for each in tried],
            "kept": len(examples.examples_of(version.key)),
            "coverage": _coverage(version, tried) if tried else None,
            "typed": self.request.POST.get("name", ""),
            "typed_in": _whole(self.request.POST, "example"),
        }
        return self.show(context, status=status)


def _whole(posted: QueryDict, name: str) -> int:
    given = posted.get(name, "")
    return min(int(given), HIGHEST) if given.isascii() and given.isdecimal() and len(given) < 20 else 0


def _row(tried: examples.Tried, names: Names) -> dict[str, Any]:
    example = tried.example
    return {
        "pk": example.pk,
        "name": example.name,
        "blocks": example.blocks,
        "kept_at": example.kept_at,
        "held": tried.held,
        "sentence": tried.sentence,
        "way": [names.step(key) for key in example.road["trail"]],
        "open": names.step(example.road["open"]) if example.road["open"] else "",
    }


def _coverage(version: Version, tried: list[examples.Tried]) -> dict[str, str]:
    found = examples.coverage(PROCESSES.of(version), [each.road for each in tried])
    return {name: written_number(getattr(found, name)) for name in ("steps", "of_steps", "ways", "of_ways")}
