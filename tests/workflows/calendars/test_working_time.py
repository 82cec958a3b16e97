"""Working time flows on open dates only, in the calendar's own wall time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.calendars.calendar import Calendar, NoWorkingDay, Season, Span
from workflows.calendars.working_time import (
    Day,
    Duration,
    add,
    between,
    explain,
    explain_rest,
    flow,
    left,
    resumed,
)

AMMAN = ZoneInfo("Asia/Amman")
NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)
JORDAN = Calendar.around_the_clock(AMMAN, {4, 5})
TUESDAY_OFF = Calendar.around_the_clock(AMMAN, {4, 5}, {date(2026, 11, 10)})
EVERY_DAY = Calendar.around_the_clock(NEW_YORK)


def amman(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMMAN)


def new_york(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK, fold=fold)


# 5 November 2026 is a Thursday.
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-05T10:20", "2026-11-09T10:20"),  # Thursday → Monday
        ("2026-11-05T22:00", "2026-11-09T22:00"),
        ("2026-11-06T14:00", "2026-11-10T00:00"),  # Friday, a day off → Tuesday 00:00
        ("2026-11-07T23:59", "2026-11-10T00:00"),  # Saturday
        ("2026-11-08T00:00", "2026-11-10T00:00"),  # Sunday, the first moment of the week
        ("2026-11-02T08:15", "2026-11-04T08:15"),  # Monday → Wednesday
        ("2026-11-04T08:15", "2026-11-08T08:15"),  # Wednesday → Sunday
    ],
)
def test_two_working_days_later_is_the_same_time_two_open_dates_on(start: str, end: str) -> None:
    assert add(JORDAN, amman(start), Duration(2)) == amman(end)


def test_an_end_on_midnight_belongs_to_the_next_working_day() -> None:
    assert add(TUESDAY_OFF, amman("2026-11-06T14:00"), Duration(2)) == amman("2026-11-11T00:00")
    assert flow(JORDAN, amman("2026-11-05T20:00"), 4 * HOUR) == amman("2026-11-08T00:00")


def test_a_holiday_counts_nothing() -> None:
    assert add(TUESDAY_OFF, amman("2026-11-09T10:20"), Duration(1)) == amman("2026-11-11T10:20")
    assert between(TUESDAY_OFF, amman("2026-11-10T03:00"), amman("2026-11-10T23:00")) == timedelta(0)


def test_nothing_added_to_a_start_on_a_day_off_is_the_next_opening() -> None:
    assert flow(JORDAN, amman("2026-11-06T14:00"), timedelta(0)) == amman("2026-11-08T00:00")
    assert flow(JORDAN, amman("2026-11-05T14:00"), timedelta(0)) == amman("2026-11-05T14:00")


def test_the_answer_is_in_utc() -> None:
    assert add(JORDAN, amman("2026-11-05T10:20"), Duration(2)).tzinfo is UTC


def test_time_that_passes_between_two_instants_is_signed() -> None:
    thursday, sunday = amman("2026-11-05T20:00"), amman("2026-11-08T01:00")
    assert between(JORDAN, thursday, sunday) == 5 * HOUR
    assert between(JORDAN, sunday, thursday) == -5 * HOUR


def test_hours_that_pass_between_two_instants_are_signed_and_those_of_no_time_are_none() -> None:
    thursday, sunday = amman("2026-11-05T14:30"), amman("2026-11-08T09:30")
    assert between(OFFICE, thursday, sunday, "working_hours") == 2 * HOUR
    assert between(OFFICE, sunday, thursday, "working_hours") == -2 * HOUR
    assert between(OFFICE, sunday, sunday, "working_hours") == timedelta(0)


def test_a_duration_is_kept_as_json() -> None:
    kept = {"amount": 3, "unit": "calendar_days"}
    assert Duration.of(kept) == Duration(3, "calendar_days")
    assert Duration(3, "calendar_days").as_json() == kept


def test_a_holiday_on_the_weekend_takes_no_second_day() -> None:
    on_friday = Calendar.around_the_clock(AMMAN, {4, 5}, {date(2026, 11, 6)})
    assert add(on_friday, amman("2026-11-05T10:20"), Duration(2)) == amman("2026-11-09T10:20")


def test_a_calendar_of_one_working_day_a_week() -> None:
    only_sunday = Calendar.around_the_clock(AMMAN, {0, 1, 2, 3, 4, 5}, {date(2026, 11, 15)})
    assert add(only_sunday, amman("2026-11-08T09:00"), Duration(2)) == amman("2026-11-29T09:00")


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(NoWorkingDay):
        Calendar.around_the_clock(AMMAN, range(7))


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="weekdays are 0"):
        Calendar.around_the_clock(AMMAN, {7})


def test_a_naive_start_and_a_negative_amount_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^working time takes aware datetimes$"):
        add(JORDAN, amman("2026-11-05T10:20").replace(tzinfo=None), Duration(1))
    with pytest.raises(ValueError, match=r"^working time only adds forwards$"):
        flow(JORDAN, amman("2026-11-05T10:20"), -HOUR)


class TestSummerTime:
    """9 March 2025, 02:00 → 03:00, and 2 November 2025, 02:00 → 01:00, in New York."""

    def test_a_day_of_23_hours_counts_as_one_working_day(self) -> None:
        assert add(EVERY_DAY, new_york("2025-03-08T10:00"), Duration(1)) == new_york("2025-03-09T10:00")
        assert add(EVERY_DAY, new_york("2025-03-09T10:00"), Duration(1)) == new_york("2025-03-10T10:00")

    def test_a_day_of_25_hours_counts_as_one_working_day(self) -> None:
        assert between(EVERY_DAY, new_york("2025-11-02T00:00"), new_york("2025-11-03T00:00")) == timedelta(days=1)

    def test_a_time_that_is_skipped_moves_forward_by_what_was_skipped(self) -> None:
        end = add(EVERY_DAY, new_york("2025-03-08T02:30"), Duration(1))
        assert end == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)
        assert end.astimezone(NEW_YORK).isoformat() == "2025-03-09T03:30:00-04:00"

    def test_a_time_that_comes_twice_is_the_first(self) -> None:
        end = add(EVERY_DAY, new_york("2025-11-01T01:30"), Duration(1))
        assert end == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)  # 01:30 at -04:00; the second is 06:30

    def test_a_start_in_the_repeated_hour_is_read_by_its_wall_time(self) -> None:
        later = add(EVERY_DAY, new_york("2025-11-02T01:30", fold=1), Duration(1))
        assert (
            later == add(EVERY_DAY, new_york("2025-11-02T01:30", fold=0), Duration(1)) == new_york("2025-11-03T01:30")
        )

    def test_amman_put_its_clocks_forward_at_midnight_until_2022(self) -> None:
        without_weekend = Calendar.around_the_clock(AMMAN)
        # The last time was the night to Friday, 25 February 2022: 24:00 was 01:00.
        assert add(without_weekend, amman("2022-02-24T00:30"), Duration(1)).astimezone(AMMAN).isoformat() == (
            "2022-02-25T01:30:00+03:00"
        )
        assert add(JORDAN, amman("2022-02-24T09:00"), Duration(1)) == datetime(2022, 2, 27, 6, 0, tzinfo=UTC)
        assert add(JORDAN, amman("2022-02-23T09:00"), Duration(1)) == datetime(2022, 2, 24, 7, 0, tzinfo=UTC)


class TestExplanation:
    def test_it_names_every_date_and_why_it_did_not_count(self) -> None:
        calendar = Calendar.around_the_clock(AMMAN, {4, 5}, {date(2026, 3, 22)})
        assert explain(calendar, amman("2026-03-19T10:00"), Duration(2)) == [
            Day(date(2026, 3, 19), "open", 14 * HOUR),
            Day(date(2026, 3, 20), "weekend", timedelta(0)),
            Day(date(2026, 3, 21), "weekend", timedelta(0)),
            Day(date(2026, 3, 22), "closed", timedelta(0)),
            Day(date(2026, 3, 23), "open", 24 * HOUR),
            Day(date(2026, 3, 24), "open", 10 * HOUR),
        ]

    def test_a_day_is_open_when_nothing_closes_it(self) -> None:
        days = [Day(date(2026, 3, 19), reason, timedelta(0)) for reason in ("open", "weekend", "closed")]
        assert [day.is_open for day in days] == [True, False, False]

    def test_a_start_on_a_day_off_counts_from_midnight(self) -> None:
        assert explain(JORDAN, amman("2026-11-06T14:00"), Duration(2)) == [
            Day(date(2026, 11, 6), "weekend", timedelta(0)),
            Day(date(2026, 11, 7), "weekend", timedelta(0)),
            Day(date(2026, 11, 8), "open", 24 * HOUR),
            Day(date(2026, 11, 9), "open", 24 * HOUR),
            Day(date(2026, 11, 10), "open", timedelta(0)),
        ]


OFFICE = Calendar(AMMAN, tuple(() if day in {4, 5} else (Span(510, 930),) for day in range(7)), frozenset())
RAMADAN = Season(
    date(2026, 11, 8), date(2026, 11, 12), tuple(() if day in {4, 5} else (Span(600, 900),) for day in range(7))
)
IN_RAMADAN = Calendar(AMMAN, OFFICE.week, frozenset(), (RAMADAN,))


EVERY_WEEKDAY = Season(date(2026, 1, 1), date(2026, 1, 1), ((Span(0, 1),),) * 7)


class TestTheDaysEnd:
    """The last of so many days after the one on which it began, when the body closes."""

    @pytest.mark.parametrize(
        "start", ["2026-11-05T10:20", "2026-11-05T22:00", "2026-11-06T14:00", "2026-11-05T00:00", "2026-11-07T23:59"]
    )
    def test_two_days_from_thursday_or_the_weekend_end_on_monday_when_it_closes(self, start: str) -> None:
        assert add(OFFICE, amman(start), Duration(2), "day_end") == amman("2026-11-09T15:30")

    def test_in_ramadan_it_closes_sooner(self) -> None:
        assert add(IN_RAMADAN, amman("2026-11-05T10:20"), Duration(2), "day_end") == amman("2026-11-09T15:00")
        assert add(IN_RAMADAN, amman("2026-11-11T10:20"), Duration(2), "day_end") == amman("2026-11-15T15:30")

    def test_calendar_days_that_end_on_a_day_off_end_with_the_next_working_day(self) -> None:
        days = Duration(1, "calendar_days")
        assert add(OFFICE, amman("2026-11-05T10:20"), days, "day_end") == amman("2026-11-08T15:30")
        assert add(OFFICE, amman("2026-11-05T10:20"), days) == amman("2026-11-08T00:00")
        assert add(OFFICE, amman("2026-11-04T10:20"), days, "day_end") == amman("2026-11-05T15:30")
        assert add(OFFICE, amman("2026-11-04T10:20"), days) == amman("2026-11-05T10:20")

    def test_hours_end_to_the_moment_whatever_days_do(self) -> None:
        hours = Duration(2, "working_hours")
        assert add(OFFICE, amman("2026-11-05T10:20"), hours, "day_end") == amman("2026-11-05T12:20")

    def test_the_day_on_which_it_began_counts_nothing_and_each_other_a_whole_day(self) -> None:
        assert explain(OFFICE, amman("2026-11-05T10:20"), Duration(2), "day_end") == [
            Day(date(2026, 11, 5), "open", timedelta(0)),
            Day(date(2026, 11, 6), "weekend", timedelta(0)),
            Day(date(2026, 11, 7), "weekend", timedelta(0)),
            Day(date(2026, 11, 8), "open", 24 * HOUR),
            Day(date(2026, 11, 9), "open", 24 * HOUR),
        ]


class TestHours:
    def test_they_flow_while_the_body_is_open_and_end_when_it_closes_if_they_are_over_then(self) -> None:
        assert add(OFFICE, amman("2026-11-05T14:30"), Duration(1, "working_hours")) == amman("2026-11-05T15:30")
        assert add(OFFICE, amman("2026-11-05T14:30"), Duration(2, "working_hours")) == amman("2026-11-08T09:30")
        assert add(OFFICE, amman("2026-11-05T20:00"), Duration(7, "working_hours")) == amman("2026-11-08T15:30")

    def test_in_ramadan_a_day_has_fewer(self) -> None:
        assert add(IN_RAMADAN, amman("2026-11-08T08:00"), Duration(7, "working_hours")) == amman("2026-11-09T12:00")
        assert between(IN_RAMADAN, amman("2026-11-05T00:00"), amman("2026-11-09T00:00"), "working_hours") == 12 * HOUR

    def test_a_day_of_two_spans_stands_still_in_between(self) -> None:
        split = Calendar(AMMAN, ((Span(540, 720), Span(780, 1020)),) * 7, frozenset())
        assert add(split, amman("2026-11-05T11:00"), Duration(2, "working_hours")) == amman("2026-11-05T14:00")


class TestPauses:
    """Monday 9 November, due when it closes at 15:30."""

    DUE = amman("2026-11-09T15:30")

    def test_what_is_left_are_the_hours_until_it_closes_and_they_end_with_a_day(self) -> None:
        rest = left(OFFICE, amman("2026-11-09T11:30"), self.DUE, "working_days", "day_end")
        assert rest == 4 * HOUR
        on_time = resumed(OFFICE, amman("2026-11-11T09:00"), rest, "working_days", "day_end")
        late_in_the_day = resumed(OFFICE, amman("2026-11-11T14:00"), rest, "working_days", "day_end")
        assert (on_time, late_in_the_day) == (amman("2026-11-11T15:30"), amman("2026-11-12T15:30"))

    def test_to_the_moment_it_goes_on_by_the_time_of_day(self) -> None:
        rest = left(OFFICE, amman("2026-11-08T10:00"), amman("2026-11-09T10:20"), "working_days", "moment")
        assert rest == timedelta(days=1, minutes=20)
        assert resumed(OFFICE, amman("2026-11-11T09:00"), rest, "working_days", "moment") == amman("2026-11-12T09:20")

    def test_what_was_late_is_late_at_once(self) -> None:
        rest = left(OFFICE, amman("2026-11-09T16:00"), self.DUE, "working_days", "day_end")
        assert rest == timedelta(0)
        assert resumed(OFFICE, amman("2026-11-10T20:00"), rest, "working_days", "day_end") == amman("2026-11-10T20:00")

    def test_what_is_left_of_calendar_days_is_left_of_all_days(self) -> None:
        rest = left(OFFICE, amman("2026-11-05T15:30"), self.DUE, "calendar_days", "day_end")
        assert rest == timedelta(days=4)
        again = resumed(OFFICE, amman("2026-11-10T16:00"), rest, "calendar_days", "day_end")
        assert again == amman("2026-11-15T15:30")  # Saturday 14, a day off
        evening = resumed(OFFICE, amman("2026-11-09T20:00"), timedelta(days=1), "calendar_days", "day_end")
        assert evening == amman("2026-11-11T15:30")  # over on Tuesday at 20:00, after it has closed

    def test_the_rest_is_explained_in_hours(self) -> None:
        days = explain_rest(OFFICE, amman("2026-11-11T14:00"), 4 * HOUR, "working_days", "day_end")
        assert [(day.date.day, day.counted) for day in days] == [(11, 1.5 * HOUR), (12, 2.5 * HOUR)]


class TestShapes:
    @pytest.mark.parametrize(
        "made",
        [
            lambda: Span(600, 600),
            lambda: Span(-1, 600),
            lambda: Span(600, 1441),
            lambda: Calendar(AMMAN, OFFICE.week[:6], frozenset()),
            lambda: Calendar(AMMAN, ((Span(600, 700), Span(650, 800)),) * 7, frozenset()),
            lambda: Calendar(
                AMMAN, OFFICE.week, frozenset(), (Season(date(2026, 1, 2), date(2026, 1, 1), OFFICE.week),)
            ),
            lambda: Calendar(AMMAN, OFFICE.week, frozenset(), (RAMADAN, RAMADAN)),
            lambda: Calendar(AMMAN, OFFICE.week, frozenset(), (EVERY_WEEKDAY,)),
            lambda: Duration(1, "weeks"),  # type: ignore[arg-type]
            lambda: add(OFFICE, TestPauses.DUE, Duration(0)),
            lambda: add(OFFICE, TestPauses.DUE, Duration(0), "day_end"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, made: Callable[[], object]) -> None:
        with pytest.raises(ValueError, match=r"."):
            made()
