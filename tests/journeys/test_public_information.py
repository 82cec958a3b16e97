"""“Request for public information”, a kind that is no complaint, is made from nothing in the browser, and worked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.now import now
from tests.content.forms import made
from tests.journeys.drawing import published
from tests.journeys.entering import enter, seen_whole, wide
from tests.journeys.public_information import (
    GIVEN,
    KIND,
    NAME,
    REFUSED,
    a_kind,
    a_ladder,
    a_limit,
    a_process,
    begun_with_a_fee,
)
from tests.journeys.working import Kept, act, filed, follow
from tests.scenes import Country, hire
from workflows.cases.models import Case, CaseStatus
from workflows.reports.period import containing
from workflows.reports.services import take_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = (1280, 900), (360, 740)
Barriers = Callable[["Page"], list[str]]


@pytest.mark.large
def test_a_kind_from_a_template_is_published_by_two_owners_and_an_editor(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = made.published_forms()
    made_by_owners(land, open_page, live_server, begun_with_a_fee, partial(a_kind, ladder="default"))
    desk = open_page(DESK)
    enter(desk, hire(land, "editor"), "ar", live_server.url)
    published_by_the_editor(desk)
    filed(desk, KIND, subject="كلفة الباص السريع", text="أطلب الكلفة الفعلية.")
    assert Case.objects.get().process_version.key == "information"


@pytest.mark.large
def test_a_kind_is_made_from_nothing_worked_appealed_and_reported(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = made.published_forms()
    made_by_owners(land, open_page, live_server, a_ladder, a_process, a_kind, a_limit)
    desk, phone = open_page(DESK), open_page(PHONE)
    enter(desk, hire(land, "editor"), "ar", live_server.url)
    published_by_the_editor(desk)

    enter(desk, land.people["officer-moh"], "ar", live_server.url)
    answered_for_a_fee(desk, phone)
    refused = filed(phone, KIND, subject="عقود توريد الأدوية", text="أطلب نسخة من العقود.")
    act(desk, refused[0], "decide", "المعلومات سرّ تجاري.", outcome=REFUSED[0])
    appealed(phone, refused, barriers)
    gone = desk.goto(f"/admin/desk/{refused[0]}/")
    assert gone is not None
    assert gone.status == 404, "it is before another instance"
    enter(desk, land.people["officer-central"], "ar", live_server.url)
    act(desk, refused[0], "decide", "تُتاح العقود.", outcome=GIVEN[0])
    follow(phone, refused)
    assert phone.locator("#accept").count() == 1
    assert phone.locator("#reopen").count() == 1
    enter(desk, hire(land, "auditor"), "ar", live_server.url)
    named_in_the_report(desk)


def made_by_owners(
    land: Country,
    open_page: Callable[[tuple[int, int]], Page],
    live_server: LiveServer,
    *makes: Callable[[Page], str],
) -> None:
    """Each thing is drafted by one owner and published by another, before the next that needs it."""
    first, second = open_page(DESK), open_page(DESK)
    enter(first, hire(land, "owner"), "ar", live_server.url)
    enter(second, hire(land, "owner", username="owner2"), "ar", live_server.url)
    for make in makes:
        published(second, make(first))


def published_by_the_editor(page: Page) -> None:
    """In Arabic from the first page of the admin, where it is said to wait, and from there in English."""
    page.goto("/admin/")
    page.locator("[data-forms-waiting] a", has_text=NAME[0]).click()
    page.locator("footer button[aria-expanded]").click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .warning a, .messages a[href$='/edit/']").first.click()
    page.get_by_role("button", name="نشر في الإنجليزية").click()
    page.locator(".messages .success").wait_for()
    assert FormPage.objects.filter(kind=KIND, live=True).count() == 2
    page.goto("/admin/")
    assert page.locator("[data-forms-waiting]").count() == 0


def answered_for_a_fee(desk: Page, phone: Page) -> None:
    """The officer sets a fee, asks for it, and gives what was asked for once it is paid."""
    kept = filed(phone, KIND, subject="كلفة الباص السريع", text="أطلب الكلفة الفعلية.")
    case = Case.objects.get(tracking=kept[0])
    assert case.limit_due is not None
    assert [work.ladder for work in case.works.all()] == ["information"]
    act(desk, kept[0], "proceed", "رسم النسخ خمسة دنانير.", fee_dinars="5")
    act(desk, kept[0], "ask", "ادفع خمسة دنانير وأرفق الوصل.")
    asked = Case.objects.get(pk=case.pk)
    assert (asked.status, asked.limit_due) == (CaseStatus.WAITING, None), "what the law counts stands still meanwhile"
    follow(phone, kept)
    phone.locator("form[action$='/answer/'] textarea").fill("دفعت.")
    phone.locator("form[action$='/answer/'] .btn").last.press("Enter")
    phone.locator(".toast").wait_for()
    act(desk, kept[0], "proceed", "وصل المبلغ.")
    act(desk, kept[0], "decide", "الكلفة مرفقة.")
    case.refresh_from_db()
    assert (case.status, case.outcome) == (CaseStatus.ANSWERED, "explained")


def appealed(page: Page, refused: Kept, barriers: Barriers) -> None:
    """The citizen objects to the refusal, which leads to another instance as its owners drew it."""
    follow(page, refused)
    page.locator("#reopen > summary").press("Enter")
    page.locator("#reopen textarea").fill("المصلحة العامة أولى.")
    assert wide(page) == PHONE[0]
    with seen_whole(page):
        assert barriers(page) == []
    page.locator("#reopen button.btn").last.press("Enter")
    page.locator(".toast").wait_for()


def named_in_the_report(page: Page) -> None:
    """The report of the month names the kind as its owners do."""
    month = containing("monthly", Case.objects.latest("opened_at").opened_at)
    take_snapshot(period=month, cut_off=now(), actor=Actor.operator)
    page.goto(f"/admin/figures/monthly/{month.name}/")
    page.get_by_role("rowheader", name=NAME[0]).first.wait_for()
