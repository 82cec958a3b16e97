"""A draft of a ladder tried on the past cases of 90 days."""

from __future__ import annotations

import time
from typing import Any

from permissions.actors import Actor
from permissions.now import now
from portal.operations.demo_world.cases.loading import CHUNK, Loader
from portal.operations.jobs import STUDIES
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.cases.models import Case
from workflows.escalation.definition import newest
from workflows.jobs.models import JobKind, JobState
from workflows.jobs.services import ask, do
from workflows.trial.studies import DAYS
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import draft

LONG = 3_600.0


def measure(sheet: Sheet, sizes: Sizes) -> None:
    loader = Loader.standing_at(now(), seed=3, days=DAYS.days - 1)
    for first in range(1, sizes.tried + 1, CHUNK):
        loader.load(range(first, min(first + CHUNK, sizes.tried + 1)))
    cases = Case.objects.filter(opened_at__gt=now() - DAYS).count()
    version = draft(subject="ladder", key="default", definition=_quicker(), actor=Actor.operator)
    job = ask(JobKind.TRIAL, version, actor=Actor.operator)
    began = time.perf_counter()
    while do(job.pk, STUDIES, patience=LONG):
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    assert job.found["would"] > job.found["did"] > 0, job.found
    sheet.add(f"trial on 90 days of {cases:,} cases", seconds, "s", 60)
    sheet.add(
        f"trial on 90 days of {cases:,} cases: counts that do not come out as they were", _differing(job.found), "%"
    )


def _differing(found: dict[str, Any]) -> float:
    return 100 * float(found.get("differing", 0)) / float(found["works"])


def _quicker() -> dict[str, Any]:
    current = Version.objects.get(subject=Subject.LADDER, key="default", status=VersionStatus.PUBLISHED)
    definition = newest(current.definition)
    first, *others = definition["rungs"]
    return {**definition, "rungs": [{**first, "after": {"amount": 1, "unit": "working_days"}}, *others]}
