"""A call-taker serves three callers by keyboard, one of whom has an open request; keys beside the text are counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from permissions.now import now
from permissions.people.models import User
from portal.admin_screens.entry import ENTRY
from tests.comes_true import comes_true
from tests.content.forms import made
from tests.journeys.entering import enter, wide
from tests.journeys.keyboard import Keyboard
from tests.scenes import country, file_case, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.sign_in.apps import PASSWORD, with_password
from workflows.calls.models import Call
from workflows.calls.services import answered_at_exchange, over_at_exchange, ring
from workflows.cases.actions import Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel
from workflows.cases.tracking import secret_of

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

NUMBER = "+962790000001"
MOST_KEYS, MOST_SECONDS = 25, 60


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_three_callers_are_served(
    desk_page: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]], language: str
) -> None:
    land = country()
    pages_and_forms()
    taker = hire(land, "call_taker", username="taker")
    User.objects.filter(pk=taker.pk).update(extension="204")
    before = file_case(phone=NUMBER, name="سلمى العبادي")
    apply(before.pk, Reply(text="ننظر فيه يوم الأحد."), actor=land.actor("officer-moh"))
    page, keyboard = desk_page, Keyboard(desk_page)
    enter(page, taker, language, live_server.url)
    page.goto("/admin/")
    comes_true(page, "document.activeElement.matches('[data-caller-number]')")
    with page.expect_request("**/ringing/") as asked:
        pass
    assert asked.value.headers["insaf-poll"] == "1", "who only waits does not use their session"
    assert barriers(page) == []

    files_by_telephone(page, keyboard, barriers)
    asks_about(page, before)
    only_asks(page)
    assert [each.purpose for each in Call.objects.order_by("pk")] == ["filed", "added", "information"]


def files_by_telephone(page: Page, keyboard: Keyboard, barriers: Callable[[Page], list[str]]) -> None:
    """The exchange rings; a complaint is filed while the caller speaks."""
    ring(exchange="a-1", extension="204", number="+962795555555")
    page.locator("[data-rings] button").wait_for()
    comes_true(page, "document.activeElement.closest('[data-rings]')")
    began = time.monotonic()
    keyboard.press("Enter")
    page.locator("[data-digit='1']").wait_for()
    assert page.locator("[data-caller]").inner_text() == "+962795555555"
    keyboard.press("1")
    page.locator("#filing").wait_for()
    comes_true(page, "document.activeElement.closest('#filing')")
    keyboard.type("moh")
    page.locator("#filing [role=option]").first.wait_for()
    keyboard.press("ArrowDown", "Enter")
    keyboard.to("[name=subject]")
    keyboard.type("انقطاع الماء")
    keyboard.to("[name=text]")
    keyboard.type("انقطعت المياه عن الحي منذ أربعة أيام، ولا أحد يجيب.")
    page.locator("[data-is-kept=yes]").wait_for()
    assert barriers(page) == []
    keyboard.press("Control+Enter")
    page.locator("[data-tracking]").wait_for()
    case = Case.objects.latest("pk")
    assert (case.channel, case.agency.code, case.person.phone) == (Channel.CALL, "moh", "+962795555555")
    assert page.locator("[data-tracking]").get_attribute("data-secret") == secret_of(case)
    assert barriers(page) == []
    keyboard.press("Enter")  # it ends the call
    page.locator("[data-caller-number]").wait_for()
    assert keyboard.keys <= MOST_KEYS
    assert time.monotonic() - began < MOST_SECONDS


def asks_about(page: Page, before: Case) -> None:
    """Their number is typed; they are told how it stands, and add to it."""
    page.keyboard.type(NUMBER.replace("+962", "0"))
    page.keyboard.press("Enter")
    told = page.locator(f"[data-told-of='{before.tracking}']")
    told.wait_for()
    assert "ننظر فيه يوم الأحد." in told.inner_text()
    told.locator("summary").click()
    told.locator("textarea").fill("الرقم الذي أُعطي لي خطأ.")
    told.locator("button").click()
    page.locator(".messages li").wait_for()
    assert before.messages.filter(kind="addition").count() == 1
    page.keyboard.press("Alt+e")
    page.locator("[data-caller-number]").wait_for()


def only_asks(page: Page) -> None:
    """A number that is withheld; nothing is filed."""
    page.locator("[data-caller-number]").press("Enter")
    page.locator("[data-end-call]").wait_for()
    page.locator("[data-open-call] select").select_option("information")
    page.keyboard.press("Alt+e")
    page.locator("[data-caller-number]").wait_for()
    assert page.locator("[data-calls]").first.inner_text() == "3"


def test_a_call_that_drops_loses_nothing(phone_page: Page, live_server: LiveServer) -> None:
    """On a telephone's width: the exchange ends the call while somebody types; it is taken up again."""
    land = country()
    pages_and_forms()
    taker = hire(land, "call_taker", username="taker")
    page = phone_page
    enter(page, taker, "ar", live_server.url)
    page.goto("/admin/call-centre/")
    assert wide(page) <= 360
    page.locator("[data-begin] button").click()
    page.locator("[data-digit='2']").click()
    page.locator("[name=text]").fill("ما مواعيد المركز؟")
    page.locator("[data-is-kept=yes]").wait_for()
    assert wide(page) <= 360
    Call.objects.update(ended_at=Call.objects.get().began_at, ended_by="exchange")
    page.goto("/admin/call-centre/")
    page.locator("[data-draft-of] button").first.click()
    page.locator("#filing").wait_for()
    assert page.locator("[name=text]").input_value() == "ما مواعيد المركز؟"


