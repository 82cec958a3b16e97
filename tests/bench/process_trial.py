"""A draft of a process tried on the past cases of 90 days: one more step, which most of them would come to."""

from __future__ import annotations

import copy
import time
from typing import Any

from permissions.actors import Actor
from permissions.now import now
from portal.operations.demo_world.cases.loading import CHUNK, Loader
from portal.operations.jobs import STUDIES
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.cases.models import Case
from workflows.jobs.models import JobKind, JobState
from workflows.jobs.services import ask, do
from workflows.processes.upgrade import to_newest
from workflows.trial.studies import DAYS
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import draft

LONG = 3_600.0


def measure(sheet: Sheet, sizes: Sizes) -> None:
    loader = Loader.standing_at(now(), seed=3, days=DAYS.days - 1)
    for first in range(1, sizes.retraced + 1, CHUNK):
        loader.load(range(first, min(first + CHUNK, sizes.retraced + 1)))
    cases = Case.objects.filter(opened_at__gt=now() - DAYS, process_version__key="complaint").count()
    version = draft(subject="process", key="complaint", definition=reviewed(), actor=Actor.operator)
    job = ask(JobKind.RETRACE, version, actor=Actor.operator)
    began = time.perf_counter()
    while do(job.pk, STUDIES, patience=LONG):
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    found = job.found
    assert found["open"] > 0, found
    size = found["size"]
    sheet.add(f"trial of a process on {size:,} of {cases:,} past cases", seconds, "s", 60)
    share = 100 * float(found.get("differing", 0)) / float(found["tried"])
    sheet.add(f"trial of a process on {size:,} past cases: that do not go where they went", share, "%")


def reviewed() -> dict[str, Any]:
    """What is in force, with a legal review before an answer that most would come to."""
    current = Version.objects.get(subject=Subject.PROCESS, key="complaint", status=VersionStatus.PUBLISHED)
    raw = to_newest(copy.deepcopy(current.definition), current.definition["format"])
    outcomes = [{"key": "checked", "next": "confirm", "effect": "proceed", "words": {"ar": "روجع", "en": "Checked"}}]
    step: dict[str, Any] = {"key": "legal", "type": "task", "name": {"ar": "مراجعة", "en": "Legal review"}}
    step |= {"performer": {"agency": "@central"}, "status": "in_progress", "outcomes": outcomes}
    branches = [{"key": "named", "when": {"fact": "agency", "is": "given"}, "next": "legal"}]
    which: dict[str, Any] = {"key": "which", "type": "decision", "name": {"ar": "فرع", "en": "Which"}}
    raw["steps"] += [step, {**which, "branches": branches, "default": "confirm"}]
    handle = next(each for each in raw["steps"] if each["key"] == "handle")
    for outcome in handle["outcomes"]:
        outcome["next"] = "which" if outcome["effect"] == "decide" else outcome["next"]
    return dict(raw)
