"""The administrator's screens in a real browser: what went wrong is where the reader is put, and nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.journeys.entering import enter
from tests.scenes import Country

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUS_IN_SIGHT = """name => {
  const focused = document.activeElement
  const box = focused.getBoundingClientRect()
  return focused.matches(name) && box.top >= 0 && box.bottom <= innerHeight
}"""


def test_a_field_that_needs_another_answer_has_the_focus_and_is_in_sight(
    phone_page: Page, live_server: LiveServer, land: Country
) -> None:
    enter(phone_page, land.people["admin"], "ar", live_server.url)
    phone_page.goto(f"/admin/access/people/{land.people['officer-moh'].pk}/")
    phone_page.locator("#act-grant summary").click()
    phone_page.locator("#grant-role").select_option("officer")
    phone_page.locator("#grant-agency").select_option("moh")
    phone_page.locator("#grant-starts").fill("2040-03-10")
    phone_page.locator("#grant-ends").fill("2040-03-01")
    phone_page.locator("#act-grant button").click()
    comes_true(phone_page, FOCUS_IN_SIGHT, arg="#grant-ends")


def test_a_refusal_has_the_focus_and_is_in_sight(phone_page: Page, live_server: LiveServer, land: Country) -> None:
    enter(phone_page, land.people["admin"], "en", live_server.url)
    phone_page.goto("/admin/access/posts/moh/")
    last = phone_page.locator("details.act:has(input[name=login])").last
    last.locator("summary").click()
    last.get_by_role("combobox").first.fill("nobody")
    last.locator("form:has(input[name=login]) button").click()
    comes_true(phone_page, FOCUS_IN_SIGHT, arg="[data-refused]")
    assert phone_page.locator("details.act[open] input[name=login]").input_value() == "nobody"


def test_the_search_stands_in_one_line_on_a_desk(
    desk_page: Page, phone_page: Page, live_server: LiveServer, land: Country
) -> None:
    for language in ("ar", "en"):
        for page in (desk_page, phone_page):
            enter(page, land.people["admin"], language, live_server.url)
            page.goto("/admin/access/people/?q=moh")
            assert page.evaluate(TOO_WIDE) <= 0
        boxes = [each.bounding_box() for each in desk_page.locator(".tools > :is(.input, .select, .btn)").all()]
        middles = [box["y"] + box["height"] / 2 for box in boxes if box]
        assert max(middles) - min(middles) < 4


@pytest.mark.parametrize(("language", "seen"), [("ar", "إنصاف"), ("en", "Insaf")])
def test_the_name_of_the_logo_is_what_stands_there(
    desk_page: Page, live_server: LiveServer, land: Country, language: str, seen: str
) -> None:
    enter(desk_page, land.people["admin"], language, live_server.url)
    desk_page.goto("/admin/access/people/")
    logo = desk_page.locator(".sidebar-custom-branding")
    assert logo.inner_text().strip() == seen
    assert seen in str(logo.get_attribute("aria-label"))
