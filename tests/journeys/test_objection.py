"""On phones, in Arabic: a refusal with its ground is objected to, decided above, objected to again, and ended at the
doors outside. Nobody decides twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.content.forms import made
from tests.journeys.entering import enter, seen_whole, wide
from tests.journeys.working import Kept, filed, follow
from tests.objecting import REASONS
from tests.scenes import Country
from workflows.cases.models import Case, CaseEvent

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = (360, 740)
RULE, INSTEAD = "المادة 4 من نظام صيانة الطرق", "اطلب من البلدية إدراج الشارع في خطة العام القادم."
Barriers = Callable[["Page"], list[str]]


@dataclass(frozen=True)
class Desk:
    """The phones of the staff: each member has their own."""

    open_page: Callable[[tuple[int, int]], Page]
    land: Country
    home: str
    barriers: Barriers

    def opens(self, login: str, tracking: str) -> Page:
        page = self.open_page(PHONE)
        enter(page, self.land.people[login], "ar", self.home)
        page.goto(f"/admin/desk/{tracking}/")
        with seen_whole(page):
            assert wide(page) == 360
            assert self.barriers(page) == []
        return page

    def refuses(self, login: str, tracking: str) -> None:
        """Without a ground the form comes back with what was written; with it the request is refused."""
        page = self.opens(login, tracking)
        form = opened(page, "decide")
        assert not form.locator("[name=ground]").is_visible()
        form.locator("[name=outcome]").select_option("refused")
        form.locator("[name=text]").fill(REASONS)
        form.locator("[name=ground]").wait_for()
        sent(form)
        page.locator("#act-decide .err").first.wait_for()
        form = opened(page, "decide")
        assert form.locator("[name=text]").input_value() == REASONS
        form.locator("[name=ground]").select_option("no_legal_basis")
        form.locator("[name=rule]").fill(RULE)
        form.locator("[name=instead]").fill(INSTEAD)
        assert self.barriers(page) == []
        sent(form)
        page.locator(".messages .success").wait_for()


def opened(page: Page, name: str) -> Locator:
    form = page.locator(f"#act-{name}")
    if form.get_attribute("open") is None:
        form.locator("summary").first.press("Enter")
    return form


def sent(form: Locator) -> None:
    form.locator(".btn-row button").first.press("Enter")


def reads_the_refusal(page: Page, kept: Kept) -> None:
    follow(page, kept)
    refusal = page.locator("article.answer [data-refusal]").first
    assert [term.inner_text() for term in refusal.locator("dt").all()] == ["لماذا؟", "ماذا أستطيع بعد ذلك؟"]
    assert [words.inner_text() for words in refusal.locator("dd").all()][1:] == [RULE, INSTEAD]


def objects(page: Page, reason: str, barriers: Barriers) -> None:
    """By the button beside “accept”, which is as large and of the same kind."""
    yes = page.locator("#accept form[action$='/accept/'] button")
    no = page.locator("#reopen > summary")
    assert (yes.get_attribute("class"), "btn second") == ("btn second", no.get_attribute("class"))
    sizes = [part.bounding_box() for part in (yes, no)]
    assert sizes[0] is not None
    assert sizes[1] is not None
    assert (sizes[0]["width"], sizes[0]["height"]) == (sizes[1]["width"], sizes[1]["height"])
    no.click()
    page.locator("#reopen textarea").fill(reason)
    assert wide(page) == 360
    assert barriers(page) == []
    page.locator("#reopen form button.btn").last.click()
    page.locator("#objection").wait_for()


def test_a_refusal_is_objected_to_twice_and_ends_at_the_doors_outside(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = made.published_forms()
    desk = Desk(open_page, land, live_server.url, barriers)
    citizen = open_page(PHONE)
    kept = filed(citizen, "complaint", subject="حفرة أمام المدرسة", text="حفرة عميقة أمام باب المدرسة منذ شهر.")
    number = kept[0]

    desk.refuses("officer-moh", number)
    reads_the_refusal(citizen, kept)
    objects(citizen, "لم يزر أحد المكان.", barriers)
    hears = citizen.locator("#objection").inner_text()
    assert "اعتراضك" in hears
    assert "المستوى الأول" in hears

    assert desk.opens("officer-moh", number).locator("#act-decide").count() == 0, "nobody decides on their own refusal"
    desk.refuses("level1-moh", number)
    reads_the_refusal(citizen, kept)
    objects(citizen, "ما زالت الحفرة في مكانها.", barriers)
    hears = citizen.locator("#objection").inner_text()
    assert "اعتراضك الثاني" in hears
    assert str(land.agencies["central"].name["ar"]) in hears

    desk.refuses("officer-central", number)
    follow(citizen, kept)
    assert citizen.locator("[data-status=closed]").count() == 1
    assert citizen.locator("#reopen, #accept").count() == 0
    assert wide(citizen) == 360
    assert barriers(citizen) == []
    door = citizen.locator("#objection a.btn")
    door.click()
    citizen.wait_for_url("**/ar/after-objection/")
    assert wide(citizen) == 360
    case = Case.objects.get(tracking=number)
    decided = CaseEvent.objects.filter(case=case, verb="decided").values_list("actor_user__username", flat=True)
    assert list(decided.order_by("number")) == ["officer-moh", "level1-moh", "officer-central"]
