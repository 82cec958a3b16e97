"""A page drawn for one visitor is shown to the next, but for what is their own; no script runs that was put into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from content.pages.models import HomePage
from tests.comes_true import comes_true
from tests.conftest import DESK, PHONE
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from tests.journeys.entering import enter
from tests.scenes import hire
from workflows.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PUT_IN = """() => {
  const script = document.createElement("script")
  script.text = "window.ran = true"
  document.body.append(script)
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'><p style='color: red'>")
}"""


@pytest.mark.parametrize("path", ["/ar/file/complaint/", pytest.param("/en/file/complaint/", marks=pytest.mark.large)])
def test_two_visitors_of_one_second_file_two_cases_with_two_codes(
    open_page: Callable[[tuple[int, int]], Page], path: str
) -> None:
    made.published_forms()
    visitors = [open_page(PHONE), open_page(DESK)]
    for page in visitors:
        page.goto(path)
    for name in ("form_token", "csrfmiddlewaretoken"):
        assert len({page.locator(f"[name={name}]").first.input_value() for page in visitors}) == 2
    kept = []
    for number, page in enumerate(visitors):
        page.fill("[name=subject]", f"موعد {number}")
        page.fill("[name=text]", "تأجّل الموعد ثلاث مرات")
        page.get_by_role("combobox").fill("MOH")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.click("main button[type=submit]")
        page.wait_for_url("**/filed/**")
        kept.append(number_and_secret(page))
    assert Case.objects.count() == 2
    assert len({tracking for tracking, _secret in kept}) == len({secret for _tracking, secret in kept}) == 2


def test_home_sets_no_cookie_and_its_form_leads_to_ones_request(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/")
    assert page.context.cookies() == []
    page.fill("main [name=tracking]", "26-0000-0000-0")
    page.fill("main [name=secret]", "0000 0000 0000 0000")
    page.locator("main form[method=post] button").click()
    page.locator("[data-errors]").wait_for()
    assert page.url.endswith("/ar/track/")


def test_what_an_editor_publishes_is_seen_by_who_was_there_before(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = made.published_forms()
    visitor, desk = open_page(PHONE), open_page(DESK)
    visitor.goto("/ar/")
    enter(desk, hire(land, "editor"), "ar", live_server.url)
    desk.goto(f"/admin/pages/{HomePage.objects.get(locale__language_code='ar').pk}/edit/")
    desk.fill("[name=hero_title]", "عنوان جديد للمنصّة")
    desk.locator("[data-side-panel-toggle=preview]").click()
    comes_true(
        desk, "document.querySelector('iframe#w-preview-iframe')?.contentDocument?.querySelector('main') != null"
    )
    desk.locator("footer [data-w-dropdown-target=toggle]").click()
    desk.locator("[name=action-publish]").click()
    desk.wait_for_url("**/admin/pages/*/")
    visitor.reload()
    assert visitor.locator("h1").inner_text() == "عنوان جديد للمنصّة"


@pytest.mark.parametrize("path", ["/ar/", "/ar/track/", "/en/file/integrity/", "/admin/login/"])
def test_what_was_put_into_a_page_does_not_run(browser: Browser, live_server: LiveServer, path: str) -> None:
    made.published_forms()
    context = browser.new_context(base_url=live_server.url)
    page, refused = context.new_page(), []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(path)
    assert refused == []
    page.evaluate(PUT_IN)
    page.wait_for_timeout(300)  # milliseconds
    assert page.evaluate("window.ran") is None
    assert len(refused) >= 3
    context.close()
