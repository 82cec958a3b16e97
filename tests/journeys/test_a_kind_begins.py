"""An owner makes a kind with a ladder of its own, both as copies; another publishes, an editor too, a citizen files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from content.forms.page import FormPage
from tests.content.forms import made
from tests.journeys.editing import agree, make_ready
from tests.journeys.entering import enter, wide
from tests.scenes import hire
from workflows.cases.models import Case
from workflows.versions.selectors import published

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
DESK, PHONE = (1280, 900), (360, 740)


def test_a_new_kind_with_a_ladder_of_its_own_is_filed_in_arabic(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = made.published_forms()
    first, second, desk, phone = (open_page(size) for size in (PHONE, DESK, DESK, PHONE))
    enter(first, hire(land, "owner"), "ar", live_server.url)
    enter(second, hire(land, "owner", username="owner2"), "en", live_server.url)
    enter(desk, hire(land, "editor"), "en", live_server.url)

    copy(first, "ladder/default", "سُلّم المياه", "Water ladder", "")
    first.locator("[data-rung] input:not([type=checkbox])").nth(0).fill("1")
    first.locator('button[data-do="ready"]').click()
    first.locator("[data-held]").wait_for()
    publish(second, first.url)
    second.locator('[data-version="1"] .badge.done').wait_for()

    copy(first, "kind/inquiry", "شكوى المياه", "Water complaint", "water", barriers)
    first.locator("select[name=ladder]").select_option("water-ladder")
    first.locator('button[data-do="ready"]').click()
    first.locator("[data-held]").wait_for()
    publish(second, first.url)
    assert second.locator('[data-filed="no"]').count() == 1
    second.reload()  # the message that fades in has no contrast while it does
    assert barriers(second) == []

    page = FormPage.objects.get(kind="water", locale__language_code="ar")
    phone.goto("/ar/file/")
    assert phone.locator('a[href="/ar/file/water/"]').count() == 0
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    enter(second, hire(land, "editor", username="editor2"), "en", live_server.url)
    agree(second, make_ready(desk))

    phone.goto("/ar/file/")
    phone.locator('a[href="/ar/file/water/"]').click()
    phone.locator("select[name=agency]").select_option("moh", force=True)
    phone.fill("[name=subject]", "انقطاع المياه")
    phone.fill("[name=text]", "انقطعت المياه منذ أسبوع.")
    phone.click("main button[type=submit]")
    phone.locator("[data-tracking]").wait_for()
    case = Case.objects.get()
    assert (case.kind.code, case.language, case.agency.code) == ("water", "ar", "moh")
    assert [work.ladder for work in case.works.all()] == ["water-ladder"]
    assert published("ladder", "water-ladder").definition["rungs"][0]["after"]["amount"] == 1
    enter(second, land.people["owner2"], "en", live_server.url)
    second.goto("/admin/studio/kind/water/")
    assert second.locator('[data-filed="yes"]').count() == 1


def copy(
    page: Page, thing: str, arabic: str, english: str, key: str, barriers: Callable[[Page], list[str]] | None = None
) -> None:
    """From the page of a thing to the draft of its copy."""
    page.goto(f"/admin/studio/{thing}/")
    page.locator('[data-do="copy"]').click()
    assert wide(page) == PHONE[0]
    assert barriers is None or barriers(page) == []
    page.fill("[name=name_ar]", arabic)
    page.fill("[name=name_en]", english)
    page.fill("[name=code]", key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")


def publish(page: Page, address: str) -> None:
    """By the second owner, where the first one left it."""
    page.goto(address)
    page.locator('[data-do="publish"]').click()
    page.wait_for_url(lambda url: "/drafts/" not in url)
