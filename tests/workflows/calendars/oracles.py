"""Two other ways to reckon working time, which share nothing with ours: numpy's business days and a slow walk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

import numpy as np

MINUTE = timedelta(minutes=1)


def weekmask(weekend: Collection[int]) -> list[bool]:
    return [weekday not in weekend for weekday in range(7)]


def business_days_later(local: datetime, days: int, *, weekend: Collection[int], closed: Collection[date]) -> datetime:
    """``days`` business days after the wall time ``local``, as numpy counts them; a start on a day off is 00:00."""
    mask, holidays = weekmask(weekend), sorted(closed)
    on_an_open_day = bool(np.is_busday(local.date(), weekmask=mask, holidays=holidays))
    day = np.busday_offset(local.date(), days, roll="forward", weekmask=mask, holidays=holidays).astype(date)
    return datetime.combine(day, local.time() if on_an_open_day else datetime.min.time())


def walked(local: datetime, minutes: int, *, weekend: Collection[int], closed: Collection[date]) -> datetime:
    """The wall time after ``minutes`` open minutes, found by stepping one minute at a time from ``local``.

    An end that the walk leaves on a closed minute moves on to the next open one.
    """

    def shut(at: datetime) -> bool:
        return at.weekday() in weekend or at.date() in closed

    while shut(local):
        local = datetime.combine(local.date() + timedelta(days=1), datetime.min.time())
    while minutes:
        local += MINUTE
        while shut(local):
            local += MINUTE
        minutes -= 1
    return local
