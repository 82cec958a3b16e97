"""A child is humiliated at school: told from a phone, worked by its own unit, unknown to all others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from permissions.now import now
from tests.comes_true import PATIENCE
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from tests.journeys.entering import enter
from tests.journeys.filling import open_more
from tests.journeys.opening_an_identity import (
    asks_who_it_is,
    opens_the_identity,
    reads_who_it_is,
    sees_that_it_was_opened,
)
from tests.scenes import Country, hire
from workflows.cases.models import Case, CaseEvent, Work
from workflows.reports.freezing import count
from workflows.reports.period import containing

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

SUBJECT, TEXT = "مديرة تُهين ابنتي", "أوقفتها مديرة المدرسة أمام الطابور وسخرت من ثوبها."
WORDS, QUESTION, ANSWER = "قرأنا ما كتبت وبدأنا التحقّق.", "هل ابنتك بأمان الآن؟", "نعم، هي في البيت معي."
NOWHERE = "26-0000-0000-0"
STRANGERS = ("officer-moe", "staff-moe", "level2-moe", "officer-central", "level2-central", "auditor")
"""The ministry's officer and a colleague, the accused, who is its head, the complaints unit, and the auditor."""
Open = Callable[[tuple[int, int]], "Page"]


@dataclass(frozen=True)
class Filed:
    """What the citizen took away."""

    tracking: str
    secret: str


def files_it(page: Page) -> Filed:
    """From a page 360 pixels wide, without a name."""
    page.goto("/ar/file/rights/")
    page.locator("[name=danger][value=yes]").check(force=True)
    page.get_by_role("combobox").fill("MOE")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    open_more(page)
    page.locator("[name=concerns][value=person]").check(force=True)
    page.fill("[name=concerned]", "مديرة المدرسة")
    page.fill("[name=email]", "mother@example.org")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("form[data-filing] button[type=submit]").click()
    page.locator("[data-tracking]").wait_for()
    tracking, secret = number_and_secret(page)
    assert tracking
    assert secret
    return Filed(tracking, secret)


def finds_no_trace(page: Page, filed: Filed) -> None:
    """Not by the inbox, a search, an address, or the figures: what is there answers like what is not."""
    for address in (
        "/admin/",
        "/admin/desk/",
        f"/admin/desk/?q={filed.tracking}",
        f"/admin/desk/?q={SUBJECT}",
        "/admin/figures/",
        f"/admin/desk/{filed.tracking}/",
        f"/admin/desk/{filed.tracking}/note/",
        f"/admin/desk/{filed.tracking}/files/1/",
        f"/ar/track/{filed.tracking}/",
    ):
        seen, nothing = (page.request.get(address.replace(filed.tracking, each)) for each in (filed.tracking, NOWHERE))
        assert seen.status == nothing.status, address
        shown = seen.text().replace(filed.tracking, NOWHERE) if filed.tracking in address else seen.text()
        assert [word for word in (filed.tracking, SUBJECT, TEXT) if word in without_search(shown)] == [], address
        if filed.tracking in address and "/track/" not in address and "?q=" not in address:
            assert (seen.status, shown) == (404, nothing.text()), address


def without_search(html: str) -> str:
    """The page without what says again what was searched for: the field, and the way to take it off."""
    return html.replace(f'value="{SUBJECT}"', "").replace(f"<bdi>{SUBJECT}</bdi></b>", "")


def works_it(page: Page, filed: Filed) -> None:
    """The handler finds it in the inbox, takes it on with a word to the citizen, and asks."""
    page.goto("/admin/desk/")
    assert page.locator("tr[data-case]").get_attribute("data-case") == filed.tracking
    page.locator("tr[data-case] a").first.click()
    assert page.locator(".spoken").first.inner_text() == TEXT
    takes_on = page.locator("#act-proceed")
    takes_on.locator("textarea").fill(WORDS)
    takes_on.locator(".btn-row button").first.click()
    page.locator("[aria-labelledby=happened] .timeline p", has_text=WORDS).wait_for()
    asks = page.locator("#act-ask")
    asks.locator("summary").click()
    asks.locator("textarea").fill(QUESTION)
    asks.locator(".btn-row button").first.click()
    page.locator('[data-status="waiting"]').wait_for()


