"""Working time agrees with two reckonings that share nothing with it, and keeps its laws on any calendar.

Each law is tried on 3,000 examples, the two slow walks on fewer steps each; with ``-m large`` on 50,000.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as some

from tests.workflows.calendars.oracles import (
    business_days_later,
    last_business_day,
    next_business_day,
    walked,
    weekmask,
    worked,
)
from workflows.calendars.calendar import DAY, Calendar, Span
from workflows.calendars.working_time import (
    ENDINGS,
    UNITS,
    Duration,
    Ending,
    Unit,
    add,
    between,
    explain,
    explain_rest,
    flow,
    left,
    resumed,
)

IN_CI, LARGE, OF_A_MUTANT = 1_000, 50_000, 60
FIRST, LAST = date(2024, 12, 20), date(2025, 4, 10)
# Without summer time in these years: the wall clock and the instants agree, so that every law is exact.
STEADY = [ZoneInfo("UTC"), ZoneInfo("Asia/Kolkata"), ZoneInfo("Africa/Lagos")]
SHIFTING = [ZoneInfo("America/New_York"), ZoneInfo("Asia/Amman"), ZoneInfo("Australia/Lord_Howe")]
MIDNIGHT = datetime.min.time()

Law = Callable[..., None]
Count = tuple[Duration, Ending]


def law(*given_by: some.SearchStrategy[Any]) -> Callable[[Law], Law]:
    """A test of one law, which pytest runs twice: on 3,000 examples, and marked ``large`` on 50,000.

    Mutants (``tests/mutants``) have seconds for all laws: they meet 60 examples of each.
    """

    def made(told: Law) -> Law:
        @pytest.mark.parametrize("examples", [IN_CI, pytest.param(LARGE, marks=pytest.mark.large)])
        def test(examples: int) -> None:
            hunting = settings.get_current_profile_name() == "mutants"
            quick = settings(
                max_examples=OF_A_MUTANT if hunting else examples,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )
            quick(given(*given_by)(told))()

        test.__doc__ = told.__doc__
        return test

    return made


# Each thing is drawn as one number and read from its digits: drawing part by part takes longer than all reckoning.
DAYS = [
    (),
    ((0, 1440),),
    ((510, 930),),
    ((540, 720), (780, 1020)),
    ((0, 60), (61, 62), (1380, 1440)),
    ((1439, 1440),),
    ((600, 601), (700, 705), (900, 1300)),
]
HOLIDAYS, OF_DAYS = 6, 91


def digits(number: int, *bases: int) -> list[int]:
    """A number as digits of these bases, the lowest first."""
    found = []
    for base in bases:
        number, digit = divmod(number, base)
        found.append(digit)
    return found


def calendar_in(zones: list[ZoneInfo], number: int) -> Calendar:
    zone, *rest = digits(number, len(zones), *[len(DAYS)] * 7, *[OF_DAYS + 30] * HOLIDAYS)
    week = [DAYS[digit] for digit in rest[:7]]
    days = frozenset(date(2025, 1, 1) + digit * DAY for digit in rest[7:] if digit < OF_DAYS)
    return calendar_of(zones[zone], week if any(week) else [DAYS[2]] * 7, days)


def drawn(zones: list[ZoneInfo]) -> some.SearchStrategy[Calendar]:
    most = len(zones) * len(DAYS) ** 7 * (OF_DAYS + 30) ** HOLIDAYS - 1
    return some.integers(0, most).map(lambda number: calendar_in(zones, number))


def counted(number: int) -> tuple[Duration, Ending]:
    amount, unit, ending = digits(number, 30, len(UNITS), len(ENDINGS))
    return Duration(amount + 1, UNITS[unit]), ENDINGS[ending]


steady, anywhere = drawn(STEADY), drawn(STEADY + SHIFTING)
moments = some.integers(0, (LAST - FIRST).days * 24 * 3600 - 1).map(
    lambda second: datetime.combine(FIRST, MIDNIGHT) + timedelta(seconds=second)
)
hours = some.integers(0, 40 * 3600).map(lambda seconds: timedelta(seconds=seconds))
counts = some.integers(0, 30 * len(UNITS) * len(ENDINGS) - 1).map(counted)


def calendar_of(zone: ZoneInfo, week: Any, closed: frozenset[date]) -> Calendar:
    return Calendar(zone, tuple(tuple(Span(*span) for span in spans) for spans in week), closed)


def known(calendar: Calendar) -> dict[str, Any]:
    """A calendar as the oracles know it."""
    week = [[(span.opens, span.closes) for span in spans] for spans in calendar.week]
    return {"week": week, "closed": calendar.closed}


def at(calendar: Calendar, wall: datetime) -> datetime:
    return wall.replace(tzinfo=calendar.zone)


def closing(calendar: Calendar, day: date) -> datetime:
    """When a body closes on a date, by its week alone."""
    last = known(calendar)["week"][day.weekday()][-1][1]
    return at(calendar, datetime.combine(day, MIDNIGHT) + timedelta(minutes=last)).astimezone(UTC)


def days_to_the_moment_agree_with_numpy(calendar: Calendar, wall: datetime, days: int) -> None:
    expected = business_days_later(wall, days, **known(calendar))
    assert add(calendar, at(calendar, wall), Duration(days)) == at(calendar, expected).astimezone(UTC)


def days_to_the_days_end_agree_with_numpy(calendar: Calendar, wall: datetime, days: int) -> None:
    last = last_business_day(wall, days, **known(calendar))
    assert add(calendar, at(calendar, wall), Duration(days), "day_end") == closing(calendar, last)


def calendar_days_end_on_a_business_day_of_numpy(calendar: Calendar, wall: datetime, days: int) -> None:
    duration, start = Duration(days, "calendar_days"), at(calendar, wall)
    last = next_business_day(wall.date() + days * DAY, **known(calendar))
    assert add(calendar, start, duration, "day_end") == closing(calendar, last)
    moved = wall + days * DAY if last == wall.date() + days * DAY else datetime.combine(last, MIDNIGHT)
    assert add(calendar, start, duration) == at(calendar, moved).astimezone(UTC)


@law(steady, some.integers(0, 400), some.integers(0, 400))
def test_whole_days_between_agree_with_numpy(calendar: Calendar, one: int, other: int) -> None:
    first, last = sorted((FIRST + one * DAY, FIRST + other * DAY))
    begun, over = (at(calendar, datetime.combine(day, MIDNIGHT)) for day in (first, last))
    mask = weekmask(known(calendar)["week"])
    counted = int(np.busday_count(first, last, weekmask=mask, holidays=sorted(calendar.closed)))
    assert between(calendar, begun, over) == counted * DAY


def minutes_of_open_dates_agree_with_a_walk(calendar: Calendar, wall: datetime, minutes: int) -> None:
    wall = wall.replace(second=0)
    expected = walked(wall, minutes, **known(calendar))
    assert flow(calendar, at(calendar, wall), timedelta(minutes=minutes)) == at(calendar, expected).astimezone(UTC)


def working_minutes_agree_with_a_walk(calendar: Calendar, wall: datetime, minutes: int) -> None:
    wall = wall.replace(second=0)
    # A week of a minute is walked for weeks: the walk has its own test below.
    assume(sum(closes - opens for spans in known(calendar)["week"] for opens, closes in spans) > 60)
    nearer = calendar_of(calendar.zone, known(calendar)["week"], frozenset(sorted(calendar.closed)[:1]))
    expected = worked(wall, minutes, **known(nearer))
    passed = flow(nearer, at(nearer, wall), timedelta(minutes=minutes), "working_hours")
    assert passed == at(nearer, expected).astimezone(UTC)


def between_undoes_add(calendar: Calendar, wall: datetime, amount: timedelta) -> None:
    start = at(calendar, wall)
    for unit in UNITS:
        assert between(calendar, start, flow(calendar, start, amount, unit), unit) == amount


def two_amounts_in_turn_are_their_sum(calendar: Calendar, wall: datetime, one: timedelta, other: timedelta) -> None:
    start = at(calendar, wall)
    for unit in UNITS:
        at_once = flow(calendar, start, one + other, unit)
        assert flow(calendar, flow(calendar, start, one, unit), other, unit) == at_once


def later_starts_and_longer_durations_never_end_earlier(
    calendar: Calendar, one: datetime, other: datetime, count: Count, more: int
) -> None:
    duration, ending = count
    sooner, later = sorted((one, other))
    longer = replace(duration, amount=duration.amount + more)
    ends = add(calendar, at(calendar, sooner), duration, ending)
    assert ends <= add(calendar, at(calendar, later), longer, ending)


def an_end_comes_after_its_start_and_on_an_open_date(calendar: Calendar, wall: datetime, count: Count) -> None:
    duration, ending = count
    start = at(calendar, wall)
    end = add(calendar, start, duration, ending)
    # What ends when a body closes at 24:00 ends with that date, though the clock shows the next.
    last = (end - timedelta(microseconds=1)).astimezone(calendar.zone).date()
    on = end.astimezone(calendar.zone).date()
    assert end >= start.astimezone(UTC)
    assert calendar.is_open(on) or calendar.is_open(last) or _was_skipped(calendar, end)


def a_holiday_more_never_makes_it_earlier_and_on_a_weekend_changes_nothing(
    calendar: Calendar, wall: datetime, count: Count, number: int
) -> None:
    duration, ending = count
    day, start = date(2025, 1, 1) + number * DAY, at(calendar, wall)
    more = Calendar(calendar.zone, calendar.week, calendar.closed | {day})
    before, after = (add(each, start, duration, ending) for each in (calendar, more))
    assert before <= after
    if not calendar.week[day.weekday()]:
        assert before == after


def the_order_of_holidays_is_irrelevant(calendar: Calendar, wall: datetime, count: Count, order: list[int]) -> None:
    duration, ending = count
    days = sorted(calendar.closed)
    shuffled = frozenset(days[place] for place in order if place < len(days))
    other = Calendar(calendar.zone, calendar.week, shuffled)
    assert add(calendar, at(calendar, wall), duration, ending) == add(other, at(other, wall), duration, ending)


def two_calendars_never_touch(one: Calendar, other: Calendar, wall: datetime, count: Count) -> None:
    duration, ending = count
    alone = add(one, at(one, wall), duration, ending)
    add(other, at(other, wall), duration, ending)
    left(other, at(other, wall), at(other, wall), duration.unit, ending)
    assert add(one, at(one, wall), duration, ending) == alone


def a_pause_that_ends_at_once_changes_nothing(
    calendar: Calendar, wall: datetime, count: Count, thousandths: int
) -> None:
    duration, ending = count
    start = at(calendar, wall).astimezone(UTC)
    due = add(calendar, start, duration, ending)
    paused = start + (due - start) * thousandths / 1000
    rest = left(calendar, paused, due, duration.unit, ending)
    assert resumed(calendar, paused, rest, duration.unit, ending) == due


def a_pause_takes_nothing_and_gives_less_than_a_day(
    calendar: Calendar, wall: datetime, count: Count, thousandths: int, away: int
) -> None:
    """What is counted after a pause is all that was left; to the day's end, the rest of that day comes on top."""
    duration, ending = count
    start = at(calendar, wall).astimezone(UTC)
    due = add(calendar, start, duration, ending)
    paused = start + (due - start) * thousandths / 1000
    back = paused + away * timedelta(hours=1)
    rest = left(calendar, paused, due, duration.unit, ending)
    again = resumed(calendar, back, rest, duration.unit, ending)
    whole = duration.at_day_end(ending)
    unit: Unit = "working_hours" if whole and duration.unit == "working_days" else duration.unit
    given_again = between(calendar, back, again, unit)
    assert given_again >= rest
    if not whole:
        assert given_again == rest
    elif unit == "working_hours" and rest:
        most = max(closes - opens for opens, closes in _days_of(calendar))
        assert given_again - rest < timedelta(minutes=most)


