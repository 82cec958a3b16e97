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
