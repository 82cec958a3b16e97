"""A colleague is called into a note, hears it at the bell and watches the request; one press changes the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.journeys.entering import enter
from tests.scenes import country, file_case
from workflows.cases.models import CaseEvent, Watch
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


@pytest.mark.usefixtures("transactional_db")
def test_a_colleague_is_called_and_hears_it(
    desk_page: Page,
    open_page: Callable[[tuple[int, int]], Page],
    live_server: LiveServer,
    barriers: Callable[[Page], list[str]],
) -> None:
    land, case = country(), file_case()
    mine, theirs = desk_page, open_page((360, 740))
    enter(mine, land.people["officer-moh"], "ar", live_server.url)
    mine.goto(f"/admin/desk/{case.tracking}/")
    mine.locator("#act-note summary").press("Enter")
    text = mine.locator("#note-text")
    text.press_sequentially("انظر يا @staff", delay=20)
    mine.locator("[role=option][aria-selected=true]", has_text="staff-moh").wait_for()
    assert barriers(mine) == []
    text.press("Enter")
    comes_true(mine, "document.querySelector('#note-text').value.endsWith('@staff-moh ')")
    mine.locator("#act-note .btn-row button").first.press("Enter")
    mine.locator(".messages li", has_text="staff-moh").wait_for()
    event = CaseEvent.objects.get(case=case, verb="noted")
    assert event.data["mentioned"] == [land.people["staff-moh"].pk]
    deliver_waiting()

    enter(theirs, land.people["staff-moh"], "ar", live_server.url)
    theirs.goto("/admin/desk/")
    theirs.locator("[data-bell-count]", has_text="1").wait_for()
    theirs.locator("[data-bell]").click()
    assert barriers(theirs) == []
    comes_true(theirs, "document.documentElement.scrollWidth <= 360")
    theirs.locator("[data-notice] a").first.click()
    theirs.locator("[data-do=watch]").click()
    theirs.locator("[data-do=unwatch]").wait_for()
    assert Watch.objects.filter(case=case, user=land.people["staff-moh"]).exists()
    comes_true(theirs, "!document.querySelector('[data-history]').open")
    theirs.goto("/admin/notices/")
    assert theirs.locator(".is-new").count() == 0, "what was followed is read"


@pytest.mark.usefixtures("transactional_db")
def test_one_press_and_the_same_page_speaks_the_other_language(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    land, case = country(), file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    page.locator(".staff-bar [name=arabic_digits]").click()
    page.locator(".messages li").wait_for()
    page.locator(".with-history", has_text="٢٠٢").wait_for()
    page.locator(".staff-bar [name=language][value=en]").click()
    page.locator(".messages li", has_text="The platform speaks English to you now.").wait_for()
    assert page.url.endswith(f"/admin/desk/{case.tracking}/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()  # what is said once, and fades, is gone
    assert barriers(page) == []
    beside = page.locator("[data-history]").bounding_box()
    form = page.locator("#act-decide").bounding_box()
    assert beside is not None
    assert form is not None
    assert beside["x"] > form["x"] + form["width"] - 1, "the history stands beside the form"
    page.locator("#decide-text").scroll_into_view_if_needed()
    comes_true(page, "document.querySelector('[data-history]').getBoundingClientRect().bottom > 0")
