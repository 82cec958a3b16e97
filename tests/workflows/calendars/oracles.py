"""Two other ways to reckon working time, which share nothing with ours: numpy's business days and a slow walk.

Both know a week as seven lists of (opening, closing) in minutes, Monday first, and nothing of our values.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

import numpy as np

MINUTE = timedelta(minutes=1)
Hours = Sequence[Sequence[tuple[int, int]]]


def weekmask(week: Hours) -> list[bool]:
    return [bool(spans) for spans in week]


def business_days_later(local: datetime, days: int, *, week: Hours, closed: Collection[date]) -> datetime:
    """``days`` business days after the wall time ``local``, as numpy counts them; a start on a day off is 00:00."""
    mask, holidays = weekmask(week), sorted(closed)
    on_an_open_day = bool(np.is_busday(local.date(), weekmask=mask, holidays=holidays))
    day = np.busday_offset(local.date(), days, roll="forward", weekmask=mask, holidays=holidays).astype(date)
    return datetime.combine(day, local.time() if on_an_open_day else datetime.min.time())


def last_business_day(local: datetime, days: int, *, week: Hours, closed: Collection[date]) -> date:
    """The last of so many business days after the date of ``local``, which is none of them."""
    after = local.date() + timedelta(days=1)
    day = np.busday_offset(after, days - 1, roll="forward", weekmask=weekmask(week), holidays=sorted(closed))
    found: date = day.astype(date)
    return found


def next_business_day(day: date, *, week: Hours, closed: Collection[date]) -> date:
    """The date itself, or the first business day after it."""
    found: date = np.busday_offset(day, 0, roll="forward", weekmask=weekmask(week), holidays=sorted(closed)).astype(
        date
    )
    return found


def walked(local: datetime, minutes: int, *, week: Hours, closed: Collection[date]) -> datetime:
    """The wall time after ``minutes`` minutes of open dates, found by stepping one minute at a time from ``local``.

    An end that the walk leaves on a closed date moves on to the next open one.
    """

    def shut(at: datetime) -> bool:
        return not week[at.weekday()] or at.date() in closed

    while shut(local):
        local = datetime.combine(local.date() + timedelta(days=1), datetime.min.time())
    while minutes:
        local += MINUTE
        while shut(local):
            local += MINUTE
        minutes -= 1
    return local


def worked(local: datetime, minutes: int, *, week: Hours, closed: Collection[date]) -> datetime:
    """The wall time at which so many minutes of opening hours are over, one minute after the other."""
    while minutes:
        minute = local.hour * 60 + local.minute
        if local.date() not in closed and any(opens <= minute < closes for opens, closes in week[local.weekday()]):
            minutes -= 1
        local += MINUTE
    return local
