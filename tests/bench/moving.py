"""Running cases moved to a new version of their process, each led through it again first, and all of it taken back."""

from __future__ import annotations

import time

from permissions.actors import Actor
from portal.operations.jobs import STUDIES
from tests.bench.country import fill
from tests.bench.figures import Sheet
from tests.bench.process_trial import reviewed
from tests.bench.sizes import Sizes
from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import do
from workflows.moving import plans
from workflows.moving.models import MovingPlan
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import draft, publish

LONG = 3_600.0


def measure(sheet: Sheet, sizes: Sizes) -> None:
    fill(sizes.moved, most=sizes.moved)
    former = Version.objects.get(subject=Subject.PROCESS, key="complaint", status=VersionStatus.PUBLISHED)
    version = draft(subject="process", key="complaint", definition=reviewed(), actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    plan = plans.begin(former, actor=Actor.operator)
    seconds = _done(plans.look(plan, actor=Actor.operator))
    sheet.add(f"what a plan would move of {sizes.moved:,} running cases", seconds, "s", 60)
    seconds = _confirmed(plan)
    moved = CaseEvent.objects.filter(verb=EventVerb.MOVED).count()
    assert moved >= sizes.moved * 0.9, moved
    assert moved == Case.objects.filter(process_version=version).count()
    sheet.add(f"moving {moved:,} running cases with an event each", seconds, "s", 120)
    back = plans.begin_to_take_back(plan.pk, actor=Actor.operator)
    _done(plans.look(back, actor=Actor.operator))
    seconds = _confirmed(back)
    assert not Case.objects.filter(process_version=version).exists()
    sheet.add(f"taking {moved:,} running cases back", seconds, "s", 120)


def _confirmed(plan: MovingPlan) -> float:
    return _done(plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=Actor.operator))


def _done(job: Job) -> float:
    assert job.kind in (JobKind.FORESEE, JobKind.MOVE)
    began = time.perf_counter()
    while do(job.pk, STUDIES, patience=LONG):
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return seconds
