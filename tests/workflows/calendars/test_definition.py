"""A calendar is read from its JSON as values and written back; format 1 is read as it always was."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from workflows.calendars.calendar import ALL_DAY, Calendar, Season, Span
from workflows.calendars.definition import Holiday, OtherHours, compose, holiday_on, newest, parse

AMMAN = ZoneInfo("Asia/Amman")
NAME = {"ar": "تقويم", "en": "Calendar"}
FORMAT_1: dict[str, Any] = {
    "name": NAME,
    "zone": "Asia/Amman",
    "weekend": [4, 5],
    "days_off": [{"date": "2026-05-25", "name": NAME, "state": "confirmed", "circular": "12"}],
}
WEEK = tuple(() if day in {4, 5} else (Span(510, 720), Span(780, 930)) for day in range(7))
RAMADAN = tuple(() if day in {4, 5} else (Span(600, 900),) for day in range(7))


def whole() -> dict[str, Any]:
    return compose(
        name=NAME,
        zone="Asia/Amman",
        week=WEEK,
        holidays=[Holiday(date(2026, 5, day), date(2026, 5, day), NAME, "estimated", "7") for day in (26, 25, 28)],
        seasons=[OtherHours(Holiday(date(2026, 2, 19), date(2026, 3, 19), NAME, "confirmed"), RAMADAN)],
    )


def test_what_is_composed_is_read_back() -> None:
    closed = frozenset(date(2026, 5, day) for day in (25, 26, 28))
    season = Season(date(2026, 2, 19), date(2026, 3, 19), RAMADAN)
    assert parse(whole()) == Calendar(AMMAN, WEEK, closed, (season,))


def test_holidays_that_follow_each_other_and_say_the_same_are_one() -> None:
    assert [(each["from"], each["to"]) for each in whole()["holidays"]] == [
        ("2026-05-25", "2026-05-26"),
        ("2026-05-28", "2026-05-28"),
    ]


def test_format_1_is_open_all_day_but_on_its_weekend_and_single_dates() -> None:
    week = tuple(() if day in {4, 5} else ALL_DAY for day in range(7))
    assert parse(FORMAT_1) == Calendar(AMMAN, week, frozenset({date(2026, 5, 25)}))
    assert newest(newest(FORMAT_1)) == newest(FORMAT_1)


@pytest.mark.parametrize("definition", [FORMAT_1, whole()])
def test_a_holiday_is_found_by_its_date_in_each_format(definition: dict[str, Any]) -> None:
    assert holiday_on(definition, date(2026, 5, 25)) == NAME
    assert holiday_on(definition, date(2026, 5, 24)) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 3},
        {"format": "2"},
        {"colour": "red"},
        {"hours": {"sunday": [["15:30", "08:30"]]}},
        {"hours": {}},
        {"hours": {"sonntag": []}},
        {"zone": 3},
        {"zone": "Asia/Atlantis"},
        {"holidays": [{"from": "2026-05-25", "to": "2026-05-24"}]},
        {"holidays": [{"from": "2026-05-25", "to": "2027-06-24"}]},
        {"holidays": [{"from": "2026-05-25"}]},
        {"holidays": [{"from": "2026-05-25", "to": "2026-05-25", "until": "ever"}]},
        {"seasons": [{"from": "2026-05-25", "to": "2026-05-25"}]},
    ],
)
def test_what_is_malformed_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse({**whole(), **changes})


@pytest.mark.parametrize("weekend", [[7], list(range(7))])
def test_a_weekend_that_is_none_is_refused_in_format_1(weekend: list[int]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse({**FORMAT_1, "weekend": weekend})