def test_the_telephone_opens_a_call_and_ends_it_on_the_screen(desk_page: Page, live_server: LiveServer) -> None:
    """Answered at the telephone it is open without a press; once the caller hung up nothing of theirs is to be seen,
    and what was being typed is there, and sent."""
    land = country()
    pages_and_forms()
    taker = hire(land, "call_taker", username="taker")
    User.objects.filter(pk=taker.pk).update(extension="204")
    before = file_case(phone=NUMBER, name="سلمى العبادي")
    page = desk_page
    enter(page, taker, "ar", live_server.url)
    page.goto("/admin/call-centre/")
    ring(exchange="a-1", extension="204", number=NUMBER)
    page.locator("[data-rings]").wait_for()
    answered_at_exchange("a-1")
    page.locator("[data-open-call]").wait_for()
    page.locator("[data-digit='2']").click()
    page.wait_for_url("**form=*")  # the call's page has a form of its own to begin with
    page.locator("#f-text").fill("ما مواعيد المركز؟")
    told = page.locator(f"[data-told-of='{before.tracking}']")
    told.locator("summary").click()
    told.locator("textarea").fill("الرقم الذي أُعطي لي خطأ.")
    over_at_exchange("a-1")
    page.locator("[data-next]").wait_for()
    shown = page.locator("main").inner_text()
    assert NUMBER not in shown
    assert before.tracking not in shown
    assert page.locator("#f-text").input_value() == "ما مواعيد المركز؟"

    ring(exchange="a-2", extension="204", number="")
    page.locator("[data-rings]").wait_for()
    assert page.evaluate("document.activeElement.closest('[data-rings]')") is None, "it takes the keys from nobody"
    page.locator("[data-adds] button").click()
    page.locator(".messages li").wait_for()
    assert [each.text for each in before.messages.filter(kind="addition")] == ["الرقم الذي أُعطي لي خطأ."]
    assert page.locator("#f-text").input_value() == "ما مواعيد المركز؟"


