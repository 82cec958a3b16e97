"""On a phone a part of a photo is covered with the finger, once it is said that it draws; before, it moves the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import page_at
from tests.content.forms.made import picture
from tests.journeys.entering import enter
from tests.scenes import country
from tests.site.portal.desk.filed_with import filed_with
from workflows.cases.models import File

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page
    from pytest_django.live_server_helper import LiveServer

PHONE = (360, 740)
NAMES = ("left", "top", "width", "height")


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_a_finger_draws_what_is_covered(browser: Browser, live_server: LiveServer, language: str) -> None:
    land, case = country(), filed_with(("card.png", picture("PNG")))
    with page_at(browser, live_server.url, PHONE, has_touch=True, is_mobile=True) as page:
        enter(page, land.people["officer-moh"], language, live_server.url)
        page.goto(f"/admin/desk/{case.tracking}/files/1/redact/")
        touch = page.context.new_cdp_session(page)
        switch = page.locator("[data-finger] button")
        switch.wait_for()
        stroke(page, touch)
        assert page.locator(".cover-box").count() == 0, "a finger moves the page"
        switch.tap()
        assert switch.get_attribute("aria-pressed") == "true"
        stroke(page, touch)
        page.locator(".cover-box").wait_for()
        drawn = [float(page.locator(f"[name=form-0-{name}]").input_value()) for name in NAMES]
        assert drawn == pytest.approx([25, 25, 50, 50], abs=2), "where the finger went, whatever the language"
        with page.expect_navigation():
            page.locator("form[data-redact] button:not([name]):not([type=button])").press("Enter")
        page.wait_for_url("**/files/2/view/")
        assert File.objects.filter(case=case, redacts__isnull=False).count() == 1


def stroke(page: Page, touch: CDPSession) -> None:
    """From a quarter of the picture to three quarters, both ways, in some steps."""
    ground = page.locator("[data-covering]")
    ground.scroll_into_view_if_needed()
    area: Any = ground.bounding_box()
    at = [
        {"x": area["x"] + area["width"] * part / 8, "y": area["y"] + area["height"] * part / 8} for part in range(2, 7)
    ]
    for kind, points in (("touchStart", at[:1]), *(("touchMove", [each]) for each in at[1:]), ("touchEnd", [])):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