def an_explanation_names_every_date_and_sums_to_the_duration(calendar: Calendar, wall: datetime, count: Count) -> None:
    duration, ending = count
    start = at(calendar, wall)
    days = explain(calendar, start, duration, ending)
    assert sum((day.counted for day in days), timedelta(0)) == duration.span
    assert [day.date for day in days] == [wall.date() + n * DAY for n in range(len(days))]
    assert days[-1].date == add(calendar, start, duration, ending).astimezone(calendar.zone).date()
    if duration.unit != "calendar_days":
        assert all(not day.counted for day in days if not calendar.is_open(day.date))


def the_explanation_of_a_rest_sums_to_it(calendar: Calendar, wall: datetime, count: Count, thousandths: int) -> None:
    duration, ending = count
    start = at(calendar, wall).astimezone(UTC)
    due = add(calendar, start, duration, ending)
    paused = start + (due - start) * thousandths / 1000
    rest = left(calendar, paused, due, duration.unit, ending)
    days = explain_rest(calendar, paused, rest, duration.unit, ending)
    assert sum((day.counted for day in days), timedelta(0)) == rest


# Drawing costs far more than reckoning: laws about the same things are asked of the same examples.


@law(anywhere, moments, some.integers(1, 40))
def test_numpy_counts_the_same_days(calendar: Calendar, wall: datetime, days: int) -> None:
    days_to_the_moment_agree_with_numpy(calendar, wall, days)
    days_to_the_days_end_agree_with_numpy(calendar, wall, days)
    calendar_days_end_on_a_business_day_of_numpy(calendar, wall, days)


