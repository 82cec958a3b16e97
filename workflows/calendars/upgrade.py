"""Reads a calendar of format 1 as one of format 2. What was published stays as it is and is read through here.

Format 1 had no number. It knew no hours: a weekend, and every other day open all day; holidays were single dates.
"""

from __future__ import annotations

from typing import Any

from workflows.calendars.calendar import WEEKDAYS

_ALL_DAY = [["00:00", "24:00"]]
_PASSED_ON = ("name", "state", "circular")


def to_format_2(definition: dict[str, Any]) -> dict[str, Any]:
    """The same calendar in format 2; raises ``KeyError`` and the like where it is not even of format 1."""
    weekend = {int(weekday) for weekday in definition["weekend"]}
    if not weekend <= set(range(len(WEEKDAYS))):
        raise ValueError("weekend")
    return {
        "format": 2,
        "name": definition.get("name", {}),
        "zone": definition["zone"],
        "hours": {name: _ALL_DAY for number, name in enumerate(WEEKDAYS) if number not in weekend},
        "seasons": [],
        "holidays": [
            {"from": raw["date"], "to": raw["date"], **{part: raw[part] for part in _PASSED_ON if part in raw}}
            for raw in definition["days_off"]
        ],
    }
