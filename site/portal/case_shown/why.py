"""Why a case is due when it is: a row a day for ``components/why.html``, by the calendar that gave the date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from permissions.writing import written_weekday
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import DAY, Calendar, Day, between, explain
from workflows.deadlines.models import Deadline
from workflows.versions.models import Subject, Version

Written = Callable[[timedelta], str]


def why(deadline: Deadline, *, intro: Callable[[timedelta], str], amount: Written) -> dict[str, Any] | None:
    """The component's values; None while the deadline rests.

    ``intro`` is the sentence above the days, for the whole working time; ``amount`` writes working time in words.
    """
    if deadline.due is None:
        return None
    key, number = deadline.data["calendar"]
    version = Version.objects.get(subject=Subject.CALENDAR, key=key, number=number)
    calendar = CALENDARS.of(version)
    total = max(between(calendar, deadline.starts, deadline.due), timedelta(0))
    return {
        "intro": intro(total),
        "rows": list(_rows(calendar, explain(calendar, deadline.starts, total), version, deadline, amount)),
        "total_words": amount(total),
    }


def _rows(
    calendar: Calendar, days: list[Day], version: Version, deadline: Deadline, amount: Written
) -> Iterator[dict[str, Any]]:
    names = {each["date"]: each["name"] for each in version.definition.get("days_off", [])}
    start = calendar.local(deadline.starts)
    for index, day in enumerate(days):
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        begun = (start - midnight) / DAY if index == 0 and day.is_open else 0
        yield {
            "weekday_words": written_weekday(day.date),
            "open": day.is_open,
            "reason": _reason(day, names),
            "counted_words": amount(day.counted),
            "share": round(100 * (day.counted / DAY)),
            "after": round(100 * begun),
        }


def _reason(day: Day, names: dict[str, Any]) -> str:
    """Why a day does not count: the weekend, or the name of the day off."""
    if day.is_open:
        return ""
    if day.reason == "weekend":
        return _("weekend")
    return in_language(names.get(day.date.isoformat(), {})) or _("holiday")
