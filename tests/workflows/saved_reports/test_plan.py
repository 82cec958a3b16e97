"""On which days a report is sent."""

from __future__ import annotations

from datetime import date

import pytest

from workflows.saved_reports.plan import next_day


@pytest.mark.parametrize(
    ("every", "day", "after", "expected"),
    [
        ("day", 1, date(2026, 11, 27), date(2026, 11, 28)),
        ("week", 4, date(2026, 11, 27), date(2026, 12, 4)),
        ("week", 6, date(2026, 11, 27), date(2026, 11, 29)),
        ("week", 3, date(2026, 11, 27), date(2026, 12, 3)),
        ("month", 28, date(2026, 11, 27), date(2026, 11, 28)),
        ("month", 27, date(2026, 11, 27), date(2026, 12, 27)),
        ("month", 1, date(2026, 12, 31), date(2027, 1, 1)),
        ("month", 28, date(2027, 1, 31), date(2027, 2, 28)),
        ("month", 31, date(2027, 2, 1), date(2027, 2, 28)),
    ],
)
def test_it_is_the_first_such_day_after(every: str, day: int, after: date, expected: date) -> None:
    assert next_day(every, day, after=after) == expected
