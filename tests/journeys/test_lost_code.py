"""A lost code is made anew, and a sealed page is left quickly, by forms as a browser sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.forms import made
from tests.journeys.request_states import link_to_a_new_code
from tests.journeys.walking import ADDRESS, Walk
from tests.scenes import file_case

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lost_code_is_made_anew_by_the_link(phone_page: Page) -> None:
    land, page, case = made.published_forms(), phone_page, file_case()
    page.goto("/ar/track/lost/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=address]", ADDRESS)
    page.locator("[name=address]").press("Enter")
    page.wait_for_url("**/lost/?sent")
    page.goto(link_to_a_new_code())
    page.locator("main form button").last.click()
    shown = page.locator("[data-secret]")
    shown.wait_for()
    secret = shown.get_attribute("data-secret")
    assert secret not in (None, case.secret)
    case.secret = str(secret)
    Walk(page, "ar", land).prove(case)


def test_without_scripts_the_page_after_a_sealed_form_is_left_quickly(
    browser: Browser, live_server: LiveServer
) -> None:
    land = made.published_forms()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    Walk(page, "ar", land).file("integrity", {"subject": "رشوة", "text": "طُلب مني مال لقاء خدمة."})
    filed = page.url
    page.locator("[data-quick-exit] button").click()
    page.wait_for_url("**/ar/today/")
    page.goto(filed)
    assert page.locator("[data-tracking]").count() == 0
    context.close()
