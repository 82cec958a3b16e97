"""When a body is open: which dates, and at which hours of each; plain values, without a database.

Which dates are open is said by the hours of the weekdays and by the holidays alone. A season (Ramadan) has other hours
on the same days. All is wall time of the calendar's zone: one that the clocks skip is moved forward by what they
skipped (02:30 becomes 03:30), one that they show twice is the first of the two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
DAYS_A_WEEK = 7
MINUTES_A_DAY = 24 * 60
MIDNIGHT = time(0)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_END_OF_THE_DAY = "24:00"

Reason = Literal["open", "weekend", "closed"]


class NoWorkingDay(ValueError):
    """The calendar has no hours on any day of the week, so no working time ever passes."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open from one time of day to another, both as minutes since midnight; 1440 is the end of the day.

    Raises ``ValueError`` where it does not end after it begins, or leaves the day.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_A_DAY:
            raise ValueError(f"hours run forward within a day: {self.opens} to {self.closes}")

    @property
    def from_midnight(self) -> tuple[timedelta, timedelta]:
        """When it opens and closes, since midnight."""
        return timedelta(minutes=self.opens), timedelta(minutes=self.closes)


Week = tuple[tuple[Span, ...], ...]
"""The hours of seven days, Monday first, each in their order; a day without any is weekend."""
ALL_DAY = (Span(0, MINUTES_A_DAY),)


@dataclass(frozen=True, slots=True)
class Season:
    """Other hours from one date to another, both included, on the days that are open anyway."""

    first: date
    last: date
    week: Week


@dataclass(frozen=True)
class Calendar:
    """When a body is open: the hours of each weekday, single dates on which it is closed (holidays), and seasons.

    Raises ``NoWorkingDay`` for a week without hours; ``ValueError`` for a week that has not seven days, spans that
    overlap or stand in the wrong order, a season that is open on other weekdays, and seasons that meet.
    """

    zone: ZoneInfo
    week: Week
    closed: frozenset[date]
    seasons: tuple[Season, ...] = ()

    def __post_init__(self) -> None:
        _check_week(self.week)
        if not any(self.week):
            raise NoWorkingDay
        last = date.min
        for season in self.seasons:
            _check_week(season.week)
            if [bool(spans) for spans in season.week] != [bool(spans) for spans in self.week]:
                raise ValueError("a season is open on the weekdays on which the calendar is")
            if not last < season.first <= season.last:
                raise ValueError("seasons come in their order, and none meets another")
            last = season.last

    @classmethod
    def around_the_clock(cls, zone: ZoneInfo, weekend: Iterable[int] = (), closed: Iterable[date] = ()) -> Calendar:
        """One whose open dates are open all day. ``weekend`` holds weekdays (Monday is 0), ``closed`` single dates.

        Raises ``NoWorkingDay`` for a weekend of seven days, ``ValueError`` for a weekday outside 0 to 6.
        """
        days = frozenset(weekend)
        if not days <= frozenset(range(DAYS_A_WEEK)):
            raise ValueError(f"weekdays are 0 (Monday) to 6: {sorted(days)}")
        return cls(zone, tuple(() if day in days else ALL_DAY for day in range(DAYS_A_WEEK)), frozenset(closed))

    @cached_property
    def weekend(self) -> frozenset[int]:
        """The weekdays without hours (Monday is 0)."""
        return frozenset(weekday for weekday, spans in enumerate(self.week) if not spans)

    def why(self, day: date) -> Reason:
        """Whether the date is open, and if not why; a holiday on a weekend counts as weekend."""
        if day.weekday() in self.weekend:
            return "weekend"
        return "closed" if day in self.closed else "open"

    def is_open(self, day: date) -> bool:
        return self.why(day) == "open"

    def hours(self, day: date) -> tuple[Span, ...]:
        """The hours of a date in their order; none on a day off."""
        if not self.is_open(day):
            return ()
        season = next((each for each in self.seasons if each.first <= day <= each.last), None)
        return (season.week if season is not None else self.week)[day.weekday()]

    def local(self, instant: datetime) -> datetime:
        """The calendar's wall time; raises ``ValueError`` for a naive ``instant``."""
        if instant.tzinfo is None:
            raise ValueError("working time takes aware datetimes")
        return instant.astimezone(self.zone)

    def instant(self, day: date, since_midnight: timedelta) -> datetime:
        """The instant (UTC) of a date's wall time, given as what has passed since its midnight."""
        wall = datetime.combine(day, MIDNIGHT) + since_midnight
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def closing(self, day: date) -> datetime:
        """The instant (UTC) at which the last hours of an open date end; raises ``IndexError`` for a day off."""
        return self.instant(day, self.hours(day)[-1].from_midnight[1])

    def first_open(self, day: date) -> date:
        """The date itself where it is open, else the next one that is."""
        return day if self.is_open(day) else self.open_date(self.open_before(day))

    # Dates are counted by their ordinal; ordinal 1 is a Monday. What is asked of a date is how many open dates come
    # before it. Weeks are reckoned, not walked, and the few holidays are searched by halving, so that any distance
    # costs the same: the clock and the demo world ask hundreds of thousands of times.

    def open_before(self, day: date) -> int:
        """How many open dates come before a date, since the first of all."""
        rank = self._rank(day)
        return rank - bisect_left(self._holiday_ranks, rank)

    def open_date(self, open_before: int) -> date:
        """The open date before which so many others come."""
        rank = open_before + bisect_right(self._open_before_holidays, open_before)
        weeks, index = divmod(rank, len(self._open_weekdays))
        return date.fromordinal(weeks * DAYS_A_WEEK + self._open_weekdays[index] + 1)

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


def _check_week(week: Week) -> None:
    if len(week) != DAYS_A_WEEK:
        raise ValueError("a week has seven days")
    for spans in week:
        if any(later.opens < sooner.closes for sooner, later in pairwise(spans)):
            raise ValueError("hours of a day stand in their order and do not overlap")


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