@law(anywhere, moments, some.integers(0, 24))
def test_whoever_walks_minute_by_minute_arrives_there(calendar: Calendar, wall: datetime, minutes: int) -> None:
    minutes_of_open_dates_agree_with_a_walk(calendar, wall, minutes)
    working_minutes_agree_with_a_walk(calendar, wall, minutes)


@law(steady, moments, hours, hours)
def test_what_is_added_can_be_measured_and_split(
    calendar: Calendar, wall: datetime, one: timedelta, other: timedelta
) -> None:
    between_undoes_add(calendar, wall, one)
    two_amounts_in_turn_are_their_sum(calendar, wall, one, other)


@law(steady, moments, moments, counts, some.integers(0, 20))
def test_the_order_of_time_is_kept(calendar: Calendar, one: datetime, other: datetime, count: Count, more: int) -> None:
    later_starts_and_longer_durations_never_end_earlier(calendar, one, other, count, more)


@law(anywhere, moments, counts)
def test_an_end_can_be_kept(calendar: Calendar, wall: datetime, count: Count) -> None:
    an_end_comes_after_its_start_and_on_an_open_date(calendar, wall, count)


@law(steady, steady, moments, counts, some.integers(0, 90), some.permutations(range(HOLIDAYS)))
def test_holidays_only_ever_put_off(
    calendar: Calendar, other: Calendar, wall: datetime, count: Count, number: int, order: list[int]
) -> None:
    a_holiday_more_never_makes_it_earlier_and_on_a_weekend_changes_nothing(calendar, wall, count, number)
    the_order_of_holidays_is_irrelevant(calendar, wall, count, order)
    two_calendars_never_touch(calendar, other, wall, count)


