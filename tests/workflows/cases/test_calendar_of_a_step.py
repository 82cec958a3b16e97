"""A step may count by a calendar of its own: its dates go by that, and follow it when it is published again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import CALENDAR, country, file_case, publish_one
from tests.workflows.processes.reviewed import reviewed
from workflows.calendars.definition import newest
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work
from workflows.cases.selectors import state_of
from workflows.deadlines.models import Deadline
from workflows.redating.plan import Reckoning
from workflows.versions.models import Subject, Version
from workflows.versions.references import problems
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
COURTS: dict[str, Any] = {**CALENDAR, "name": {"ar": "المحاكم", "en": "Courts"}, "weekend": [2, 3, 4, 5]}
"""They rest from Wednesday to Saturday: of the days 0 (Monday) to 6 on 2 to 5."""


def by_courts() -> dict[str, Any]:
    definition = reviewed()
    legal = next(step for step in definition["steps"] if step["key"] == "legal")
    legal["calendar"] = "courts"
    return definition


@pytest.fixture
def work() -> Work:
    country()
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", by_courts()) == [
            "The step “Legal review” goes by the calendar “courts”, which is not in force."
        ]
    publish_one("calendar", "courts", newest(COURTS))
    publish_one("process", "complaint", by_courts())
    with standing_at(TUESDAY):
        case = file_case(agency="moh")
        holder = Work.objects.get(case=case).holder_id or 0
        apply(case.pk, Proceed(outcome="to_review", fields={"amount": "5000"}), actor=Actor.staff(holder))
    return Work.objects.get(case=case, done_at=None)


def test_its_dates_go_by_it_and_those_of_other_steps_by_their_agencys(work: Work) -> None:
    deadline = Deadline.objects.get(work=work, done=None)
    assert deadline.data["calendar"] == ["courts", 1]
    assert deadline.due == datetime(2026, 11, 30, 8, tzinfo=UTC)  # Sunday and Monday
    handled = Deadline.objects.get(work__case=work.case_id, work__step="handle")
    assert handled.data["calendar"][0] == "jordan"
    assert handled.due == datetime(2026, 11, 26, 8, tzinfo=UTC)


def test_a_new_version_of_it_gives_them_other_dates_and_one_of_the_agencys_does_not(work: Work) -> None:
    later = draft(
        subject="calendar",
        key="courts",
        definition=newest({**COURTS, "weekend": [2, 3, 4, 5, 6]}),
        actor=Actor.operator,
    )
    countrys = draft(
        subject="calendar", key="jordan", definition=newest({**CALENDAR, "weekend": [0, 1, 2, 3]}), actor=Actor.operator
    )
    with standing_at(TUESDAY):
        by = Reckoning(Version.objects.get(pk=later.pk))
        assert [each.pk for each in by.works()] == [work.pk]
        (again,) = by.again(state_of(work.case))
        assert (again.direction, again.data["calendar"][0]) == ("later", "courts")
        assert list(Reckoning(Version.objects.get(pk=countrys.pk)).again(state_of(work.case))) == []
