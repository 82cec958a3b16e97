"""A working calendar as owners publish it: from JSON to values and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from workflows.calendars.working_time import Calendar

DayOffState = Literal["estimated", "confirmed"]
STATES: tuple[DayOffState, ...] = ("estimated", "confirmed")


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date on which agencies are closed. ``estimated`` until a circular fixes it; ``circular`` says which one did."""

    date: date
    name: Mapping[str, str]
    state: DayOffState
    circular: str = ""


def parse(definition: Any) -> Calendar:
    """Build the calendar from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    return Calendar(
        zone=ZoneInfo(definition["zone"]),
        weekend=frozenset(int(weekday) for weekday in definition["weekend"]),
        closed=frozenset(date.fromisoformat(raw["date"]) for raw in definition["days_off"]),
    )


def compose(*, name: Mapping[str, str], zone: str, weekend: Iterable[int], closed: Iterable[DayOff]) -> dict[str, Any]:
    """The JSON of a calendar. ``zone`` is a name like ``Asia/Amman``, ``weekend`` holds weekdays (Monday is 0)."""
    return {
        "name": dict(name),
        "zone": zone,
        "weekend": sorted(weekend),
        "days_off": [
            {"date": day.date.isoformat(), "name": dict(day.name), "state": day.state, "circular": day.circular}
            for day in sorted(closed, key=lambda day: day.date)
        ],
    }
