"""Of those set apart only whole years tell, in steps of five, and no step tells of another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from workflows.reports.freezing import tells_apart
from workflows.reports.period import Period
from workflows.reports.set_apart import BAND, Apart, band, in_words, part
from workflows.reports.story import Act, Story

YEAR = Period(2026)


def story(*acts: tuple[str, int, str], track: str = "sensitive", guarded: bool = False) -> Story:
    """Acts as (verb, day of the year, status)."""
    said = {"kind": "k", "channel": "web", "track": track, "guarded": guarded}
    return Story(1, [Act(v, YEAR.start + timedelta(days=d), "staff", 7, s, "", 0, None, said) for v, d, s in acts])


FILED = ("opened", 10, "in_progress")
OLD = ("opened", -10, "in_progress")
DECIDED = ("decided", 20, "answered")
CLOSED = ("closed", 30, "closed")


def told(*stories: Story) -> dict[str, dict[str, int | None]]:
    apart = Apart(YEAR.start, YEAR.end)
    for each in stories:
        apart.add(each)
    return apart.told()


def test_a_year_worked_out_by_hand() -> None:
    sensitive = [
        *[story(FILED, DECIDED, CLOSED)] * 7,  # received, answered, over
        *[story(FILED, DECIDED)] * 4,  # received, answered, waits for its citizen
        *[story(FILED)] * 6,  # received
        *[story(OLD)] * 3,  # pending from the year before
        *[story(OLD, CLOSED)] * 9,  # of the year before, and over
    ]
    guarded = [story(FILED, track="ordinary", guarded=True)] * 5 + [story(OLD, track="ordinary", guarded=True)]
    ordinary = [story(FILED, DECIDED, CLOSED, track="ordinary")] * 20
    assert told(*sensitive, *guarded, *ordinary) == {
        "sensitive": {"received": 15, "pending": 10, "answered": 10},  # 17, 13, 11
        "guarded": {"received": 5, "pending": 5},  # 5, 6
    }


def test_none_and_four_are_told_alike() -> None:
    few = {"sensitive": {"received": 0, "pending": 0, "answered": None}, "guarded": {"received": 0, "pending": 0}}
    assert told() == few
    assert told(*[story(FILED)] * 4, *[story(FILED, track="ordinary", guarded=True)] * 4) == few


@pytest.mark.parametrize("answered", [0, 1, 4, 9, 12, 13])
def test_a_part_is_not_told_where_it_or_the_rest_is_small(answered: int) -> None:
    found = told(*[story(FILED, DECIDED)] * answered, *[story(FILED)] * (13 - answered))
    assert found["sensitive"] == {"received": 10, "pending": 10, "answered": None}


def test_what_came_after_the_year_is_of_the_next() -> None:
    late = ("decided", 400, "answered")
    acts = [story(FILED, late)] * 20 + [story(("opened", 366, "in_progress"))] * 20
    assert told(*acts)["sensitive"] == {"received": 20, "pending": 20, "answered": None}


def test_only_a_year_that_is_over_tells_of_them() -> None:
    october = Period(2026, 10)
    assert tells_apart(YEAR, YEAR.end)
    assert tells_apart(YEAR, YEAR.end + timedelta(days=9))
    assert not tells_apart(YEAR, YEAR.end - timedelta(minutes=1))
    assert not tells_apart(october, october.end)
    assert not tells_apart(october, datetime(2027, 6, 1, tzinfo=UTC))


def test_every_number_of_a_step_is_told_in_the_same_words() -> None:
    with translation.override("en"):
        assert {in_words(band(number)) for number in range(BAND)} == {"fewer than 5"}
        assert {in_words(band(number)) for number in range(10, 15)} == {"10 to 14"}
        assert in_words(band(1234)) == "1,230 to 1,234"
        assert in_words(part(4, 40)) == in_words(part(36, 40)) == "withheld"
