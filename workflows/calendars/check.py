"""What stands in the way of publishing a working calendar, in sentences for its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from permissions.writing import written_short_day
from workflows.calendars.definition import STATES
from workflows.calendars.working_time import DAYS_A_WEEK


def problems(_key: str, definition: Any) -> list[str]:
    """Translated sentences that say what is missing and where; none when the calendar can be published."""
    if not isinstance(definition, Mapping):
        return [_("The calendar is empty.")]
    return [*_zone(definition.get("zone")), *_weekend(definition.get("weekend")), *_days(definition.get("days_off"))]


def _zone(zone: Any) -> Iterator[str]:
    if not zone:
        yield _("The time zone is missing.")
        return
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, TypeError, ValueError):  # what zoneinfo raises for names it cannot find or read
        yield _("There is no time zone named “%(zone)s”.") % {"zone": zone}


def _weekend(weekend: Any) -> Iterator[str]:
    if not isinstance(weekend, list):
        yield _("The days of the weekend are missing.")
    elif any(isinstance(day, bool) or not isinstance(day, int) or day not in range(DAYS_A_WEEK) for day in weekend):
        yield _("A day of the weekend is none of the seven days of the week.")
    elif len(set(weekend)) == DAYS_A_WEEK:
        yield _("All seven days are weekend: no working day is left.")


def _days(days: Any) -> Iterator[str]:
    if not isinstance(days, list):
        yield _("The list of holidays is missing.")
        return
    seen: set[date] = set()
    for row, raw in enumerate(days, start=1):
        if not isinstance(raw, Mapping):
            yield _("Holiday %(row)d is empty.") % {"row": row}
            continue
        yield from _date(row, raw.get("date"), seen)
        yield from _words(row, raw)


def _date(row: int, given: Any, seen: set[date]) -> Iterator[str]:
    if not given:
        yield _("Holiday %(row)d: the date is missing.") % {"row": row}
        return
    try:
        day = date.fromisoformat(given)
    except (TypeError, ValueError):
        yield _("Holiday %(row)d: “%(date)s” is not a date.") % {"row": row, "date": given}
        return
    if day in seen:
        yield _("Holiday %(row)d: %(date)s is in the list twice.") % {"row": row, "date": written_short_day(day)}
    seen.add(day)


def _words(row: int, raw: Mapping[str, Any]) -> Iterator[str]:
    name = raw["name"] if isinstance(raw.get("name"), Mapping) else {}
    if not _is_text(name.get("ar")):
        yield _("Holiday %(row)d: the Arabic name is missing.") % {"row": row}
    if not _is_text(name.get("en")):
        yield _("Holiday %(row)d: the English name is missing.") % {"row": row}
    if raw.get("state") not in STATES:
        yield _("Holiday %(row)d: say whether it is estimated or confirmed.") % {"row": row}
    if not isinstance(raw.get("circular", ""), str):
        yield _("Holiday %(row)d: the circular is given as text.") % {"row": row}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
