"""Why this date: by the calendar that the date was reckoned by, whatever has been published since."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.translation import override

from permissions.now import standing_at
from permissions.writing import written_span
from portal.case_shown.why import why
from tests.scenes import CALENDAR, country, file_case, publish_one
from workflows.deadlines.models import Deadline

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
MONDAY_OFF = {
    "date": "2026-11-23",
    "name": {"ar": "عيد", "en": "A feast"},
    "state": "confirmed",
    "source": "circular 1",
}


def days_of(deadline: Deadline) -> list[tuple[bool, str]]:
    with override("ar"):
        shown: Any = why(deadline, intro=written_span, amount=written_span)
    return [(row["open"], row["reason"]) for row in shown["rows"]]


def test_a_day_off_is_named_and_a_later_calendar_changes_nothing() -> None:
    country()
    with standing_at(SUNDAY):
        publish_one("calendar", "jordan", CALENDAR | {"days_off": [MONDAY_OFF]})
        file_case()
    deadline = Deadline.objects.get()
    before = days_of(deadline)
    publish_one("calendar", "jordan", CALENDAR)
    assert before == [(True, ""), (False, "عيد"), (True, ""), (True, "")]
    assert days_of(deadline) == before


def test_a_deadline_that_rests_has_no_days() -> None:
    country()
    file_case()
    deadline = Deadline.objects.get()
    deadline.due = None
    assert why(deadline, intro=written_span, amount=written_span) is None
