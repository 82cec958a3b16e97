"""Working time agrees with two reckonings that share nothing with it, and keeps its laws on any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.workflows.calendars.oracles import business_days_later, walked, weekmask
from workflows.calendars.working_time import Calendar, add, add_days, between, explain

FIRST, LAST = date(2019, 1, 1), date(2031, 12, 31)
# Without summer time in these years: the wall clock and the instants agree, so that every law is exact.
STEADY = [ZoneInfo("UTC"), ZoneInfo("Asia/Kolkata"), ZoneInfo("Africa/Lagos")]
SHIFTING = [ZoneInfo("America/New_York"), ZoneInfo("Asia/Amman"), ZoneInfo("Australia/Lord_Howe")]

weekends = some.frozensets(some.integers(0, 6), max_size=6)
holidays = some.frozensets(some.dates(date(2025, 1, 1), date(2025, 3, 31)), max_size=40)
MIDNIGHT = datetime.min.time()
starts = some.builds(datetime.combine, some.dates(date(2024, 12, 20), date(2025, 4, 10)), some.times())
anywhen = some.builds(datetime.combine, some.dates(FIRST, LAST), some.times())
amounts = some.timedeltas(timedelta(0), timedelta(days=60))


@some.composite
def calendars(draw: some.DrawFn, zones: list[ZoneInfo] = STEADY) -> Calendar:
    return Calendar(draw(some.sampled_from(zones)), draw(weekends), draw(holidays))


def at(calendar: Calendar, wall: datetime) -> datetime:
    return wall.replace(tzinfo=calendar.zone)


@given(calendars(STEADY + SHIFTING), starts, some.integers(0, 40))
def test_days_agree_with_numpy(calendar: Calendar, wall: datetime, days: int) -> None:
    expected = business_days_later(wall, days, weekend=calendar.weekend, closed=calendar.closed)
    assert add_days(calendar, at(calendar, wall), days) == at(calendar, expected).astimezone(UTC)


@given(calendars(), some.dates(FIRST, LAST), some.dates(FIRST, LAST))
def test_whole_days_between_agree_with_numpy(calendar: Calendar, first: date, last: date) -> None:
    first, last = sorted((first, last))
    counted = between(
        calendar,
        at(calendar, datetime.combine(first, MIDNIGHT)),
        at(calendar, datetime.combine(last, MIDNIGHT)),
    )
    mask = weekmask(calendar.weekend)
    assert counted == int(np.busday_count(first, last, weekmask=mask, holidays=sorted(calendar.closed))) * timedelta(1)


@settings(max_examples=40, deadline=None)
@given(calendars(STEADY + SHIFTING), starts, some.integers(0, 3 * 24 * 60))
def test_minutes_agree_with_a_walk(calendar: Calendar, wall: datetime, minutes: int) -> None:
    wall = wall.replace(second=0, microsecond=0)
    expected = walked(wall, minutes, weekend=calendar.weekend, closed=calendar.closed)
    assert add(calendar, at(calendar, wall), timedelta(minutes=minutes)) == at(calendar, expected).astimezone(UTC)


@given(calendars(), anywhen, amounts)
def test_between_undoes_add(calendar: Calendar, wall: datetime, amount: timedelta) -> None:
    start = at(calendar, wall)
    assert between(calendar, start, add(calendar, start, amount)) == amount


@given(calendars(), anywhen, anywhen, amounts, amounts)
def test_later_starts_and_longer_amounts_never_end_earlier(
    calendar: Calendar, one: datetime, other: datetime, less: timedelta, more: timedelta
) -> None:
    (one, other), (less, more) = sorted((one, other)), sorted((less, more))
    assert add(calendar, at(calendar, one), less) <= add(calendar, at(calendar, other), more)


@given(calendars(), anywhen, amounts, amounts)
def test_two_amounts_in_turn_are_their_sum(
    calendar: Calendar, wall: datetime, first: timedelta, second: timedelta
) -> None:
    start = at(calendar, wall)
    assert add(calendar, add(calendar, start, first), second) == add(calendar, start, first + second)


@given(calendars(STEADY + SHIFTING), anywhen, amounts)
def test_an_end_is_on_an_open_date_and_never_before_the_start(
    calendar: Calendar, wall: datetime, amount: timedelta
) -> None:
    start = at(calendar, wall)
    end = add(calendar, start, amount)
    assert calendar.is_open(end.astimezone(calendar.zone).date()) or _was_skipped(calendar, end)
    assert end >= start.astimezone(UTC)


@given(calendars(STEADY + SHIFTING), anywhen, amounts)
def test_an_explanation_sums_to_the_amount_and_ends_where_the_time_is_over(
    calendar: Calendar, wall: datetime, amount: timedelta
) -> None:
    start = at(calendar, wall)
    days = explain(calendar, start, amount)
    assert sum((day.counted for day in days), timedelta(0)) == amount
    assert days[0].date == wall.date()
    assert days[-1].date == add(calendar, start, amount).astimezone(calendar.zone).date()
    assert [day.date for day in days] == [wall.date() + timedelta(n) for n in range(len(days))]
    assert all(day.counted == timedelta(0) for day in days if not calendar.is_open(day.date))


def _was_skipped(calendar: Calendar, end: datetime) -> bool:
    """The end was moved over a skipped hour: its own wall time, an hour earlier, does not exist."""
    local = end.astimezone(calendar.zone)
    before = (local - timedelta(hours=1)).replace(fold=0)
    return before.astimezone(UTC).astimezone(calendar.zone) != before
