"""Why a case is due when it is: a row a day for ``components/why.html``, by the calendar that gave the date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from permissions.writing import days_alone, written_hours, written_weekday
from workflows.calendars.calendar import DAY, Calendar
from workflows.calendars.definition import holiday_on
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import Day, between, explain, explain_rest, since_midnight
from workflows.cases.reckoned import counted_by
from workflows.deadlines.models import Deadline
from workflows.versions.models import Subject, Version

Written = Callable[[timedelta], str]
_A_MINUTE = timedelta(minutes=1)


def counts_from(deadline: Deadline) -> datetime:
    """Since when it counts: after a pause, since it goes on."""
    goes_on = deadline.data.get("resumed")
    return datetime.fromisoformat(goes_on["at"]) if goes_on else deadline.starts


def why(deadline: Deadline, *, intro: Callable[[timedelta], str], amount: Written) -> dict[str, Any] | None:
    """The component's values; None while the deadline rests.

    ``intro`` is the sentence above the days, for all that is counted; ``amount`` writes days and parts of one in words.
    """
    if deadline.due is None:
        return None
    key, number = deadline.data["calendar"]
    version = Version.objects.get(subject=Subject.CALENDAR, key=key, number=number)
    calendar = CALENDARS.of(version)
    days, by_hours = _days(deadline, deadline.due, calendar)
    written = _hours if by_hours else amount
    total = sum((day.counted for day in days), timedelta(0))
    return {
        "intro": intro(total),
        "rows": list(_rows(calendar, days, version, counts_from(deadline), written)),
        "total_words": written(total),
    }


def _days(deadline: Deadline, due: datetime, calendar: Calendar) -> tuple[list[Day], bool]:
    """What each date counted, and whether that is counted in hours."""
    duration, ends = counted_by(deadline.data)
    if goes_on := deadline.data.get("resumed"):
        rest = timedelta(seconds=goes_on["left"])
        by_hours = duration.unit == "working_hours" or (duration.unit == "working_days" and ends == "day_end")
        return explain_rest(calendar, counts_from(deadline), rest, duration.unit, ends), by_hours
    if "counts" not in deadline.data:
        total = max(between(calendar, deadline.starts, due), timedelta(0))
        return explain_rest(calendar, deadline.starts, total, duration.unit, ends), False
    return explain(calendar, deadline.starts, duration, ends), duration.unit == "working_hours"


def _hours(counted: timedelta) -> str:
    return written_hours(counted // _A_MINUTE)


def _rows(
    calendar: Calendar, days: list[Day], version: Version, begun: datetime, amount: Written
) -> Iterator[dict[str, Any]]:
    start = calendar.local(begun)
    for index, day in enumerate(days):
        counts = day.is_open or bool(day.counted)
        after = since_midnight(start) / DAY if index == 0 and counts else 0
        yield {
            "weekday_words": written_weekday(day.date),
            "open": counts,
            "reason": "" if counts else _reason(day, version),
            "counted_words": amount(day.counted) if day.counted else "—",
            "share": 100 * bool(day.counted) if days_alone() else round(100 * (day.counted / DAY)),
            "after": 0 if days_alone() else round(100 * after),
        }


def _reason(day: Day, version: Version) -> str:
    """Why a day does not count: the weekend, or the name of the day off."""
    if day.reason == "weekend":
        return _("weekend")
    return in_language(holiday_on(version.definition, day.date)) or _("holiday")
