"""Jordan's calendar: which days of 2025 to 2027 agencies are closed, and how sure that is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.calendars.calendar import Span
from workflows.calendars.definition import Holiday, parse
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.working_time import Duration, add

DAYS = [
    Holiday(day, day, raw["name"], raw["state"], raw["circular"])
    for raw in jordan_definition()["holidays"]
    for day in Holiday(date.fromisoformat(raw["from"]), date.fromisoformat(raw["to"]), {}, "estimated").dates()
]
CALENDAR = parse(jordan_definition())


def dates(english: str, year: int) -> list[date]:
    return [day.first for day in DAYS if day.name["en"] == english and day.first.year == year]


def run(first: date, count: int) -> list[date]:
    return [first + timedelta(n) for n in range(count)]


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_days_of_the_common_calendar_are_confirmed(year: int) -> None:
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 5, 25), date(year, 12, 25)}
    assert {day.first for day in DAYS if day.first in fixed and day.state == "confirmed"} == fixed


@pytest.mark.parametrize(
    ("holiday", "first", "days"),
    [
        ("Eid al-Fitr", date(2025, 3, 30), 4),
        ("Day of Arafah", date(2025, 6, 5), 1),
        ("Eid al-Adha", date(2025, 6, 6), 5),  # the circular gave a fifth day
        ("Islamic New Year", date(2025, 6, 26), 1),
        ("The Prophet's Birthday", date(2025, 9, 4), 1),
        ("Eid al-Fitr", date(2026, 3, 20), 4),
        ("Day of Arafah", date(2026, 5, 26), 1),
        ("Eid al-Adha", date(2026, 5, 27), 4),
        ("Islamic New Year", date(2026, 6, 16), 1),
        ("The Prophet's Birthday", date(2026, 8, 25), 1),
        ("Eid al-Fitr", date(2027, 3, 9), 4),
        ("Day of Arafah", date(2027, 5, 15), 1),
        ("Eid al-Adha", date(2027, 5, 16), 4),
        ("Islamic New Year", date(2027, 6, 6), 1),
        ("The Prophet's Birthday", date(2027, 8, 14), 1),
    ],
)
def test_each_holiday_by_the_moon_has_its_days(holiday: str, first: date, days: int) -> None:
    assert dates(holiday, first.year) == run(first, days)


def test_isra_and_miraj_is_a_working_day() -> None:
    assert [CALENDAR.why(day) for day in (date(2025, 1, 27), date(2027, 1, 5))] == ["open", "open"]


def test_a_date_by_the_moon_is_estimated_until_a_circular_fixes_it() -> None:
    by_the_moon = [day for day in DAYS if (day.first.month, day.first.day) not in {(1, 1), (5, 1), (5, 25), (12, 25)}]
    assert {(bool(day.circular), day.state) for day in by_the_moon} == {(True, "confirmed"), (False, "estimated")}
    assert {day.first.year for day in by_the_moon if day.state == "confirmed"} == {2025, 2026}


def test_every_date_stands_once_and_has_a_name_in_each_language() -> None:
    assert len({day.first for day in DAYS}) == len(DAYS) == 46
    for day in DAYS:
        assert re.fullmatch(r"[\u0621-\u064a\s]+", day.name["ar"])
        assert re.fullmatch(r"[A-Za-z' -]+", day.name["en"])


def test_the_weekend_is_friday_and_saturday() -> None:
    assert CALENDAR.weekend == {4, 5}
    assert CALENDAR.zone == ZoneInfo("Asia/Amman")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-03-27T11:00", "2025-04-06T11:00"),  # Thursday before the feast: Thursday 3 April, Sunday 6 April
        ("2025-06-04T09:30", "2025-06-12T09:30"),  # Wednesday before Arafah: 11 and 12 June
        ("2026-03-19T12:00", "2026-03-25T12:00"),  # 20 to 23 March closed
        ("2026-05-24T08:00", "2026-06-01T08:00"),  # Independence Day and the feast: 31 May and 1 June
        ("2027-05-13T15:00", "2027-05-23T15:00"),  # 15 to 19 May closed: 20 and 23 May
    ],
)
def test_two_working_days_over_a_feast(start: str, end: str) -> None:
    zone = CALENDAR.zone
    assert add(CALENDAR, datetime.fromisoformat(start).replace(tzinfo=zone), Duration(2)) == (
        datetime.fromisoformat(end).replace(tzinfo=zone)
    )


def test_bodies_are_open_from_half_past_eight_and_in_ramadan_as_the_circulars_say() -> None:
    assert CALENDAR.hours(date(2026, 11, 26)) == (Span(510, 930),)
    assert CALENDAR.hours(date(2025, 3, 2)) == (Span(570, 900),)
    assert CALENDAR.hours(date(2026, 2, 19)) == CALENDAR.hours(date(2026, 3, 19)) == (Span(540, 870),)
    assert CALENDAR.hours(date(2026, 2, 18)) == CALENDAR.hours(date(2026, 3, 24)) == (Span(510, 930),)
    assert CALENDAR.hours(date(2026, 11, 27)) == ()


def test_a_ramadan_of_which_no_circular_is_known_is_estimated() -> None:
    states = [(season["from"][:4], season["state"]) for season in jordan_definition()["seasons"]]
    assert states == [("2025", "estimated"), ("2026", "confirmed"), ("2027", "estimated")]
