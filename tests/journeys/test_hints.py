"""On a phone, in Arabic: as one writes, the agency that it seems to be for is offered, and taken by one press."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.content.forms import made
from tests.journeys.filling import SEND, open_more
from tests.workflows.suggestions.taught import taught
from workflows.cases.models import Case
from workflows.suggestions.models import About

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "الطبيب لم يأت والدواء مفقود في المستشفى والعيادة مغلقة"


def test_what_is_offered_as_one_writes_is_taken_by_one_press(open_page: Callable[[tuple[int, int]], Page]) -> None:
    made.published_forms()
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "moe"})
    page = open_page((360, 740))
    page.goto("/ar/file/complaint/")
    page.fill("[name=subject]", "دواء مفقود")
    page.fill("[name=text]", TEXT)
    offer = page.locator("[data-offer=agency]")
    offer.wait_for()
    assert "مستشفى" in offer.inner_text(), "the word of the rule"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.input_value("select[name=agency]") == "", "nothing is chosen for anybody"
    page.click("[name=form_take][value='agency:moh']")
    page.locator("[data-taken]").wait_for()
    assert page.input_value("select[name=agency]") == "moh"
    assert page.evaluate("document.activeElement.hasAttribute('data-taken')")
    open_more(page)
    page.check("[name=confidential]")
    page.wait_for_function("!document.querySelector('[data-offer], [data-answers]')")
    page.uncheck("[name=confidential]")
    page.fill("[name=email]", "name@example.com")
    page.press("[name=email]", "Enter")
    page.locator("[data-tracking]").wait_for()
    assert Case.objects.get().agency.code == "moh"
    page.goto("/ar/file/integrity/")
    page.fill("[name=text]", TEXT)
    assert not page.locator("[data-hints]").count()
    assert page.locator(SEND).count() == 1


def test_enter_in_the_list_of_agencies_takes_the_first_that_was_found_and_sends_nothing(
    open_page: Callable[[tuple[int, int]], Page],
) -> None:
    made.published_forms()
    page = open_page((360, 740))
    page.goto("/ar/file/complaint/")
    page.fill("[name=text]", TEXT)
    search = page.locator("[data-agency-search] input[role=combobox]")
    search.fill("mo")
    found = page.locator("[data-agency-search] [role=option]:not(.always)").all_inner_texts()
    assert sorted(found) == ["moe", "moh"]
    search.press("Enter")
    assert search.input_value() == page.input_value("select[name=agency]") == found[0]
    search.fill("زززز")
    search.press("Enter")
    assert page.input_value("select[name=agency]") == "", "nothing was found, and no other is taken for it"
    assert page.input_value("[name=text]") == TEXT, "the page is the same"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "don't know"), ("en", "I don’t know"), ("ar", "لا اعرف"), ("ar", "i don't know")]
)
def test_words_that_say_one_does_not_know_the_agency_choose_that(
    open_page: Callable[[tuple[int, int]], Page], language: str, typed: str
) -> None:
    made.published_forms()
    page = open_page((360, 740))
    page.goto(f"/{language}/file/complaint/")
    search = page.locator("[data-agency-search] input[role=combobox]")
    unknown = {"en": "I don’t know", "ar": "لا أعرف"}[language]
    search.fill(typed[:-1])
    assert page.locator(".options .none").count() == 0, "it's among what is offered"
    assert page.locator(".options [role=option]").first.inner_text() == unknown
    search.fill(typed)
    search.blur()
    assert page.input_value("select[name=agency]") == "unknown"
    assert search.input_value() == unknown
