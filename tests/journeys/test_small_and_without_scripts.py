"""What shows without scripts does something, and words stay in their boxes on the smallest phones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from content.forms.filed_link import filed_link
from permissions.actors import Actor
from tests.after_filing import has_filed
from tests.content.forms import made
from tests.scenes import country, file_case
from workflows.cases.actions import Accept, Decide
from workflows.cases.lifecycle import apply

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM: FilePayload = {"name": "run.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
PAPER: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": made.PDF}


def test_without_scripts_no_button_shows_that_does_nothing(browser: Browser, live_server: LiveServer) -> None:
    country()
    case = file_case()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ar-JO")
    cookies = has_filed(Client(), case).cookies
    context.add_cookies([{"name": name, "value": kept.value, "url": live_server.url} for name, kept in cookies.items()])
    page = context.new_page()
    page.goto(filed_link(case.tracking))
    assert page.locator("[data-tracking]").count() == 1
    shown = [button for button in page.locator("button[type=button]").all() if button.is_visible()]
    assert shown == []
    page.goto("/ar/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("main form button").first.click()
    page.locator("#add > summary").click()
    form = page.locator("form[action$='/add/']")
    form.locator("[name=files]").set_input_files([PAPER, PROGRAM])
    form.locator(".btn-row .btn:not(.quiet)").click()
    page.locator("[data-errors]").wait_for()
    assert page.locator("[data-remove-box]").count() == 1
    assert [button for button in page.locator("button[type=button]").all() if button.is_visible()] == []
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_the_words_of_the_rating_stay_in_their_boxes(open_page: Callable[[tuple[int, int]], Page], width: int) -> None:
    scene = country()
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=scene.actor("officer-moh"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    page = open_page((width, 740))
    page.goto("/en/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("main form button").first.click()
    page.locator(".rate label").first.wait_for()
    wide = "(all) => all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent)"
    assert page.eval_on_selector_all(".rate label, .rate span", wide) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_the_narrowest_phone_no_page_is_wider_than_its_screen(
    open_page: Callable[[tuple[int, int]], Page], language: str
) -> None:
    made.published_forms()
    page = open_page((320, 740))
    for address in ("", "file/complaint/", "track/", "search/"):
        page.goto(f"/{language}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
