"""An officer works a case from the inbox to the decision, in Arabic, at a desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from permissions.now import now, standing_at
from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page
    from pytest_django.live_server_helper import LiveServer

TEXT = "حُدّد موعد ثابت للصورة الطبقية يوم الأحد."


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)])
def test_from_the_inbox_to_the_decision_in_arabic(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    size: tuple[int, int],
) -> None:
    land = country()
    with standing_at(now() - timedelta(days=7)):
        late = file_case()
    file_case(kind="inquiry", subject="مواعيد المطعوم")
    file_case(agency="moe", subject="لا يراه موظف الصحة")
    page = open_page(size)
    enter(page, land.people["officer-moh"], "ar", live_server.url)

    look(page, late, barriers, size[0])
    work(page)
    late.refresh_from_db()
    assert (late.status, late.outcome) == (CaseStatus.ANSWERED, "resolved")
    page.goto("/admin/desk/")
    assert page.locator("tr[data-case]").count() == 1


def look(page: Page, late: Case, barriers: Callable[[Page], list[str]], width: int) -> None:
    """The inbox, and the case that is late."""
    page.goto("/admin/desk/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    rows = page.locator("tr[data-case]")
    assert (rows.count(), rows.first.get_attribute("data-case")) == (2, late.tracking)
    assert page.locator('[data-band="missed"] b').inner_text() == "0", "the clock hasn't come by"
    assert wide(page) <= width
    assert barriers(page) == []

    rows.first.locator(".subject a").first.click()
    assert page.locator(".spoken").first.inner_text() == "أُجّل الموعد ثلاث مرات دون سبب."
    assert wide(page) <= width
    assert barriers(page) == []


def test_inbox_and_case_are_on_paper_what_they_are_on_the_screen(desk_page: Page, live_server: LiveServer) -> None:
    """The rows of the inbox, which can be chosen on the screen, and beside the case its holder, date and ladder."""
    land, case = country(), file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.emulate_media(media="print")
    page.goto("/admin/desk/")
    assert page.locator("tr[data-case] .subject").is_visible()
    assert [each for each in ("button", "input", "select", ".sidebar") if page.locator(each).first.is_visible()] == []
    page.goto(f"/admin/desk/{case.tracking}/")
    for heading in ("#who", "#step", "#ladder", "#data"):
        assert page.locator(heading).is_visible(), heading
    assert not page.locator(".acting").is_visible()


def test_what_was_done_is_told_and_covers_nothing(phone_page: Page, live_server: LiveServer) -> None:
    """On a phone the button of the menu stays beside the bell: it covers neither the message nor the way back."""
    land, case = country(), file_case()
    page = phone_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    note = page.locator("#act-note")
    note.locator("summary").click()
    note.locator("textarea").fill("ملاحظة للزملاء.")
    note.locator(".btn-row button").first.click()
    page.locator(".messages li").wait_for()
    button, way_back = (page.locator(each).first.bounding_box() for each in (".sidebar-nav-toggle", ".desk .crumb a"))
    assert button
    assert way_back
    assert way_back["y"] >= button["y"] + button["height"]
    comes_true(page, "getComputedStyle(document.querySelector('.messages > ul')).top === '0px'")  # it has come down
    told = page.locator(".messages li").bounding_box()
    assert told
    assert told["y"] >= button["y"] + button["height"]
    assert (told["x"], told["width"]) == (0, 360), "it goes from side to side, in Arabic too"


def test_who_opens_an_act_types_at_once_and_finds_an_agency_by_its_name(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    land = country()
    case = file_case(agency=None, subject="طلب", text="لا أعرف لمن أكتب.")
    page = desk_page
    enter(page, land.people["officer-central"], "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    assert barriers(page) == []
    page.locator("#act-note summary").click()
    comes_true(page, "document.activeElement.closest('#act-note form')")
    page.keyboard.type("ملاحظة")
    assert page.locator("#note-text").input_value() == "ملاحظة"
    page.locator("#act-refer summary").click()
    comes_true(page, "document.activeElement.closest('#act-refer form')")
    page.keyboard.type("m")
    page.locator("#act-refer [role=option]").first.wait_for()
    assert page.locator("#act-refer [role=option]").all_inner_texts() == ["moe", "moh"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#refer-reason").fill("الأمر يخص مدرسة.")
    page.locator("#act-refer .btn-row button").click()
    page.locator(".messages li").wait_for()
    case.refresh_from_db()
    assert case.agency == land.agencies["moe"]
    page.goto("/admin/desk/?view=answered")
    assert (barriers(page), wide(page) <= 1280) == ([], True)


def test_whoever_leaves_with_what_was_typed_is_asked_and_whoever_sends_it_is_not(
    desk_page: Page, live_server: LiveServer
) -> None:
    land, case = country(), file_case()
    page = desk_page
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"/admin/desk/{case.tracking}/")
    page.locator("#act-note summary").click()
    page.locator("#note-text:focus").wait_for()  # the script moves it there once the form is open
    page.keyboard.type("لم تُرسل بعد")
    with page.expect_event("dialog"):
        page.locator(".crumb a").first.click(no_wait_after=True)
    assert page.locator("#note-text").input_value() == "لم تُرسل بعد"
    page.locator("#act-note .btn-row button").first.click()
    page.locator(".messages li").wait_for()
    page.locator(".crumb a").first.click()
    page.wait_for_url("**/admin/desk/")
    assert asked == ["beforeunload"]


def work(page: Page) -> None:
    """A note, an answer without an outcome, and then with one."""
    note = page.locator("#act-note")
    note.locator("summary").click()
    note.locator("textarea").fill("اتصلت بقسم الأشعة.")
    note.locator(".btn-row button").first.click()
    assert page.locator("[aria-labelledby=happened] .timeline .inside p").text_content() == "اتصلت بقسم الأشعة."

    decide = page.locator("#act-decide")
    decide.locator("[name=text]").fill(TEXT)
    decide.locator(".btn-row button").click()
    decide.locator(".err").wait_for()
    assert decide.locator("[name=text]").input_value() == TEXT
    decide.locator("[name=outcome]").select_option("resolved")
    decide.locator(".btn-row button").click()
    page.locator('[data-status="answered"]').wait_for()
    assert page.locator("[aria-labelledby=happened] .timeline .done p").text_content() == TEXT
