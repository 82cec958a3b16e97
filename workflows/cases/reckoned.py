"""By what a deadline is reckoned: of which duration it is, how it ends, and when that is by another calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from permissions.writing import local
from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, Ending, add, left, resumed
from workflows.deadlines.models import Deadline

_AN_INSTANT = timedelta(microseconds=1)


def counted_by(data: Mapping[str, Any]) -> tuple[Duration, Ending]:
    """Of which duration a deadline is, and how it ends, from its ``data``.

    Rows of before ladders said so are of working days, to the moment; the amount is none that anything asks for.
    """
    counts = data.get("counts")
    return (Duration(1), "moment") if counts is None else (Duration.of(counts), counts["ends"])


def by_day(calendar: Calendar, due: datetime, duration: Duration, ends: Ending) -> bool:
    """Whether it ends when the body closes; not where that is another day in the time that people read, since they
    would be promised too much."""
    last = due - _AN_INSTANT
    return duration.at_day_end(ends) and local(last).date() == calendar.local(last).date()


def reckoned_again(deadline: Deadline, calendar: Calendar, former: Calendar) -> tuple[datetime, bool]:
    """When a deadline of a running count is due by another calendar, and whether people are told the day alone.

    Duration, beginning and what a pause left stay as they are recorded. ``former``: the calendar that gave its date.
    """
    duration, ends = counted_by(deadline.data)
    if goes_on := deadline.data.get("resumed"):
        rest = timedelta(seconds=goes_on["left"])
        due = resumed(calendar, datetime.fromisoformat(goes_on["at"]), rest, duration.unit, ends)
        return due, bool(rest) and by_day(calendar, due, duration, ends)
    if "counts" not in deadline.data:
        rest = left(former, deadline.starts, deadline.due or deadline.starts, duration.unit, ends)
        return resumed(calendar, deadline.starts, rest, duration.unit, ends), False
    due = add(calendar, deadline.starts, duration, ends)
    return due, by_day(calendar, due, duration, ends)