def test_a_letter_comes_with_its_scan(desk_page: Page, live_server: LiveServer) -> None:
    land = country()
    pages_and_forms()
    taker = hire(land, "call_taker", username="taker")
    page, keyboard = desk_page, Keyboard(desk_page)
    enter(page, taker, "ar", live_server.url)
    page.goto("/admin/call-centre/")
    page.locator("[name=channel][value=letter]").check()
    page.locator("[data-begin] button").click()
    page.locator("[data-digit='1']").click()
    page.locator("#filing [role=combobox]").press_sequentially("moh")
    keyboard.press("ArrowDown", "Enter")
    page.locator("[name=subject]").fill("انقطاع الماء")
    page.locator("#f-text").fill("انقطعت المياه عن الحي.")
    page.locator("[name=files]").set_input_files(
        {"name": "letter.png", "mimeType": "image/png", "buffer": made.picture("PNG")}
    )
    page.locator("[data-arrived]").wait_for()
    keyboard.press("Control+Enter")
    page.locator("[data-tracking]").wait_for()
    assert [each.name for each in Case.objects.get().files.all()] == ["letter.png"]


def test_what_is_not_kept_is_said_and_comes_after_the_login(desk_page: Page, live_server: LiveServer) -> None:
    """The server is away for a while, and then the session is over: nobody reads that their text is kept."""
    land = country()
    pages_and_forms()
    taker = with_password(hire(land, "call_taker", username="taker"))
    page = desk_page
    enter(page, taker, "ar", live_server.url)
    page.goto("/admin/call-centre/")
    page.locator("[data-begin] button").click()
    page.locator("[data-digit='2']").click()
    text = page.locator("#f-text")
    text.fill("ما مواعيد المركز؟")
    page.locator("[data-is-kept=yes]").wait_for()
    page.route("**/keep/*", lambda route: route.fulfill(status=503))
    text.fill("ما مواعيد المركز الصحي؟")
    page.locator("[data-is-kept=no]").wait_for()
    page.unroute("**/keep/*")
    text.fill("ما مواعيد المركز الصحي في رمضان؟")
    page.locator("[data-is-kept=yes]").wait_for()

    session = Session.objects.get()
    said = session.get_decoded()
    said[ENTRY]["used"] = (now() - settings.SESSION_IDLE - timedelta(minutes=1)).isoformat()
    Session.objects.update(session_data=Session.objects.encode(said))
    text.fill("ما مواعيد المركز الصحي في عمّان؟")
    page.locator("[data-is-kept=no]").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator("[name=proof_password]").fill(PASSWORD)
    page.locator("[name=proof_password]").press("Enter")
    comes_true(page, "document.querySelector('#f-text')?.value === 'ما مواعيد المركز الصحي في عمّان؟'")


@pytest.mark.parametrize("keys", [pytest.param("12", marks=pytest.mark.large), "١٢"])
def test_the_digits_are_switched_off_and_stand_in_the_digits_of_their_reader(
    phone_page: Page, live_server: LiveServer, keys: str
) -> None:
    """A digit chooses a form, whichever digits a keyboard writes, until the call-taker switches them off here."""
    land = country()
    pages_and_forms()
    taker = hire(land, "call_taker", username="taker")
    User.objects.filter(pk=taker.pk).update(arabic_digits=True)
    page = phone_page
    enter(page, taker, "ar", live_server.url)
    page.goto("/admin/call-centre/")
    page.locator("[data-begin] button").click()
    first = page.locator("[data-digit='1']")
    first.wait_for()
    assert first.locator("kbd").inner_text() == "١"
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        pressed(page, keys[0])
    assert page.locator("[data-digit='1'][aria-current]").count() == 1

    page.locator("[data-end-call]").click()
    page.locator("[data-keys-on]").uncheck()
    assert page.locator("[data-calls]").first.inner_text() == "١"
    page.locator("[data-begin] button").click()
    first.wait_for()
    page.evaluate("document.activeElement.blur()")
    pressed(page, keys[1])
    assert page.evaluate("new Promise((done) => setTimeout(() => done(location.search), 300))") == ""


def pressed(page: Page, key: str) -> None:
    """As a keyboard of that language sends it."""
    page.evaluate("(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))", key)
