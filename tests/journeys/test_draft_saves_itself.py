"""What an owner types is there after a reload, though no button was pressed, and is undone from there by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.actors import Actor
from tests.journeys.entering import enter, seen_whole, wide
from tests.scenes import LADDER, country, hire
from workflows.cases.retention import as_shipped
from workflows.escalation.definition import newest
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def test_it_is_saved_while_one_types_and_undone_after_a_reload(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    begun = draft(subject="ladder", key="default", definition=newest(LADDER), actor=Actor.operator)
    page = open_page((1280, 900))
    enter(page, hire(land, "owner"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{begun.pk}/edit/")
    first, said = page.locator("[name=rungs-0-after]"), page.locator("[data-said]")
    first.fill("7")
    page.wait_for_function("() => document.querySelector('[data-said]').textContent.includes('حُفظت الساعة')")
    assert said.get_attribute("aria-live") == "polite"
    page.locator(".differences li.changed").wait_for()
    page.locator('#bar [data-do="undo"]').wait_for()
    page.reload()
    assert first.input_value() == "7"
    with seen_whole(page):
        assert barriers(page) == []
    undo = page.locator('[data-do="undo"]')
    assert re.search("أيام", undo.inner_text())
    first.press("Control+z")  # in text it is the browser's
    assert undo.count() == 1
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    page.locator('[data-do="redo"]').wait_for()
    assert first.input_value() == "2"
    page.keyboard.press("Control+Shift+Z")
    undo.wait_for()
    assert first.input_value() == "7"


def test_once_it_is_corrected_and_saved_nothing_says_that_it_is_wrong(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    begun = draft(subject="retention", key="retention", definition=as_shipped(), actor=Actor.operator)
    page = open_page((360, 740))
    enter(page, hire(land, "owner"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{begun.pk}/edit/")
    years = page.locator("[name=complaint-ordinary-years]")
    years.fill("-3")
    page.locator("[data-said].bad").wait_for()
    page.reload()
    assert page.locator("[data-refused]").count() == 1
    assert page.locator("#draft .err").count() == 1
    years.fill("3")
    page.locator("[data-said]:not(.bad)", has_text="حُفظت الساعة").wait_for()
    assert page.locator("[data-refused], #draft .err, #draft .field.bad, [data-do=forget]").count() == 0
    assert wide(page) == 360
