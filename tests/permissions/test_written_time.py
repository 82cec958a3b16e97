"""How days, hours and numbers of them are written: so that nobody takes one for another."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from permissions.written_time import written_days, written_hour, written_hours, written_moment, written_short_day


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [(446, "7 س 26 د", "7 h 26 min"), (120, "2 س", "2 h"), (5, "5 د", "5 min"), (0, "0 د", "0 min")],
)
def test_hours_and_minutes_are_written_with_their_units(minutes: int, arabic: str, english: str) -> None:
    assert written_hours(minutes, "ar") == arabic
    assert written_hours(minutes, "en") == english


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        *((1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (10, "10 أيام"), (11, "11 يومًا"), (99, "99 يومًا")),
        *((100, "100 يوم"), (101, "101 يوم"), (102, "102 يوم"), (103, "103 أيام"), (111, "111 يومًا")),
        *((200, "200 يوم"), (202, "202 يوم")),
    ],
)
def test_days_agree_with_their_number(count: int, arabic: str) -> None:
    assert written_days(count, "ar") == arabic


@pytest.mark.parametrize(
    ("hour", "minute", "arabic", "english"),
    [
        (0, 0, "12:00 منتصف الليل", "12:00 midnight"),
        (0, 30, "12:30 صباحًا", "12:30 am"),
        (10, 20, "10:20 صباحًا", "10:20 am"),
        (12, 0, "12:00 ظهرًا", "12:00 noon"),
        (12, 45, "12:45 ظهرًا", "12:45 pm"),
        (13, 13, "1:13 بعد الظهر", "1:13 pm"),
        (16, 59, "4:59 بعد الظهر", "4:59 pm"),
        (17, 0, "5:00 مساءً", "5:00 pm"),
    ],
)
def test_an_hour_says_which_part_of_the_day_it_is(hour: int, minute: int, arabic: str, english: str) -> None:
    at = datetime(2026, 11, 24, hour, minute, tzinfo=ZoneInfo("Asia/Amman"))
    assert written_hour(at, "ar") == arabic
    assert written_hour(at, "en") == english
    assert written_moment(at, "ar") == f"الثلاثاء 24 تشرين الثاني 2026، {arabic}"


def test_a_short_day_is_written_day_first() -> None:
    assert written_short_day(date(2026, 10, 5)) == "05/10/2026"
