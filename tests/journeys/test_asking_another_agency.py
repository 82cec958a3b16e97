"""An officer asks another agency inside a request; it answers, and reads nothing but what was shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.entering import enter, seen_whole
from tests.journeys.working import follow
from tests.scenes import country, file_case

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
DESK, PHONE = (1280, 900), (360, 740)
Barriers = Callable[["Page"], list[str]]


def test_a_question_goes_to_another_ministry_and_its_statement_comes_back(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = country()
    health, education, phone = open_page(DESK), open_page(PHONE), open_page(PHONE)
    enter(health, land.people["officer-moh"], "ar", live_server.url)
    enter(education, land.people["staff-moe"], "ar", live_server.url)
    case = file_case(agency="moh", subject="حافلة المدرسة", text="تقف الحافلة بعيدًا.", name="سلمى العلي")

    health.goto(f"/admin/desk/{case.tracking}/")
    health.locator("#act-consult summary").click()
    form = health.locator("#act-consult form")
    form.locator("[role=combobox]").press_sequentially("MOE")
    form.locator("[role=option]").wait_for()
    for key in ("ArrowDown", "Enter"):
        health.keyboard.press(key)
    assert form.locator("[name=agency]").input_value() == "moe"
    form.locator("[name=text]").fill("هل يتغيّر خط الحافلة؟")
    form.locator("[name=shares_text]").check()
    form.locator(".btn-row button.btn").first.click()
    health.locator("[data-consultation='1'][data-standing=waiting]").wait_for()
    health.reload()  # what is said once, and fades, is gone
    health.locator("[data-consultation]").wait_for()
    with seen_whole(health):
        assert barriers(health) == []

    education.goto("/admin/desk/")
    education.locator("[data-asked-of-us]").click()
    education.locator(f"[data-asked='{case.tracking}/1'] a").click()
    education.locator("#question").wait_for()
    said = education.locator("main").inner_text()
    assert "هل يتغيّر خط الحافلة؟" in said
    assert "تقف الحافلة بعيدًا." in said
    assert "سلمى العلي" not in said
    with seen_whole(education):
        assert barriers(education) == []
    education.locator("[name=text]").fill("يتغيّر من الأحد.")
    education.locator("main form button.btn").last.click()
    education.locator("#over").wait_for()
    answer = education.goto(f"/admin/desk/{case.tracking}/")
    assert answer is not None
    assert answer.status == 404

    health.goto(f"/admin/desk/{case.tracking}/")
    health.locator("[data-consultation='1'][data-standing=answered]").wait_for()
    assert "يتغيّر من الأحد." in health.locator("main").inner_text()
    follow(phone, (case.tracking, case.secret))
    assert "يتغيّر من الأحد." not in phone.locator("body").inner_text()
