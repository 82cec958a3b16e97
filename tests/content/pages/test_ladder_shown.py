"""Pages read the times of the ladder in force, and those that state a time in words are listed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from content.pages.blocks import StairBlock
from content.pages.ladder_shown import STATED_TIME, pages_stating_times
from content.pages.models import StandardPage
from tests.scenes import LADDER, country, publish_one
from tests.seeded_site import pages_and_forms


@pytest.mark.django_db
def test_the_home_page_has_the_times_of_the_ladder_in_force(client: Client) -> None:
    country()
    pages_and_forms()
    assert _times(client) == [
        "Straight away",
        "Within 2 working days",
        "If nobody acts: 2 working days more",
        "If nobody acts again",
    ]
    publish_one("ladder", "default", LADDER | {"rungs": [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]})
    assert _times(client) == [
        "Straight away",
        "Within 1 working day",
        "If nobody acts: 3 working days more",
        "If nobody acts again",
    ]


def _times(client: Client) -> list[str]:
    page = BeautifulSoup(client.get("/en/").content, "lxml")
    return [" ".join(time.get_text().split()) for time in page.select(".stairs.climbs .when")]


@pytest.mark.django_db
def test_pages_that_state_a_time_in_words_are_listed_with_it() -> None:
    country()
    pages_and_forms()
    time_by_slug = {page.slug: time for page, time in pages_stating_times() if page.locale.language_code == "en"}
    assert time_by_slug["reply-times"] == "two working days"
    assert "insaf" not in time_by_slug
    StandardPage.objects.get(slug="reply-times", locale__language_code="en").unpublish()
    assert "reply-times" not in {
        page.slug for page, _time in pages_stating_times() if page.locale.language_code == "en"
    }


@pytest.mark.parametrize(
    "text",
    ["within 2 working days", "five working days", "one working day", "خلال يومي عمل", "٥ أيام عمل"],
)
def test_a_time_is_found_in_words_and_figures(text: str) -> None:
    assert STATED_TIME.search(text)


@pytest.mark.parametrize("text", ["how working days are counted", "كيف تُعدّ مواعيد العمل", "in 3 days"])
def test_what_states_no_working_time_is_no_time(text: str) -> None:
    assert not STATED_TIME.search(text)


@pytest.mark.parametrize(("when", "level"), [("", ""), ("Straight away", "0")])
def test_a_step_has_its_time_from_the_editor_or_from_the_ladder(when: str, level: str) -> None:
    block = StairBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"when": when, "level": level, "heading": "You file", "text": "You write."}))
