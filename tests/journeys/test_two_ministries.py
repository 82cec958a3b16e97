"""A request that two ministries answer together: drawn by an owner, worked by officers of both, answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.journeys.drawing import SAVE, called, opened, outcome, press, published, ready, seen
from tests.journeys.entering import enter, seen_whole
from tests.journeys.working import act, follow
from tests.scenes import Country, country, file_case, hire
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
DESK, PHONE = (1280, 900), (360, 740)
Barriers = Callable[["Page"], list[str]]


def test_two_ministries_work_side_by_side_and_the_citizen_reads_one_answer(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = country()
    owner, second, health, education, phone = (open_page(size) for size in (DESK, DESK, DESK, DESK, PHONE))
    enter(owner, hire(land, "owner"), "ar", live_server.url)
    enter(second, hire(land, "owner", username="owner2"), "ar", live_server.url)
    owner.goto("/admin/studio/process/complaint/")
    press(owner, '[data-do="begin"]')
    two_opinions(owner)
    with seen_whole(owner):
        assert barriers(owner) == []
    published(second, ready(owner))

    case = file_case(agency="moh", subject="نقل مدرسة قرب مصنع")
    enter(health, land.people["officer-moh"], "ar", live_server.url)
    enter(education, land.people["officer-moe"], "ar", live_server.url)
    act(health, case.tracking, "proceed", "إلى الوزارتين.")
    each_has_their_own(case, health, education, land)
    act(education, case.tracking, "proceed", "لا مانع من جهة التعليم.")
    assert [work.step for work in case.works.filter(done_at=None)] == ["opinion_health"], "the other one still works"
    act(health, case.tracking, "proceed", "لا مانع من جهة الصحة.")
    act(health, case.tracking, "decide", "تُنقل المدرسة.")
    case.refresh_from_db()
    assert (case.status, case.outcome) == (CaseStatus.ANSWERED, "resolved")
    follow(phone, (case.tracking, case.secret))
    assert phone.locator(".answer .spoken").all_inner_texts() == ["تُنقل المدرسة."]


def two_opinions(page: Page) -> None:
    """After the first look both ministries give their opinion, the second on a ladder of its own; then one answers."""
    opened(page, "handle")
    outcome(page, 0, "+split", words=("إلى الوزارتين", "To both ministries"), effect="proceed")
    press(page, SAVE)
    opened(page, "split_1")
    called(page, ("رأي الوزارتين", "Both ministries"))
    press(page, SAVE)
    opened(page, "task_1")
    called(page, ("رأي الصحة", "Opinion of health"))
    outcome(page, 0, "join_1", words=("أُبدي الرأي", "Opinion given"))
    press(page, SAVE)
    opened(page, "task_2")
    called(page, ("رأي التعليم", "Opinion of education"))
    seen(page, "step-agency").select_option("moe")
    seen(page, "step-ladder").select_option("sensitive")
    outcome(page, 0, "join_1", words=("أُبدي الرأي", "Opinion given"))
    press(page, SAVE)
    opened(page, "join_1")
    called(page, ("اجتماع الرأيين", "Both opinions"))
    page.locator("[name=step-next]").select_option("+task")
    press(page, SAVE)
    opened(page, "task_1")
    called(page, ("الرد", "Answer"))
    outcome(page, 0, "confirm", effect="decide", result="resolved")
    press(page, SAVE)


def each_has_their_own(case: Case, health: Page, education: Page, land: Country) -> None:
    """Holder and ladder are each ministry's; neither may act on the other's."""
    works = {work.step: work for work in case.works.filter(done_at=None)}
    assert {step: (work.agency.code, work.ladder) for step, work in works.items()} == {
        "opinion_health": ("moh", "default"),
        "opinion_education": ("moe", "sensitive"),
    }
    assert works["opinion_education"].holder_id == land.people["officer-moe"].pk
    for page, own in ((health, "رأي الصحة"), (education, "رأي التعليم")):
        page.goto("/admin/desk/")
        assert page.locator("tr[data-case]").count() == 1
        page.locator("tr[data-case] td.subject a").click()
        page.locator("#step", has_text=own).wait_for()
        assert page.locator("#act-proceed").count() == 1
        page.locator(".beside a:not([aria-current])").click()
        page.locator(".beside a:not([aria-current])").wait_for()
        assert page.locator("#act-proceed").count() == 0, "the other ministry’s work is not theirs"
