"""Working time flows on open dates only, in the calendar's own wall time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.calendars.working_time import Calendar, Day, NoWorkingDay, add, add_days, between, explain

AMMAN = ZoneInfo("Asia/Amman")
NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)
JORDAN = Calendar(AMMAN, frozenset({4, 5}), frozenset())
TUESDAY_OFF = Calendar(AMMAN, frozenset({4, 5}), frozenset({date(2026, 11, 10)}))
EVERY_DAY = Calendar(NEW_YORK, frozenset(), frozenset())


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
    assert add_days(JORDAN, amman(start), 2) == amman(end)


def test_an_end_on_midnight_belongs_to_the_next_working_day() -> None:
    assert add_days(TUESDAY_OFF, amman("2026-11-06T14:00"), 2) == amman("2026-11-11T00:00")
    assert add(JORDAN, amman("2026-11-05T20:00"), 4 * HOUR) == amman("2026-11-08T00:00")


def test_a_holiday_counts_nothing() -> None:
    assert add_days(TUESDAY_OFF, amman("2026-11-09T10:20"), 1) == amman("2026-11-11T10:20")
    assert between(TUESDAY_OFF, amman("2026-11-10T03:00"), amman("2026-11-10T23:00")) == timedelta(0)


def test_nothing_added_to_a_start_on_a_day_off_is_the_next_opening() -> None:
    assert add(JORDAN, amman("2026-11-06T14:00"), timedelta(0)) == amman("2026-11-08T00:00")
    assert add(JORDAN, amman("2026-11-05T14:00"), timedelta(0)) == amman("2026-11-05T14:00")


def test_the_answer_is_in_utc() -> None:
    assert add_days(JORDAN, amman("2026-11-05T10:20"), 2).tzinfo is UTC


def test_time_that_passes_between_two_instants_is_signed() -> None:
    thursday, sunday = amman("2026-11-05T20:00"), amman("2026-11-08T01:00")
    assert between(JORDAN, thursday, sunday) == 5 * HOUR
    assert between(JORDAN, sunday, thursday) == -5 * HOUR


def test_a_holiday_on_the_weekend_takes_no_second_day() -> None:
    on_friday = Calendar(AMMAN, frozenset({4, 5}), frozenset({date(2026, 11, 6)}))
    assert add_days(on_friday, amman("2026-11-05T10:20"), 2) == amman("2026-11-09T10:20")


def test_a_calendar_of_one_working_day_a_week() -> None:
    only_sunday = Calendar(AMMAN, frozenset({0, 1, 2, 3, 4, 5}), frozenset({date(2026, 11, 15)}))
    assert add_days(only_sunday, amman("2026-11-08T09:00"), 2) == amman("2026-11-29T09:00")


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(NoWorkingDay):
        Calendar(AMMAN, frozenset(range(7)), frozenset())


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="weekdays are 0"):
        Calendar(AMMAN, frozenset({7}), frozenset())


def test_a_naive_start_and_a_negative_amount_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^working time takes aware datetimes$"):
        add_days(JORDAN, amman("2026-11-05T10:20").replace(tzinfo=None), 1)
    with pytest.raises(ValueError, match=r"^working time only adds forwards$"):
        add(JORDAN, amman("2026-11-05T10:20"), -HOUR)


class TestSummerTime:
    """9 March 2025, 02:00 → 03:00, and 2 November 2025, 02:00 → 01:00, in New York."""

    def test_a_day_of_23_hours_counts_as_one_working_day(self) -> None:
        assert add_days(EVERY_DAY, new_york("2025-03-08T10:00"), 1) == new_york("2025-03-09T10:00")
        assert add_days(EVERY_DAY, new_york("2025-03-09T10:00"), 1) == new_york("2025-03-10T10:00")

    def test_a_day_of_25_hours_counts_as_one_working_day(self) -> None:
        assert between(EVERY_DAY, new_york("2025-11-02T00:00"), new_york("2025-11-03T00:00")) == timedelta(days=1)

    def test_a_time_that_is_skipped_moves_forward_by_what_was_skipped(self) -> None:
        end = add_days(EVERY_DAY, new_york("2025-03-08T02:30"), 1)
        assert end == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)
        assert end.astimezone(NEW_YORK).isoformat() == "2025-03-09T03:30:00-04:00"

    def test_a_time_that_comes_twice_is_the_first(self) -> None:
        end = add_days(EVERY_DAY, new_york("2025-11-01T01:30"), 1)
        assert end == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)  # 01:30 at -04:00; the second is 06:30

    def test_a_start_in_the_repeated_hour_is_read_by_its_wall_time(self) -> None:
        later = add_days(EVERY_DAY, new_york("2025-11-02T01:30", fold=1), 1)
        assert later == add_days(EVERY_DAY, new_york("2025-11-02T01:30", fold=0), 1) == new_york("2025-11-03T01:30")

    def test_amman_put_its_clocks_forward_at_midnight_until_2022(self) -> None:
        without_weekend = Calendar(AMMAN, frozenset(), frozenset())
        # The last time was the night to Friday, 25 February 2022: 24:00 was 01:00.
        assert add_days(without_weekend, amman("2022-02-24T00:30"), 1).astimezone(AMMAN).isoformat() == (
            "2022-02-25T01:30:00+03:00"
        )
        assert add_days(JORDAN, amman("2022-02-24T09:00"), 1) == datetime(2022, 2, 27, 6, 0, tzinfo=UTC)
        assert add_days(JORDAN, amman("2022-02-23T09:00"), 1) == datetime(2022, 2, 24, 7, 0, tzinfo=UTC)


class TestExplanation:
    def test_it_names_every_date_and_why_it_did_not_count(self) -> None:
        calendar = Calendar(AMMAN, frozenset({4, 5}), frozenset({date(2026, 3, 22)}))
        assert explain(calendar, amman("2026-03-19T10:00"), timedelta(days=2)) == [
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
        assert explain(JORDAN, amman("2026-11-06T14:00"), timedelta(days=2)) == [
            Day(date(2026, 11, 6), "weekend", timedelta(0)),
            Day(date(2026, 11, 7), "weekend", timedelta(0)),
            Day(date(2026, 11, 8), "open", 24 * HOUR),
            Day(date(2026, 11, 9), "open", 24 * HOUR),
            Day(date(2026, 11, 10), "open", timedelta(0)),
        ]
