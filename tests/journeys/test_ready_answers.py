"""An officer answers with a ready answer: by at most three clicks, or by at most five keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.isolated import isolated
from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.scenes import Country, country, file_case
from workflows.cases.models import Case, CaseStatus, Message

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("transactional_db")


def made(land: Country) -> tuple[Case, Case]:
    """Two cases, and two ready answers that fit them."""
    officer = land.people["officer-moh"]
    ReadyAnswer.objects.create(
        key="first", owner=officer, title="موعد", text="طلبك {tracking} له موعد.", outcome="resolved", changed_at=now()
    )
    ReadyAnswer.objects.create(
        key="second", title="إحالة", text="يرجى مراجعة {category}.", act="decide", changed_at=now()
    )
    return file_case(), file_case()


def test_by_three_clicks_and_by_three_keys(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    land = country()
    first, second = made(land)
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto(f"/admin/desk/{first.tracking}/")
    page.locator("#act-decide .ready-open a").click()
    page.locator("#act-decide [role=option]").first.wait_for()
    assert barriers(page) == []
    page.locator("#act-decide [role=option]").first.click()
    page.locator("#act-decide .btn-row button").first.click()
    page.locator(".messages li").wait_for()

    page.goto(f"/admin/desk/{second.tracking}/")
    page.keyboard.press("Slash")
    page.locator("#act-decide [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.locator(".messages li").wait_for()
    for case in (first, second):
        case.refresh_from_db()
        assert (case.status, case.outcome) == (CaseStatus.ANSWERED, "resolved")
        assert Message.objects.filter(case=case, text=f"طلبك {isolated(case.tracking)} له موعد.").exists()
    assert ReadyAnswer.objects.get(key="first").used == 2


def test_letters_filter_and_a_place_without_a_value_is_marked(
    phone_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    land = country()
    case, _other = made(land)
    page = phone_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    page.locator("#decide-text").press("/")
    page.locator("#act-decide [role=option]").nth(1).wait_for()
    page.keyboard.type("احال")
    comes_true(page, "document.querySelectorAll('#act-decide [role=option]').length === 1")
    page.keyboard.press("Enter")
    page.locator("#act-decide [role=alert]").wait_for()
    chosen = "(text) => text.value.slice(text.selectionStart, text.selectionEnd)"
    assert page.locator("#decide-text").evaluate(chosen) == "{التصنيف}"
    assert wide(page) <= 360
    assert barriers(page) == []
