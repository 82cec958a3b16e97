"""An officer works twenty requests by keyboard alone: a view, ready answers, a merger, a redacted photo, one after the
other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.comes_true import comes_true
from tests.content.forms.made import picture
from tests.journeys.entering import enter
from tests.journeys.keyboard import Keyboard
from tests.scenes import Country, country, file_case
from tests.site.portal.desk.filed_with import filed_with
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

MANY = 20
MOST_KEYS_EACH = 5
"""Beside going on to the next: opening the ready answers, taking one, sending it."""


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_twenty_requests_by_keyboard_alone(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]], language: str
) -> None:
    land = country()
    cases = scene(land)
    page = desk_page
    keyboard = Keyboard(page)
    enter(page, land.people["officer-moh"], language, live_server.url)
    page.goto("/admin/desk/")
    keyboard.to("[data-view=mine]")
    keyboard.press("Enter")
    page.locator("[data-view=mine][aria-current]").wait_for()
    assert page.locator("tr[data-case]").count() == MANY

    merges(page, keyboard, cases)
    answers_with_a_covered_photo(page, keyboard, cases[1])
    page.goto("/admin/desk/?view=mine")
    page.locator("[data-keys-open]").wait_for()
    keyboard.press("j", "o")
    answered = [answers(page, keyboard) for _each in range(MANY - 2)]
    assert len(set(answered)) == MANY - 2
    assert barriers(page) == []
    found = Case.objects.filter(pk__in=[case.pk for case in cases])
    assert {(case.status, case.outcome) for case in found} == {(CaseStatus.ANSWERED, "resolved")}


def scene(land: Country) -> list[Case]:
    """Twenty requests of one officer, two of them about the same, and an answer that fits all."""
    ReadyAnswer.objects.create(
        key="first",
        owner=land.people["officer-moh"],
        title="موعد",
        text="طلبك {tracking} له موعد.",
        outcome="resolved",
        changed_at=now(),
    )
    with_photo = filed_with(("card.png", picture("PNG")))
    others = [file_case(subject=f"انقطاع المياه {number}") for number in range(MANY - 1)]
    return [others[0], with_photo, *others[1:]]


def merges(page: Page, keyboard: Keyboard, cases: list[Case]) -> None:
    """The last one says what the first says: answered together with it, it leaves the inbox."""
    page.goto(f"/admin/desk/{cases[-1].tracking}/")
    keyboard.to("#act-matter summary")
    keyboard.press("Enter")
    comes_true(page, "document.activeElement.id === 'matter-number'")
    keyboard.type(cases[0].tracking)
    keyboard.to("#matter-relation")
    keyboard.press("End")
    assert page.locator("#matter-relation").input_value() == "merge"
    keyboard.press("Control+Enter")
    page.locator(".messages li").wait_for()
    cases[-1].refresh_from_db()
    assert cases[-1].lead_id == cases[0].pk


def answers_with_a_covered_photo(page: Page, keyboard: Keyboard, case: Case) -> None:
    """A part of the photo is covered in a copy, which goes out with the answer."""
    page.goto(f"/admin/desk/{case.tracking}/")
    for selector, address in (("[data-file-view='1']", "**/files/1/view/"), ("a[href*='/redact/']", "**/redact/")):
        keyboard.to(selector)
        keyboard.press("Enter")
        page.wait_for_url(address)
    keyboard.to("[data-add]")
    keyboard.press("Enter", "ArrowLeft", "Shift+ArrowDown")
    keyboard.to("form[data-redact] button:not([name]):not([type=button])")
    keyboard.press("Enter")
    page.wait_for_url("**/files/2/view/")
    page.locator("[data-copy]").wait_for()
    keyboard.press("Escape")
    page.wait_for_url(f"**/{case.tracking}/#said")
    keyboard.to("#act-decide textarea")
    keyboard.type("تجد الصورة مرفقة.")
    outcome = page.locator("#act-decide [name=outcome]")
    keyboard.to("#act-decide [name=outcome]")
    while outcome.input_value() != "resolved":
        keyboard.press("ArrowDown")
    keyboard.to("#act-decide [name=copies]")
    keyboard.press("Space", "Control+Enter")
    page.locator(".messages li").wait_for()
    assert case.files.filter(public=True, redacts__isnull=False).exists()


def answers(page: Page, keyboard: Keyboard) -> str:
    """With a ready answer, by at most five keys, and on to the next; the number of the request that it was."""
    page.locator("#act-decide .ready-open").wait_for()
    tracking = page.locator("[data-case]").first.get_attribute("data-case") or ""
    before = keyboard.keys
    keyboard.press("Slash")
    page.locator("#act-decide [role=option]").first.wait_for()
    keyboard.press("Enter", "Control+Enter")
    assert keyboard.keys - before <= MOST_KEYS_EACH
    page.locator(".messages li").wait_for()
    if Case.objects.filter(status=CaseStatus.IN_PROGRESS, lead=None).exists():
        comes_true(page, "document.querySelector('[data-next-case] span').textContent.includes('-')")
        with page.expect_navigation():
            keyboard.press("n")
    return tracking
