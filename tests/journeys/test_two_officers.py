"""Two officers have one case open: each sees the other, what happened meanwhile is read first, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.people.models import StaffSession
from portal.in_hand.models import KeptDraft
from tests.comes_true import comes_true
from tests.journeys.entering import enter
from tests.scenes import country, file_case
from workflows.cases.models import Message

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

MINE, THEIRS = "نتابع طلبك مع قسم الأشعة.", "كتبها زميلٌ في هذه الأثناء."
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
"""What a browser says when the page is looked at again: it asks at once what happened."""


@pytest.mark.usefixtures("transactional_db")
def test_two_write_at_once_and_nothing_is_lost(
    desk_page: Page,
    open_page: Callable[[tuple[int, int]], Page],
    live_server: LiveServer,
    barriers: Callable[[Page], list[str]],
) -> None:
    land, case = country(), file_case()
    mine, theirs = desk_page, open_page((360, 740))
    enter(mine, land.people["officer-moh"], "ar", live_server.url)
    enter(theirs, land.people["staff-moh"], "ar", live_server.url)
    mine.goto(f"/admin/desk/{case.tracking}/")
    mine.locator("#act-reply summary").click()
    mine.locator("#reply-text").fill(MINE)
    mine.locator("#act-reply [data-draft-words]", has_text="حُفظت").wait_for()
    theirs.goto(f"/admin/desk/{case.tracking}/")
    theirs.locator("[data-others]", has_text="officer-moh").wait_for()
    theirs.locator("#act-reply summary").click()
    theirs.locator("#reply-text").fill(THEIRS)
    theirs.locator("#act-reply .btn-row button").first.click()
    theirs.locator(".messages li").wait_for()

    mine.evaluate(LOOK)
    mine.locator("[data-news]", has_text=THEIRS).wait_for()
    assert mine.locator("#reply-text").input_value() == MINE
    assert barriers(mine) == []
    mine.locator("[data-read]").click()
    mine.locator("#act-reply .btn-row button").first.click()
    mine.locator(".messages li").wait_for()
    assert list(Message.objects.filter(case=case, kind="reply").values_list("text", flat=True)) == [THEIRS, MINE]
    assert not KeptDraft.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_a_session_that_ends_while_somebody_writes_costs_them_nothing(
    desk_page: Page, open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land, case = country(), file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    page.locator("#decide-text").fill(MINE)
    page.locator("#act-decide [data-draft-words]", has_text="حُفظت").wait_for()
    page.context.clear_cookies()
    StaffSession.objects.all().delete()
    page.locator("#decide-text").press("End")
    page.keyboard.type("!")
    page.locator("#act-decide [data-draft-words]", has_text="انتهت جلستك").wait_for()

    elsewhere = open_page((360, 740))
    enter(elsewhere, land.people["officer-moh"], "ar", live_server.url)
    elsewhere.goto(f"/admin/desk/{case.tracking}/")
    assert elsewhere.locator("#decide-text").input_value() == MINE
    assert "حُفظت" in elsewhere.locator("#act-decide [data-draft-words]").inner_text()
    comes_true(elsewhere, "document.documentElement.scrollWidth <= 360")