def opens_it(page: Page, filed: Filed) -> None:
    """With number and code, as weeks later."""
    page.goto("/ar/track/")
    page.fill("[name=tracking]", filed.tracking)
    page.fill("[name=secret]", filed.secret)
    page.locator("form:has([name=secret]) button").first.click()
    page.locator("[data-status]").wait_for()


def answers_it(page: Page, filed: Filed) -> None:
    """The citizen reads that they were heard, and answers."""
    opens_it(page, filed)
    said = page.inner_text("main")
    assert QUESTION in said
    assert WORDS in said
    form = page.locator("form[action$='/answer/']")
    form.locator("textarea").fill(ANSWER)
    form.locator("button").last.click()
    page.locator("[data-status=in_progress]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def is_forgotten(page: Page, filed: Filed) -> None:
    """The server's answer to leaving has come, for which the page itself waits no more than a moment."""
    end = time.monotonic() + PATIENCE
    while any(each.get("name", "").startswith(f"open-{filed.tracking}") for each in page.context.cookies()):
        if time.monotonic() > end:
            raise TimeoutError("it stays open")
        page.wait_for_timeout(50)  # milliseconds


def leaves_quickly(page: Page, filed: Filed) -> None:
    """Three presses of Escape: the page is gone, and neither the way back nor the address shows it again."""
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/ar/today/")
    is_forgotten(page, filed)
    for _step in range(page.evaluate("history.length") - 2):  # down to the blank page that the browser began with
        page.go_back()
        typed = page.locator("input:not([type=hidden], [type=radio])").evaluate_all("all => all.map(one => one.value)")
        assert [word for word in (ANSWER, TEXT, filed.secret) if word in page.content() or word in typed] == []
        assert page.locator("[data-secret]").count() == 0
    page.goto(f"/ar/track/{filed.tracking}/")
    page.wait_for_url("**/ar/track/?tracking=*")


def stands_in_no_figure(case: Case) -> None:
    """In no figure of a month: not of the nation, of an agency, of a kind, and in no row of the register."""
    at = now() + timedelta(minutes=1)
    counted = count(containing("monthly", at), at)
    assert counted.numbers["national"].get("received", 0) == 0
    assert counted.numbers["apart"] is None
    assert counted.register_rows == 0
    assert "moe" not in counted.numbers["agencies"]
    assert counted.numbers["kinds"] == {}
    assert counted.numbers["oldest"] == []
    assert "rights" not in f"{counted.names}"
    assert not Work.objects.filter(case=case).exclude(agency__code="rights").exists()


def land_with_watchers() -> Country:
    """Also with an auditor, and with the custodian of identities."""
    land = made.published_forms()
    hire(land, "auditor")
    hire(land, "custodian", "central", "rights")
    return land


def test_a_sealed_complaint_is_known_to_its_citizen_and_its_handler_alone(
    open_page: Open, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = land_with_watchers()
    citizen, handler = open_page((360, 740)), open_page((1280, 900))
    filed = files_it(citizen)
    assert barriers(citizen) == []
    enter(handler, land.people["officer-rights"], "ar", live_server.url)
    works_it(handler, filed)
    handler.reload()  # the message that fades in has no contrast while it does
    assert barriers(handler) == []
    for username in STRANGERS:
        stranger = open_page((1280, 900))
        enter(stranger, land.people[username], "ar", live_server.url)
        finds_no_trace(stranger, filed)
    answers_it(citizen, filed)
    assert barriers(citizen) == []
    handler.reload()
    handler.locator("[aria-labelledby=happened] .timeline p", has_text=ANSWER).wait_for()
    leaves_quickly(citizen, filed)

    custodian, auditor = open_page((1280, 900)), open_page((1280, 900))
    enter(custodian, land.people["custodian"], "ar", live_server.url)
    enter(auditor, land.people["auditor"], "ar", live_server.url)
    asks_who_it_is(handler)
    opens_the_identity(custodian, filed.tracking)
    reads_who_it_is(handler, "mother@example.org")
    sees_that_it_was_opened(auditor, filed.tracking, land.people["custodian"].get_full_name())

    case = Case.objects.get(tracking=filed.tracking)
    stands_in_no_figure(case)
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs == ["opened", "proceeded", "asked", "citizen_answered", "identity_asked", "identity_opened"]
    call_command("verify")
