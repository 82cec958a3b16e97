"""What an owner is told before a calendar can be published."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from workflows.calendars.check import MOST, problems
from workflows.calendars.jordan import jordan_definition

NAME = {"ar": "عطلة", "en": "Holiday"}
DAY = {"from": "2026-05-25", "to": "2026-05-25", "name": NAME, "state": "confirmed", "circular": ""}
HOURS = {"sunday": [["08:30", "15:30"]], "monday": [["08:30", "12:00"], ["13:00", "16:00"]]}
SEASON = {**DAY, "to": "2026-06-25", "hours": {"sunday": [["10:00", "15:00"]], "monday": [["10:00", "15:00"]]}}


def calendar(**changes: Any) -> dict[str, Any]:
    whole = {
        "format": 2, "name": NAME, "zone": "Asia/Amman", "hours": HOURS, "seasons": [SEASON], "holidays": [DAY],
    }  # fmt: skip
    return {**whole, **changes}


def with_day(**changes: Any) -> dict[str, Any]:
    return calendar(holidays=[{**DAY, **changes}])


def with_season(**changes: Any) -> dict[str, Any]:
    return calendar(seasons=[{**SEASON, **changes}])


def with_hours(*spans: Any) -> dict[str, Any]:
    return calendar(hours={**HOURS, "sunday": list(spans)})


def test_jordans_calendar_has_no_problem() -> None:
    assert problems("jordan", jordan_definition()) == problems("x", calendar()) == []


def test_a_calendar_without_weekend_seasons_or_holidays_is_allowed() -> None:
    every_day = {
        **HOURS,
        **dict.fromkeys(("tuesday", "wednesday", "thursday", "friday", "saturday"), HOURS["sunday"]),
    }
    assert problems("always", calendar(hours=every_day, seasons=[], holidays=[])) == []


NO_HOURS = "No weekday has hours: working time would never pass, and nothing would ever be due."


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (None, "The calendar is empty."),
        (calendar(name={"en": "Calendar"}), "The calendar needs a name in Arabic."),
        (calendar(zone=""), "The time zone is missing."),
        (calendar(zone="Asia/Atlantis"), "There is no time zone named “Asia/Atlantis”."),
        (calendar(zone="../etc/passwd"), "There is no time zone named “../etc/passwd”."),
        (calendar(zone=3), "There is no time zone named “3”."),
        (calendar(hours={}, seasons=[]), NO_HOURS),
        (calendar(hours={"sunday": []}, seasons=[]), NO_HOURS),
        (calendar(hours=None, seasons=[]), NO_HOURS),
        (calendar(hours={**HOURS, "sonntag": []}), "“sonntag” is none of the seven days of the week."),
        (with_hours(["8:30", "15:30"]), "Sunday: write hours as 08:30 and 15:30; the end of a day is 24:00."),
        (with_hours(["08:30"]), "Sunday: write hours as 08:30 and 15:30; the end of a day is 24:00."),
        (with_hours(8), "Sunday: write hours as 08:30 and 15:30; the end of a day is 24:00."),
        (with_hours(["08:30", "25:00"]), "Sunday: write hours as 08:30 and 15:30; the end of a day is 24:00."),
        (with_hours(["15:30", "08:30"]), "Sunday: 15:30 to 08:30 ends before it begins."),
        (with_hours(["08:30", "08:30"]), "Sunday: 08:30 to 08:30 ends before it begins."),
        (
            with_hours(["08:30", "12:00"], ["11:00", "15:00"]),
            "Sunday: 11:00 to 15:00 overlaps with the hours before it.",
        ),
        (calendar(seasons=None), "The list of seasons is missing."),
        (calendar(seasons=[3]), "Season 1: it is empty."),
        (with_season(hours={}), f"Season 1: {NO_HOURS}"),
        (
            with_season(hours={"sunday": HOURS["sunday"]}),
            "Season 1: it must have hours on the same weekdays as the rest of the year, and on no others.",
        ),
        (with_season(name={}), "Season 1: the name is missing in Arabic."),
        (calendar(holidays=None), "The list of holidays is missing."),
        (calendar(holidays=["2026-05-25"]), "Holiday 1: it is empty."),
        (with_day(**{"from": ""}), "Holiday 1: the first or the last day is missing, or is not a date."),
        (with_day(to="2026-02-30"), "Holiday 1: the first or the last day is missing, or is not a date."),
        (with_day(to="2026-05-24"), "Holiday 1: it ends on 24/05/2026, before it begins on 25/05/2026."),
        (with_day(to="2027-05-27"), "Holiday 1: it is longer than a year."),
        (with_day(name={"en": "Holiday"}), "Holiday 1: the name is missing in Arabic."),
        (with_day(state="maybe"), "Holiday 1: say whether it is estimated or confirmed."),
        (with_day(circular=7), "Holiday 1: the circular is given as text."),
        (calendar(holidays=[DAY, DAY]), "25/05/2026 is in the list twice: Holiday 1 and Holiday 2."),
        (
            calendar(holidays=[{**DAY, "to": "2026-05-28"}, {**DAY, "from": "2026-05-27", "to": "2026-05-30"}]),
            "27/05/2026 is in the list twice: Holiday 1 and Holiday 2.",
        ),
        ({"weekend": [4, 5]}, "The calendar cannot be read: something is missing or of the wrong kind near 'zone'."),
        (
            calendar(holidays=[{**DAY, "from": f"{year}-01-01", "to": f"{year}-01-01"} for year in range(1000, 2001)]),
            "A calendar holds at most 1000 holidays and as many seasons.",
        ),
    ],
)
def test_each_mistake_is_named_with_its_place(definition: Any, sentence: str) -> None:
    assert MOST == 1_000
    with translation.override("en"):
        assert problems("some", definition) == [sentence]


def test_every_problem_is_named_at_once() -> None:
    with translation.override("en"):
        assert problems("some", {"format": 2, "seasons": [], "holidays": [{}]}) == [
            "The calendar needs a name in Arabic.",
            "The time zone is missing.",
            NO_HOURS,
            "Holiday 1: the first or the last day is missing, or is not a date.",
            "Holiday 1: the name is missing in Arabic.",
            "Holiday 1: say whether it is estimated or confirmed.",
        ]
