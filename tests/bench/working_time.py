"""What working time costs: the clock reckons it for each deadline, and a trial for each of thousands."""

from __future__ import annotations

import time
from datetime import datetime

from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.calendars.definition import parse
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.working_time import Duration, Ending, add

TIMES = 2_000
WITHIN = 200
"""Microseconds of CPU, at most, for ten working days or the hours of as many."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Ten working days over the feast of Jordan's calendar, in each unit and to each end."""
    start = datetime(2026, 5, 17, 10, 20, tzinfo=parse(jordan_definition()).zone)
    counts: tuple[tuple[str, Duration, Ending], ...] = (
        ("10 working days, to the moment", Duration(10), "moment"),
        ("10 working days, to the day's end", Duration(10), "day_end"),
        ("70 working hours", Duration(70, "working_hours"), "moment"),
        ("14 calendar days, to the day's end", Duration(14, "calendar_days"), "day_end"),
    )
    for name, duration, ending in counts:
        sheet.add(f"add: {name}", _each(start, duration, ending), "us", WITHIN)


def _each(start: datetime, duration: Duration, ending: Ending) -> float:
    """Microseconds of CPU, by a calendar that has reckoned once before."""
    calendar = parse(jordan_definition())
    add(calendar, start, duration, ending)
    began = time.process_time()
    for _time in range(TIMES):
        add(calendar, start, duration, ending)
    return (time.process_time() - began) / TIMES * 1_000_000
