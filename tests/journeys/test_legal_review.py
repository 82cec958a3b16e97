"""A legal review of large amounts: drawn by keyboard in Arabic, tried on the past, published, taken by what comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from permissions.now import now, standing_at
from portal.operations.jobs import do_waiting
from tests.content.forms import made
from tests.journeys.drawing import (
    SAVE,
    a_field,
    asked_of,
    called,
    one_more,
    opened,
    outcome,
    press,
    published,
    ready,
    seen,
    without,
)
from tests.journeys.entering import enter, seen_whole
from tests.journeys.working import act, filed
from tests.scenes import Country, file_case, hire
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
DESK = (1280, 900)
LEGAL = ("مراجعة قانونية", "Legal review")
Barriers = Callable[["Page"], list[str]]


def test_legal_review_from_the_draft_to_the_case(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = made.published_forms()
    past_answers(land)
    old = file_case(subject="طلب قديم", agency="moh")
    owner, second, desk = (open_page(DESK) for _number in range(3))
    enter(owner, hire(land, "owner"), "ar", live_server.url)
    enter(second, hire(land, "owner", username="owner2"), "ar", live_server.url)
    enter(desk, land.people["officer-moh"], "ar", live_server.url)

    published(second, a_ladder_of_one_day(owner))
    owner.goto("/admin/studio/process/complaint/")
    press(owner, '[data-do="begin"]')
    a_review_of_large_amounts(owner)
    assert LEGAL[0] in owner.locator("[data-diagram]").inner_text(), "the drawing changes with the list"
    with seen_whole(owner):
        assert barriers(owner) == []
    draft = owner.url
    tried_on_the_past(owner)
    owner.goto(draft)
    published(second, ready(owner))

    goes_the_new_road(desk)
    moved_and_taken_back(owner, second, old)
    # What was filed before ends as it began.
    act(desk, old.tracking, "decide", "حُلّ.", outcome="حُلّ")
    old.refresh_from_db()
    assert (old.status, old.process_version.number) == (CaseStatus.ANSWERED, 1)


def past_answers(land: Country) -> None:
    """Three complaints that an agency answered: one was refused."""
    for days, result in ((9, "resolved"), (8, "resolved"), (7, "refused")):
        with standing_at(now() - timedelta(days=days)):
            case = file_case(agency="moh")
            apply(case.pk, Decide(outcome=result, text="تم", refusal=REFUSAL), actor=land.actor("officer-moh"))


def a_ladder_of_one_day(page: Page) -> str:
    page.goto("/admin/studio/ladder/default/")
    press(page, '[data-do="copy"]')
    called(page, ("سُلّم المراجعة القانونية", "Legal ladder"), "")
    page.fill("[name=code]", "legal")
    press(page, "main form button.btn")
    page.fill("[name=rungs-0-after]", "1")
    press(page, SAVE)
    return ready(page)


def a_review_of_large_amounts(page: Page) -> None:
    """Between handling and the answer, for amounts of 1,000 dinars or more."""
    a_field(page, ("المبلغ بالدينار", "Amount in dinars"), "money")
    opened(page, "handle")
    without(page, "resolved", "partly_resolved", "explained")
    row = one_more(page)
    outcome(page, row, "+decision", words=("أُعدّ الرد", "The answer is prepared"), asks="amount_dinars")
    press(page, SAVE)
    opened(page, "decision_1")
    called(page, ("هل المبلغ كبير؟", "A large amount?"))
    asked_of(page, 0, "field.amount_dinars", "at_least", "1000")
    page.locator("[name=row-0-next]").select_option("+task")
    press(page, SAVE)
    opened(page, "task_1")
    called(page, LEGAL)
    seen(page, "step-ladder").select_option("legal")
    outcome(page, 0, "+task", words=("موافقة", "Agreed"))
    press(page, SAVE)
    opened(page, "task_2")
    called(page, ("الرد", "Answer"))
    outcome(page, 0, "confirm", effect="decide", result="resolved")
    press(page, SAVE)
    opened(page, "large_amount")
    page.locator("[name=step-default]").select_option("answer")
    press(page, SAVE)


def tried_on_the_past(page: Page) -> None:
    """Who was refused goes the same way; what was answered is open from the handling on: nobody ever prepared it."""
    press(page, 'a[href$="/past/"]')
    press(page, "[value=ask]")
    page.locator("[role=progressbar]").wait_for()
    do_waiting()
    page.reload()
    groups = page.locator("[data-group]").all()
    counts = sorted((each.get_attribute("data-group"), each.locator("h2 .badge").inner_text()) for each in groups)
    assert counts == [("open", "2"), ("same", "1"), ("same", "1")], "one of the same is not answered yet"


def moved_and_taken_back(owner: Page, second: Page, case: Case) -> None:
    """By a plan that one owner makes and the other confirms, and by its reverse."""

    def confirmed(page: Page, plan: str) -> int:
        do_waiting()
        page.goto(plan)
        press(page, '[data-do="confirm"]')
        do_waiting()
        case.refresh_from_db()
        return case.process_version.number

    owner.goto("/admin/studio/process/complaint/")
    press(owner, '[data-do="begin-moving"]')
    assert confirmed(second, owner.url) == 2
    second.reload()
    press(second, '[data-do="back"]')
    assert confirmed(owner, second.url) == 1


def goes_the_new_road(desk: Page) -> None:
    tracking, _code = filed(desk, "complaint", subject="فاتورة كبيرة", text="دُفعت مرتين.")
    case = Case.objects.get(tracking=tracking)
    assert case.process_version.number == 2
    act(desk, tracking, "proceed", "أُعدّ الرد.", amount_dinars="1500")
    work = case.works.get(done_at=None)
    assert (work.step, work.ladder) == ("legal_review", "legal")
    desk.goto(f"/admin/desk/{tracking}/")
    desk.locator("#step", has_text=LEGAL[0]).wait_for()
    act(desk, tracking, "proceed", "لا مانع.")
    act(desk, tracking, "decide", "يُعاد المبلغ.")
    case.refresh_from_db()
    assert (case.status, case.outcome) == (CaseStatus.ANSWERED, "resolved")
    stood = ["handle", "legal_review", "answer", "confirm"]
    assert list(case.works.order_by("pk").values_list("step", flat=True)) == stood
