"""What an owner is told before a calendar can be published."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from workflows.calendars.check import problems
from workflows.calendars.jordan import jordan_definition

NAME = {"ar": "عطلة", "en": "Holiday"}


def calendar(**changes: Any) -> dict[str, Any]:
    day = {"date": "2026-05-25", "name": NAME, "state": "confirmed", "circular": ""}
    return {"zone": "Asia/Amman", "weekend": [4, 5], "days_off": [day], **changes}


def with_day(**changes: Any) -> dict[str, Any]:
    return calendar(days_off=[{"date": "2026-05-25", "name": NAME, "state": "confirmed", **changes}])


def test_jordans_calendar_has_no_problem() -> None:
    assert problems("jordan", jordan_definition()) == []


def test_a_calendar_without_weekend_or_holidays_is_allowed() -> None:
    assert problems("always", calendar(weekend=[], days_off=[])) == []


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (None, "The calendar is empty."),
        (calendar(zone=""), "The time zone is missing."),
        (calendar(zone="Asia/Atlantis"), "There is no time zone named “Asia/Atlantis”."),
        (calendar(zone="../etc/passwd"), "There is no time zone named “../etc/passwd”."),
        (calendar(zone=3), "There is no time zone named “3”."),
        (calendar(weekend=None), "The days of the weekend are missing."),
        (calendar(weekend=[4, 7]), "A day of the weekend is none of the seven days of the week."),
        (calendar(weekend=[True]), "A day of the weekend is none of the seven days of the week."),
        (calendar(weekend=[0, 1, 2, 3, 4, 5, 6]), "All seven days are weekend: no working day is left."),
        (calendar(days_off=None), "The list of holidays is missing."),
        (calendar(days_off=["2026-05-25"]), "Holiday 1 is empty."),
        (with_day(date=""), "Holiday 1: the date is missing."),
        (with_day(date="2026-02-30"), "Holiday 1: “2026-02-30” is not a date."),
        (with_day(name={"en": "Holiday"}), "Holiday 1: the Arabic name is missing."),
        (with_day(name={"ar": "عطلة", "en": " "}), "Holiday 1: the English name is missing."),
        (with_day(state="maybe"), "Holiday 1: say whether it is estimated or confirmed."),
        (with_day(circular=7), "Holiday 1: the circular is given as text."),
    ],
)
def test_each_mistake_is_named_with_its_place(definition: Any, sentence: str) -> None:
    with translation.override("en"):
        assert problems("some", definition) == [sentence]


def test_a_date_given_twice_is_named_by_its_row() -> None:
    day = {"date": "2026-05-25", "name": NAME, "state": "confirmed"}
    with translation.override("en"):
        assert problems("some", calendar(days_off=[day, {**day, "date": "2026-05-26"}, day])) == [
            "Holiday 3: 25/05/2026 is in the list twice."
        ]


def test_every_problem_is_named_at_once() -> None:
    with translation.override("en"):
        assert problems("some", {"days_off": [{}]}) == [
            "The time zone is missing.",
            "The days of the weekend are missing.",
            "Holiday 1: the date is missing.",
            "Holiday 1: the Arabic name is missing.",
            "Holiday 1: the English name is missing.",
            "Holiday 1: say whether it is estimated or confirmed.",
        ]
