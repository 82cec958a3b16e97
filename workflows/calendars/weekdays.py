"""The days of the week as definitions name them, and hours as they write them."""

from __future__ import annotations

import re
from typing import Final

from workflows.calendars.calendar import MINUTES_A_DAY

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_END_OF_THE_DAY = "24:00"


def minutes_of(written: str) -> int:
    """Minutes since midnight of ``08:30``, or of ``24:00``, the end of the day; raises ``ValueError`` for others."""
    if written == _END_OF_THE_DAY:
        return MINUTES_A_DAY
    found = _HOUR.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return int(found[1]) * 60 + int(found[2])


def written_minutes(minutes: int) -> str:
    """``08:30`` from minutes since midnight."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
