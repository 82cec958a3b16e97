"""On which days a report is sent. Plain Python."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

LAST_DAY: Final = 28
"""The last day that every month has."""
WEEK: Final = 7


def next_day(every: str, day: int, *, after: date) -> date:
    """The first day after ``after`` on which a report of ``every`` day, week or month is sent.

    ``day``: of the week (0: Monday) or of the month (1 to 28); it means nothing of what is sent every day.
    """
    if every == "day":
        return after + timedelta(days=1)
    if every == "week":
        return after + timedelta(days=(day - after.weekday() - 1) % WEEK + 1)
    this_month = after.replace(day=min(max(day, 1), LAST_DAY))
    if this_month > after:
        return this_month
    following = after.replace(day=1) + timedelta(days=31)
    return following.replace(day=this_month.day)
