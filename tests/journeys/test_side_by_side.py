"""Two agencies work one request at once, and its citizen reads both: in both languages, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.agencies.models import Agency
from tests.journeys.entering import enter
from tests.side_by_side import file_for_two, land_of_two
from workflows.cases.actions import AskCitizen, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

NAMES = {"moh": ("وزارة الصحة", "Ministry of Health"), "moe": ("وزارة التربية والتعليم", "Ministry of Education")}


@pytest.mark.parametrize(
    ("language", "size"), [("ar", (360, 740)), pytest.param("en", (1280, 900), marks=pytest.mark.large)]
)
def test_two_agencies_at_once(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    size: tuple[int, int],
    language: str,
) -> None:
    land = land_of_two()
    for code, (ar, en) in NAMES.items():
        Agency.objects.filter(code=code).update(name={"ar": ar, "en": en})
    case, health, education = file_for_two()
    page = open_page(size)
    enter(page, land.people["officer-central"], language, live_server.url)
    page.goto("/admin/desk/")
    page.locator("tr[data-case] td.subject a[href*=both_2]").click()
    current = page.locator(".beside a[aria-current]")
    assert current.locator("b").inner_text() == NAMES["moe"][language == "en"]
    fits(page, barriers, size[0])
    page.locator(".beside a").first.click()
    assert current.locator("b").inner_text() == NAMES["moh"][language == "en"]

    apply(case.pk, AskCitizen(text="متى كان ذلك؟", work_id=health.pk), actor=land.actor("officer-moh"))
    act = Decide(outcome="explained", text="لا مانع لدينا.", work_id=education.pk)
    apply(case.pk, act, actor=land.actor("officer-moe"))
    page.goto(f"/{language}/track/")
    page.fill("#id_tracking", case.tracking)
    page.fill("#id_secret", case.secret)
    page.locator("main form button").click()
    assert page.locator("#answer .spoken").inner_text() == "متى كان ذلك؟"
    assert page.locator(".answer .spoken").all_inner_texts() == ["متى كان ذلك؟", "لا مانع لدينا."]
    fits(page, barriers, size[0])
    page.fill("#answer textarea", "أمس")
    page.locator("#answer button.btn").last.click()
    page.locator("#answer").wait_for(state="detached")
    assert not Work.objects.get(pk=health.pk).question_open


def fits(page: Page, barriers: Callable[[Page], list[str]], width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page) == []
