"""How days, hours, numbers and sizes are written: so that nobody takes one for another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import override

from permissions.writing import (
    active_language,
    locale_of,
    written_day,
    written_days,
    written_hour,
    written_hours,
    written_moment,
    written_month,
    written_months,
    written_number,
    written_percent,
    written_short_day,
    written_size,
    written_span,
    written_weekday,
)

LEVANT = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [(446, "7 س 26 د", "7 h 26 min"), (120, "2 س", "2 h"), (5, "5 د", "5 min"), (0, "0 د", "0 min")],
)
def test_hours_and_minutes_are_written_with_their_units(minutes: int, arabic: str, english: str) -> None:
    with override("ar"):
        assert written_hours(minutes) == arabic
    with override("en"):
        assert written_hours(minutes) == english


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        *(
            (0, "0 يوم"),
            (1, "يوم واحد"),
            (2, "يومان"),
            (3, "3 أيام"),
            (10, "10 أيام"),
            (11, "11 يومًا"),
            (99, "99 يومًا"),
        ),
        *((100, "100 يوم"), (101, "101 يوم"), (102, "102 يوم"), (103, "103 أيام"), (111, "111 يومًا")),
        *((200, "200 يوم"), (202, "202 يوم")),
    ],
)
def test_days_agree_with_their_number(count: int, arabic: str) -> None:
    with override("ar"):
        assert written_days(count) == arabic


@pytest.mark.parametrize(
    ("span", "arabic", "english"),
    [
        (timedelta(0), "دقيقة واحدة", "1 minute"),
        (timedelta(minutes=65), "ساعة واحدة و5 دقائق", "1 hour and 5 minutes"),
        (timedelta(days=2, hours=3, minutes=40), "يومان و3 ساعات", "2 days and 3 hours"),
        (timedelta(days=11, minutes=2), "11 يومًا ودقيقتان", "11 days and 2 minutes"),
        (timedelta(hours=11), "11 ساعة", "11 hours"),
    ],
)
def test_a_span_is_written_by_its_two_largest_units(span: timedelta, arabic: str, english: str) -> None:
    with override("ar"):
        assert written_span(span) == arabic
    with override("en"):
        assert written_span(span) == english


def test_a_day_is_written_in_words_with_the_months_of_the_levant() -> None:
    with override("ar"):
        assert [written_month(date(2026, month, 1)) for month in range(1, 13)] == [f"{name} 2026" for name in LEVANT]
        assert written_months() == list(enumerate(LEVANT, start=1))
        assert written_day(date(2026, 11, 23)) == "الاثنين 23 تشرين الثاني 2026"
        assert written_day(date(2026, 11, 23), "en") == "Monday 23 November 2026"
        assert written_weekday(date(2026, 11, 5)) == "الخميس 5"
    with override("en"):
        assert written_month(date(2026, 11, 23)) == "November 2026"
        assert written_weekday(date(2026, 11, 5)) == "Thursday 5"


def test_a_third_language_needs_no_table_here() -> None:
    with override("fr"):
        assert written_month(date(2026, 11, 23)) == "novembre 2026"
        assert {"lundi", "23 novembre 2026"} == set(written_day(date(2026, 11, 23)).split(" ", 1))
        assert "14:10" in written_hour(datetime(2026, 11, 23, 14, 10, tzinfo=ZoneInfo("Asia/Amman")))


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
    with override("ar"):
        assert written_hour(at) == arabic
        assert written_moment(at) == f"الثلاثاء 24 تشرين الثاني 2026، {arabic}"
    with override("en"):
        assert written_hour(at) == english
        assert written_moment(at) == f"Tuesday 24 November 2026, {english}"


def test_a_short_day_is_written_day_first() -> None:
    assert written_short_day(date(2026, 10, 5)) == "05/10/2026"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_numbers_are_written_alike_in_both_languages(language: str) -> None:
    with override(language):
        assert [written_number(number) for number in (0, 999, 18342, -1234567)] == ["0", "999", "18,342", "-1,234,567"]
        assert [written_number(number, decimals=1) for number in (2.84, 3, 1023.96)] == ["2.8", "3.0", "1,024.0"]
        assert [written_percent(percent) for percent in (0, 76, 1200)] == ["0%", "76%", "1,200%"]
        assert written_percent(Decimal("12.0"), decimals=1) == "12.0%"


@pytest.mark.parametrize(
    ("number", "decimals", "written"), [(2.5, 0, "3"), (0.25, 1, "0.3"), (-0.5, 0, "-1"), (57.4999999999, 0, "58")]
)
def test_a_half_is_written_as_the_next_number_up(number: float, decimals: int, written: str) -> None:
    with override("en"):
        assert written_number(number, decimals) == written
        assert written_percent(number, decimals) == f"{written}%"


def test_numbers_of_a_third_language_need_no_table_here() -> None:
    with override("de"):
        assert (written_number(18342), written_number(2.84, decimals=1)) == ("18.342", "2,8")
        assert written_percent(76) == "76\N{NO-BREAK SPACE}%"


def test_each_language_has_its_locale() -> None:
    assert [str(locale_of(language)) for language, _name in settings.LANGUAGES] == ["ar_JO", "en_001"]


def test_a_language_without_a_locale_of_its_own_is_written_as_everywhere() -> None:
    assert str(locale_of("pt-br")) == "pt_BR"


def test_where_no_language_is_active_it_is_the_platforms() -> None:
    with override(None):
        assert active_language() == "ar"


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "1 kB"),
        (1, "1 kB"),
        (420_000, "410 kB"),
        (1024**2, "1.0 MB"),
        (2_936_013, "2.8 MB"),
        (20 * 1024**2, "20.0 MB"),
    ],
)
def test_a_size_is_written_in_the_unit_that_fits(size: int, written: str) -> None:
    with translation.override("en"):
        assert written_size(size) == written
