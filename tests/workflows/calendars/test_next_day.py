"""When the next working day begins: what is due up to then is to be done before one goes home."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, add, next_day_begins

AMMAN = ZoneInfo("Asia/Amman")
EID = frozenset({date(2026, 11, 22), date(2026, 11, 23)})  # a Sunday and a Monday
PLAIN, WITH_EID = (Calendar.around_the_clock(AMMAN, {4, 5}, closed) for closed in (frozenset[date](), EID))


def amman(*when: int) -> datetime:
    return datetime(*when, tzinfo=AMMAN)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("calendar", "at", "begins"),
    [
        (PLAIN, amman(2026, 11, 17, 9), amman(2026, 11, 18, 0)),  # a Tuesday
        (PLAIN, amman(2026, 11, 17, 23, 59), amman(2026, 11, 18, 0)),
        (PLAIN, amman(2026, 11, 18, 0), amman(2026, 11, 19, 0)),  # midnight belongs to the day that begins
        (PLAIN, amman(2026, 11, 19, 16), amman(2026, 11, 22, 0)),  # Thursday: then comes Sunday
        (PLAIN, amman(2026, 11, 20, 11), amman(2026, 11, 22, 0)),  # Friday
        (PLAIN, amman(2026, 11, 21, 23), amman(2026, 11, 22, 0)),  # Saturday
        (WITH_EID, amman(2026, 11, 19, 16), amman(2026, 11, 24, 0)),  # the weekend, then two holidays
        (WITH_EID, amman(2026, 11, 22, 10), amman(2026, 11, 24, 0)),  # on a holiday
    ],
)
def test_it_is_the_first_instant_of_the_next_open_date(calendar: Calendar, at: datetime, begins: datetime) -> None:
    found = next_day_begins(calendar, at)
    assert (found, found.tzinfo) == (begins, UTC)


def test_what_was_filed_on_days_off_falls_due_before_the_next_working_day() -> None:
    """A day counted from Friday ends at the first instant of Monday: Sunday's work, and no longer Monday's."""
    due = add(PLAIN, amman(2026, 11, 20, 12), Duration(1))
    assert due == next_day_begins(PLAIN, amman(2026, 11, 22, 8))
