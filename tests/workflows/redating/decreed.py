"""A holiday that is decreed on Thursday for Sunday, and the job that follows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from permissions.actors import Actor
from portal.operations.jobs import do_job
from tests.scenes import CALENDAR
from workflows.calendars.definition import newest
from workflows.cases.models import CaseEvent, EventVerb
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask
from workflows.versions.models import Version
from workflows.versions.services import draft, publish

AMMAN = ZoneInfo("Asia/Amman")
THURSDAY = datetime(2026, 11, 5, 10, 20, tzinfo=AMMAN)
MONDAY = datetime(2026, 11, 9, 10, 20, tzinfo=AMMAN)
TUESDAY = datetime(2026, 11, 10, 10, 20, tzinfo=AMMAN)
HOLIDAY = [{"date": "2026-11-08", "name": {"ar": "عطلة", "en": "A day off"}, "state": "confirmed", "circular": "1"}]
DECREED: dict[str, Any] = CALENDAR | {"days_off": HOLIDAY}


def drafted(definition: dict[str, Any] = DECREED, key: str = "jordan") -> Version:
    return draft(subject="calendar", key=key, definition=newest(definition), actor=Actor.operator)


def redate(definition: dict[str, Any] = DECREED, *, earlier: bool = False, key: str = "jordan") -> Job:
    version = publish(drafted(definition, key).pk, actor=Actor.operator)
    job = ask(JobKind.REDATE, version, actor=Actor.operator, choices={"earlier": earlier})
    return done(job)


def done(job: Job) -> Job:
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return job


def redated() -> int:
    return CaseEvent.objects.filter(verb=EventVerb.REDATED).count()
