"""A holiday decreed for tomorrow: what it would change, and every open deadline re-dated with an event each."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from permissions.actors import Actor
from permissions.now import now
from permissions.platform.called import calendar_of_the_country
from permissions.writing import local
from portal.operations.jobs import STUDIES
from tests.bench.country import fill
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.calendars.calendar import DAY
from workflows.calendars.definition import newest
from workflows.calendars.publishable import CALENDARS
from workflows.cases.models import CaseEvent, EventVerb
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask, do
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import draft, publish

LONG = 3_600.0


def measure(sheet: Sheet, sizes: Sizes) -> None:
    fill(sizes.redated, most=sizes.redated)
    version = draft(
        subject="calendar", key=calendar_of_the_country(), definition=_with_a_holiday(), actor=Actor.operator
    )
    seconds, looked = _done(ask(JobKind.EFFECT, version, actor=Actor.operator))
    sheet.add(f"what a holiday changes on {sizes.redated:,} deadlines", seconds, "s", 60)
    publish(version.pk, actor=Actor.operator)
    seconds, job = _done(ask(JobKind.REDATE, version, actor=Actor.operator))
    events = CaseEvent.objects.filter(verb=EventVerb.REDATED).count()
    assert job.found == {"later": events}, (job.found, events)
    assert looked.found["later"] == events >= sizes.redated * 0.9
    sheet.add(f"re-dating {events:,} deadlines with an event each", seconds, "s", 60)


def _with_a_holiday() -> dict[str, Any]:
    """On the next two working days: whatever was filed lately ends after them."""
    current = Version.objects.get(
        subject=Subject.CALENDAR, key=calendar_of_the_country(), status=VersionStatus.PUBLISHED
    )
    calendar, definition = CALENDARS.of(current), newest(current.definition)
    first = calendar.first_open(local(now()).date() + DAY)
    last = calendar.first_open(first + timedelta(days=1))
    holiday = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "name": {"ar": "عطلة", "en": "A day off"},
        "state": "confirmed",
        "circular": "1",
    }
    return {**definition, "holidays": sorted([*definition["holidays"], holiday], key=lambda row: row["from"])}


def _done(job: Job) -> tuple[float, Job]:
    began = time.perf_counter()
    while do(job.pk, STUDIES, patience=LONG):
        pass
    seconds = time.perf_counter() - began
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return seconds, job
