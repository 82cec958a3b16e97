"""An officer narrows the inbox and shares what was found; a colleague opens it and walks it by keyboard, in Arabic."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.now import now
from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.scenes import Country, country, file_case
from workflows.cases.models import Work

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

NAME = "ما ينتظر إسنادًا"


def test_a_view_is_saved_and_shared_and_a_colleague_walks_it_by_keyboard(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    complaints = [file_case(subject=f"طلب {number}") for number in range(3)]
    file_case(kind="praise")
    page = open_page((1280, 900))
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    narrow(page)
    assert barriers(page) == []
    save(page)

    colleague = open_page((360, 740))
    enter(colleague, land.people["staff-moh"], "ar", live_server.url)
    colleague.goto("/admin/desk/")
    assert colleague.locator("tr[data-case]").count() == 4
    colleague.get_by_role("link", name=NAME).click()
    comes_true(colleague, "document.querySelectorAll('tr[data-case]').length === 3")
    assert (barriers(colleague), wide(colleague) <= 360) == ([], True)
    walk(colleague, [each.tracking for each in complaints], land)


def narrow(page: Page) -> None:
    """Complaints that nobody was given, and a column less."""
    page.goto("/admin/desk/")
    page.locator("[data-panel=filters]").click()
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=who][value=unassigned]").check()
    page.locator("div.sift button").click()
    page.locator(".sifted").wait_for()
    assert page.locator("tr[data-case]").count() == 3
    assert page.locator(".sifted a").count() == 2
    page.locator("[data-panel=columns]").click()
    page.locator("[name=column][value=since]").uncheck()
    page.locator("div.sift button").click()
    page.wait_for_url("**column=**")
    assert page.locator("td.since").count() == 0


def save(page: Page) -> None:
    page.locator(".sift.save summary").click()
    page.fill("#id_name", NAME)
    page.locator("[name=share]").check()
    page.locator(".sift.save button").last.click()
    page.locator("[data-done]").wait_for()
    assert page.locator(".views.saved [aria-current]").inner_text().startswith(NAME)


def walk(page: Page, numbers: list[str], land: Country) -> None:
    """Down, up, chosen, given to oneself, opened with the reply; nothing of it while typing."""
    where = "document.activeElement.closest('tr[data-case]')?.dataset.case"
    page.keyboard.press("j")
    assert page.evaluate(where) == numbers[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(where) == numbers[2]
    page.keyboard.press("k")
    assert page.evaluate(where) == numbers[1]
    page.keyboard.press("x")
    assert page.locator("[name=cases]:checked").count() == 1
    comes_true(page, "document.querySelector('[data-keys-said]').textContent !== ''")
    page.keyboard.press("?")
    assert page.locator("dialog[data-keys]").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.locator("#id_q").input_value() == "jk?"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(where) == numbers[1], "Escape leads from the search back to the list"
    page.keyboard.press("a")
    page.locator("[data-done]").wait_for()
    assert Work.objects.get(case__tracking=numbers[1]).assignee == land.people["staff-moh"]
    page.goto("/admin/desk/")
    page.keyboard.press("j")
    opened = page.evaluate(where)
    page.keyboard.press("r")
    page.wait_for_url(f"**/{opened}/**")
    comes_true(page, "document.activeElement.id === 'reply-text'")
    page.go_back()
    comes_true(page, f"document.activeElement.closest('tr[data-case]')?.dataset.case === '{opened}'")


def test_keys_are_found_by_their_place_on_an_arabic_keyboard_and_can_be_switched_off(
    desk_page: Page, live_server: LiveServer
) -> None:
    land, case = country(), file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto("/admin/desk/")
    page.locator("[data-keys-open]").wait_for()
    typed = "new KeyboardEvent('keydown', { key: 'ت', code: 'KeyJ', bubbles: true, cancelable: true })"
    page.evaluate(f"document.body.dispatchEvent({typed})")
    assert page.evaluate("document.activeElement.closest('tr[data-case]')?.dataset.case") == case.tracking
    page.goto(f"/admin/desk/{case.tracking}/")
    typed = "new KeyboardEvent('keydown', { key: 'ق', code: 'KeyR', bubbles: true, cancelable: true })"
    page.locator("#act-decide[open]").wait_for()
    page.evaluate(f"document.body.dispatchEvent({typed})")
    assert page.evaluate("document.activeElement.id") == "reply-text"

    page.goto("/admin/desk/")
    page.locator("[data-keys-open]").click()
    page.locator("[data-keys-on]").uncheck()
    page.locator("dialog[data-keys] button").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "id_q"
    page.goto(f"/admin/desk/{case.tracking}/")
    for key in ("d", "r", "/"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.matches('textarea, input')") is False
    page.keyboard.press("n")
    assert page.url.endswith(f"/admin/desk/{case.tracking}/")


def test_what_is_new_is_told_without_moving_the_page(desk_page: Page, live_server: LiveServer) -> None:
    land = country()
    file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.clock.install(time=now())
    page.goto("/admin/desk/")
    top = page.locator("table.inbox").bounding_box()
    file_case()
    page.clock.fast_forward(61_000)
    page.locator("[data-news] a").wait_for()
    assert page.locator("[data-news] a").inner_text() == "طلب جديد واحد: أظهره"
    assert page.locator("tr[data-case]").count() == 1
    assert page.locator("table.inbox").bounding_box() == top
    page.locator("[data-news] a").click()
    comes_true(page, "document.querySelectorAll('tr[data-case]').length === 2")
