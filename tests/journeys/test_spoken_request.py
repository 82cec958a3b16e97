"""Whoever cannot write speaks: a voice alone is filed on a phone, an officer listens and writes what it says, and its
citizen reads that as the agency's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from content.forms.preparing import prepare_waiting
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg
from tests.journeys.entering import enter, wide
from tests.site.portal.queue.at_work import until
from workflows.cases.models import Case, OtherPerson

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), needs_ffmpeg]
SUBJECT, SUMMARY = "إنارة مطفأة في شارع السعادة", "تقول إن الإنارة مطفأة منذ أسبوع قرب المدرسة."
PHONE = (360, 740)


def test_a_voice_alone_becomes_a_request_with_a_summary(
    phone_page: Page,
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
) -> None:
    land, page = made.published_forms(), phone_page
    page.goto("/ar/file/complaint/")
    assert page.locator("details.fold[open]").count() == 0
    assert wide(page) <= PHONE[0]
    assert barriers(page) == []
    speak(page)
    page.get_by_role("combobox").fill("moh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    write_for_a_neighbour(page, barriers)
    page.locator("form[data-filing] button[type=submit]").click()
    page.locator("[data-tracking]").wait_for()
    case = Case.objects.get()
    assert (case.subject, case.recording, case.messages.count()) == ("", "voice", 0)
    assert OtherPerson.objects.get().consent == "agrees"
    assert prepare_waiting() == 1

    desk = open_page(PHONE)
    enter(desk, land.people["officer-moh"], "ar", live_server.url)
    listen_and_write(desk, case, barriers)

    page.goto(f"/ar/track/{case.tracking}/")
    assert page.locator("h1").inner_text() == SUBJECT
    assert page.locator("header [data-subject-by-agency]").count() == 1
    summary = page.locator("[data-summary]")
    assert SUMMARY in summary.inner_text()
    assert "هذا ليس كلامك" in summary.inner_text()
    assert page.locator("audio.player[src]").count() == 1
    assert barriers(page) == []


def speak(page: Page) -> None:
    """The first button of the form begins to record."""
    page.get_by_role("link", name="تكلّم بدل أن تكتب").click()
    page.locator("[data-state=recording]").wait_for()
    page.wait_for_timeout(1200)
    page.locator("[data-do=stop]").click()
    page.locator("[data-do=take]").click()
    page.locator("li[data-arrived]").wait_for()


def write_for_a_neighbour(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    page.locator("details.fold > summary", has_text="أكتب عن شخص آخر").click()
    page.check("[name=for_other][value=neighbour]")
    page.fill("[name=for_name]", "ليلى ناصر")
    page.check("[name=for_consent][value=agrees]")
    assert not page.locator("[name=for_why_not]").is_visible()
    assert barriers(page) == []


def listen_and_write(desk: Page, case: Case, barriers: Callable[[Page], list[str]]) -> None:
    desk.goto("/admin/desk/?recording=waiting")
    row = desk.locator(f"tr[data-case='{case.tracking}']")
    assert "بانتظار الاستماع" in row.inner_text()
    row.locator(".subject a").first.click()
    assert desk.locator("h1").inner_text().startswith("رسالة صوتية")
    assert desk.locator("[data-other=about] [data-consent=agrees]").count() == 1
    assert barriers(desk) == []
    desk.fill("[name=subject]", SUBJECT)
    desk.fill("#summarise-text", SUMMARY)
    desk.get_by_role("button", name="حفظ الملخّص").click()
    until(lambda: Case.objects.get().subject == SUBJECT)
    desk.goto("/admin/desk/?recording=waiting")
    assert desk.locator(f"tr[data-case='{case.tracking}']").count() == 0
    desk.goto(f"/admin/desk/{case.tracking}/")
    assert SUMMARY in desk.locator("[data-summary]").inner_text()
    assert desk.locator("[data-subject-by-agency]").count() == 1
