"""A colleague is called into a note for several requests of the inbox, from the list below what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case
from workflows.cases.models import CaseEvent

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize(
    ("language", "size"), [("ar", (1280, 900)), pytest.param("en", (360, 740), marks=pytest.mark.large)]
)
def test_by_the_keyboard_from_the_choice_to_the_note(
    open_page: Callable[[tuple[int, int]], Page],
    live_server: LiveServer,
    barriers: Callable[[Page], list[str]],
    language: str,
    size: tuple[int, int],
) -> None:
    land, cases = country(), [file_case(), file_case()]
    page = open_page(size)
    enter(page, land.people["officer-moh"], language, live_server.url)
    page.goto("/admin/desk/")
    for box in page.locator(".pick input").all():
        box.press("Space")
    text = page.locator("#together-text")
    text.press_sequentially("@staf", delay=20)
    page.locator("[role=option][aria-selected=true]", has_text="staff-moh").wait_for()
    assert barriers(page) == []
    assert wide(page) <= size[0]
    text.press("Enter")
    comes_true(page, "document.querySelector('#together-text').value === '@staff-moh '")
    text.press_sequentially("ok")
    with page.expect_navigation():
        page.locator("button[name=act][value=note]").press("Enter")
    page.locator("[data-done]").wait_for()
    noted = CaseEvent.objects.filter(verb="noted", case__in=cases)
    assert [each.data["mentioned"] for each in noted] == [[land.people["staff-moh"].pk]] * 2