@law(steady, moments, counts, some.integers(0, 999), some.integers(0, 30 * 24))
def test_pause_and_resume_conserve(
    calendar: Calendar, wall: datetime, count: Count, thousandths: int, away: int
) -> None:
    a_pause_that_ends_at_once_changes_nothing(calendar, wall, count, thousandths)
    a_pause_takes_nothing_and_gives_less_than_a_day(calendar, wall, count, thousandths, away)


@law(steady, moments, counts, some.integers(1, 999))
def test_explanations_sum_to_what_they_explain(
    calendar: Calendar, wall: datetime, count: Count, thousandths: int
) -> None:
    an_explanation_names_every_date_and_sums_to_the_duration(calendar, wall, count)
    the_explanation_of_a_rest_sums_to_it(calendar, wall, count, thousandths)


def _days_of(calendar: Calendar) -> list[tuple[int, int]]:
    """The first opening and the last closing of each weekday that has hours."""
    return [(spans[0][0], spans[-1][1]) for spans in known(calendar)["week"] if spans]


def _was_skipped(calendar: Calendar, end: datetime) -> bool:
    """The end was moved over a skipped hour: its own wall time, an hour earlier, does not exist."""
    local = end.astimezone(calendar.zone)
    before = (local - timedelta(hours=1)).replace(fold=0)
    return before.astimezone(UTC).astimezone(calendar.zone) != before
