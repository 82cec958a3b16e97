"""A supervisor gives requests to another officer: dragged on the board, chosen with Shift in the inbox, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case
from workflows.cases.models import Work

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_by_dragging_and_by_choosing_with_shift(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]], language: str
) -> None:
    land = country()
    cases = [file_case(subject=f"طلب {number}") for number in range(5)]
    officer, colleague = land.people["officer-moh"], land.people["staff-moh"]
    page = desk_page
    enter(page, land.people["level1-moh"], language, live_server.url)

    page.goto("/admin/desk/board/")
    assert (barriers(page), wide(page) <= 1280) == ([], True)
    page.locator(f"[data-key='{cases[0].tracking}']").drag_to(page.locator(f"[data-gets='{colleague.pk}'] h3"))
    page.locator("[data-done]").wait_for()
    assert assigned_to(colleague.pk) == {cases[0].tracking}
    assert page.locator(f"[data-gets='{colleague.pk}'] [data-key='{cases[0].tracking}']").count() == 1
    page.locator("[data-undo]").click()
    page.locator("[data-done]").wait_for()
    assert "/admin/desk/board/" in page.url, "who undoes it stays on the board"
    assert assigned_to(colleague.pk) == set()

    page.goto("/admin/desk/")
    boxes = page.locator("tr[data-case] [name=cases]")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert page.locator("[name=cases]:checked").count() == 4
    page.reload()
    page.locator("[data-keys-open]").wait_for()
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    chosen = [box.get_attribute("value") for box in page.locator("[name=cases]:checked").all()]
    assert len(chosen) == 3
    page.locator("#together-user").select_option(str(colleague.pk))
    page.locator("button[value=assign]").click()
    page.locator("[data-done]").wait_for()
    assert assigned_to(colleague.pk) == set(chosen)
    page.goto("/admin/desk/board/")
    comes_true(page, f"document.querySelectorAll('[data-gets=\"{colleague.pk}\"] [data-key]').length === 3")
    assert Work.objects.filter(holder=officer, done_at=None).count() == 5


def assigned_to(person: int) -> set[str]:
    return set(Work.objects.filter(assignee=person, done_at=None).values_list("case__tracking", flat=True))
