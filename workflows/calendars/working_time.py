"""Working time: how much of it lies between two instants, and when an amount of it is over.

Working time flows through the 24 hours of each open date, in the calendar's own wall time, and stands still on closed
ones. So a start on a day off counts from 00:00 of the next working day, n working days later is the same time of day
n working days on, and an end that falls on midnight is 00:00 of the next working day.

Where summer time begins or ends, every open date still counts 24 hours of wall time. A wall time that the clocks skip
is moved forward by what they skipped (02:30 becomes 03:30), one that they show twice is the first of the two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
DAYS_A_WEEK = 7
_MIDNIGHT = time(0)

Reason = Literal["open", "weekend", "closed"]


class NoWorkingDay(ValueError):
    """The calendar is closed on all seven days of the week, so no working time ever passes."""


@dataclass(frozen=True)
class Calendar:
    """When an agency is open. ``weekend`` holds weekdays (Monday is 0), ``closed`` single dates (holidays).

    Raises ``NoWorkingDay`` for a weekend of seven days, ``ValueError`` for a weekday outside 0 to 6.
    """

    zone: ZoneInfo
    weekend: frozenset[int]
    closed: frozenset[date]

    def __post_init__(self) -> None:
        if not self.weekend <= frozenset(range(DAYS_A_WEEK)):
            raise ValueError(f"weekdays are 0 (Monday) to 6: {sorted(self.weekend)}")
        if len(self.weekend) == DAYS_A_WEEK:
            raise NoWorkingDay

    def why(self, day: date) -> Reason:
        """Whether the date is open, and if not why; a holiday on a weekend counts as weekend."""
        if day.weekday() in self.weekend:
            return "weekend"
        return "closed" if day in self.closed else "open"

    def is_open(self, day: date) -> bool:
        return self.why(day) == "open"

    def reading(self, instant: datetime) -> timedelta:
        """What a clock that runs on open dates only would show at ``instant`` (aware)."""
        local = self.local(instant)
        time_of_day = _since_midnight(local) if self.is_open(local.date()) else timedelta(0)
        return self._open_before(local.date()) * DAY + time_of_day

    def instant(self, reading: timedelta) -> datetime:
        """The instant (UTC) at which that clock shows ``reading``; 24:00 of a date is 00:00 of the next open one."""
        open_before, time_of_day = divmod(reading, DAY)
        wall = datetime.combine(self._date_after(open_before), _MIDNIGHT) + time_of_day
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """The calendar's wall time; raises ``ValueError`` for a naive ``instant``."""
        if instant.tzinfo is None:
            raise ValueError("working time takes aware datetimes")
        return instant.astimezone(self.zone)

    # Dates are counted by their ordinal; ordinal 1 is a Monday. What is asked of a date is how many open dates come
    # before it. Weeks are reckoned, not walked, and the few holidays are searched by halving, so that any distance
    # costs the same: the clock and the demo world ask hundreds of thousands of times.

    @cached_property
    def _open_weekdays(self) -> tuple[int, ...]:
        return tuple(weekday for weekday in range(DAYS_A_WEEK) if weekday not in self.weekend)

    @cached_property
    def _holiday_ranks(self) -> list[int]:
        """Of each holiday off the weekend: how many weekdays off the weekend come before it. Ascending."""
        return sorted(self._rank(day) for day in self.closed if day.weekday() not in self.weekend)

    @cached_property
    def _open_before_holidays(self) -> list[int]:
        return [rank - index for index, rank in enumerate(self._holiday_ranks)]

    def _rank(self, day: date) -> int:
        weeks, weekday = divmod(day.toordinal() - 1, DAYS_A_WEEK)
        return weeks * len(self._open_weekdays) + bisect_left(self._open_weekdays, weekday)

    def _open_before(self, day: date) -> int:
        rank = self._rank(day)
        return rank - bisect_left(self._holiday_ranks, rank)

    def _date_after(self, open_before: int) -> date:
        rank = open_before + bisect_right(self._open_before_holidays, open_before)
        weeks, index = divmod(rank, len(self._open_weekdays))
        return date.fromordinal(weeks * DAYS_A_WEEK + self._open_weekdays[index] + 1)


@dataclass(frozen=True, slots=True)
class Day:
    """One date of an explanation: whether and why it counted, and how much working time it brought."""

    date: date
    reason: Reason
    counted: timedelta

    @property
    def is_open(self) -> bool:
        return self.reason == "open"


def add(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """The instant (UTC) at which ``amount`` of working time has passed since ``start`` (aware).

    Raises ``ValueError`` for a naive start or a negative amount. Nothing added to a start on a day off gives 00:00 of
    the next working day.
    """
    if amount < timedelta(0):
        raise ValueError("working time only adds forwards")
    return calendar.instant(calendar.reading(start) + amount)


def add_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """The instant (UTC) ``days`` working days after ``start`` (aware): the same time of day, so many open dates on."""
    return add(calendar, start, days * DAY)


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The working time from ``start`` to ``end`` (both aware); negative when ``end`` comes first."""
    return calendar.reading(end) - calendar.reading(start)


def next_day_begins(calendar: Calendar, instant: datetime) -> datetime:
    """When (UTC) the first working day begins whose date comes after that of ``instant`` (aware): 00:00 there.

    Up to then, and at that very instant, falls what somebody must have done who works today and not again before.
    """
    days = calendar.reading(instant) // DAY + calendar.is_open(calendar.local(instant).date())
    return calendar.instant(days * DAY)


def explain(calendar: Calendar, start: datetime, amount: timedelta) -> list[Day]:
    """Every date from ``start`` to the end that ``add`` gives, with what it counted; the counts sum to ``amount``."""
    local = calendar.local(start)
    last = calendar.local(add(calendar, start, amount)).date()
    days, left, begun = [], amount, _since_midnight(local)
    for day in _dates(local.date(), last):
        reason = calendar.why(day)
        counted = min(left, DAY - begun) if reason == "open" else timedelta(0)
        days.append(Day(day, reason, counted))
        left, begun = left - counted, timedelta(0)
    return days


def _since_midnight(local: datetime) -> timedelta:
    return datetime.combine(local.date(), local.time()) - datetime.combine(local.date(), _MIDNIGHT)


def _dates(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
