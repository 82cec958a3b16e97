"""The public pages in a real browser: no barrier that axe knows, nothing cut off on a phone, useful without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.scenes import country
from tests.seeded_site import pages_and_forms

PATHS = [
    *("", "file/", "how-we-work/", "reply-times/", "questions/", "privacy/", "accessibility/"),
    *("contact/", "contact/write/", "track/", "track/lost/", "track/new-code/over/", "nothing/"),
    *("services/", "about/", "news/", "figures/", "api/", "today/"),
    *("search/", "search/?q=شكوى", "search/?q=الشكزى", "search/?q=zzzz", "search/?q=complaint&in=forms"),
    *("agencies/", "agencies/?q=helath", "agencies/?q=zzzz", "agencies/moh/"),
    *("help/", "help/?q=zzzz", "help/filing/", "help/filing/attachments/"),
]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def _pages(transactional_db: None) -> None:
    country()
    pages_and_forms()


@pytest.mark.usefixtures("_pages")
def test_pages_have_no_barrier_and_fit_a_phone_and_a_desk(
    phone_page: Page, desk_page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    for page in (phone_page, desk_page):
        for language in ("ar", "en"):
            for path in PATHS:
                page.goto(f"/{language}/{path}")
                assert page.evaluate(TOO_WIDE) <= 0, f"/{language}/{path}"
                assert barriers(page) == [], f"/{language}/{path}"


@pytest.mark.usefixtures("_pages")
def test_the_dark_page_has_no_barrier_either(desk_page: Page, barriers: Callable[[Page], list[str]]) -> None:
    desk_page.emulate_media(color_scheme="dark")
    for path in ("", "how-we-work/", "track/"):
        desk_page.goto(f"/ar/{path}")
        assert barriers(desk_page) == []


@pytest.mark.usefixtures("_pages")
def test_without_scripts_the_menu_opens_and_the_questions_unfold(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto("/en/questions/")
    page.click("details.menu > summary")
    assert page.is_visible("details.menu a:text('Follow a request')")
    page.click("details.menu > summary")
    page.click("text=Do I need an account?")
    assert page.is_visible("text=You follow your request with a number")
    assert not page.is_visible(".only-js")
    context.close()


@pytest.mark.usefixtures("_pages")
def test_the_keyboard_reaches_the_content_first(desk_page: Page) -> None:
    desk_page.goto("/en/")
    desk_page.keyboard.press("Tab")
    assert desk_page.evaluate("document.activeElement.className") == "skip"
    desk_page.keyboard.press("Enter")
    assert desk_page.evaluate("document.activeElement.id") == "main"


@pytest.mark.usefixtures("_pages")
def test_on_a_phone_the_foot_is_shorter_than_a_screen(phone_page: Page) -> None:
    for path in ("/ar/news/", "/en/news/"):
        phone_page.goto(path)
        box = phone_page.locator("footer").bounding_box()
        assert box is not None
        assert box["height"] <= 480, path
