"""A phone on a slow line: pressed while a photo is on its way, sent once it has arrived, and what moves is heard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.content.forms import made
from tests.journeys.filling import SEND, SUBJECT, write
from tests.scenes import country, file_case
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File, Message, MessageKind

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page, Request, Route

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM: FilePayload = {"name": "b.exe", "mimeType": "application/octet-stream", "buffer": b"MZ no document"}
SLOW = 40_000  # bytes a second


def large_photo(name: str = "حفرة.jpg") -> FilePayload:
    """A true photo with noise behind its end: some three seconds on the slow line."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.picture() + os.urandom(120_000)}


@contextmanager
def slow_line(page: Page) -> Iterator[None]:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": SLOW}
    session.send("Network.emulateNetworkConditions", line)
    yield
    session.send("Network.emulateNetworkConditions", line | {"latency": 0, "uploadThroughput": -1})


def said_in_sight(page: Page) -> bool:
    """Whether what became of the press stands where it was pressed."""
    place = page.locator("[data-file-wait]").bounding_box()
    return place is not None and 0 <= place["y"] < page.evaluate("innerHeight") - place["height"]


def test_send_pressed_while_a_photo_uploads_sends_once_when_it_has_arrived(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    write(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if _is_of_the_form(request) else None)
    with slow_line(page):
        page.set_input_files("input[type=file]", [large_photo()])
        page.locator(".bar").wait_for()
        for _press in range(3):
            page.locator(SEND).click(no_wait_after=True)
        assert page.locator("li[data-arrived]").count() == 0, "the photo must still be on its way"
        assert page.locator("[data-file-wait]").inner_text()
        assert said_in_sight(page)
        page.locator("[data-tracking]").wait_for()
    assert [url.partition("?")[2] for url in sent] == ["upload", ""]
    assert Case.objects.get().subject == SUBJECT
    assert File.objects.get().name == "حفرة.jpg"


def _is_of_the_form(request: Request) -> bool:
    """Whether it sends the form or its files; what asks for hints meanwhile sends nothing."""
    return request.method == "POST" and "/file/complaint/" in request.url


def test_a_form_that_is_just_leaving_is_not_sent_a_second_time(phone_page: Page) -> None:
    """What makes the platform an app comes late on a slow line, and finds a form whose answer is still on its way."""
    made.published_forms()
    page = phone_page
    app: list[Route] = []
    answers: list[Route] = []
    asked: list[str] = []
    page.route("**/js/app.js", lambda route: app.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.route("**/ar/file/complaint/", lambda route: answers.append(route) if is_post(route) else route.continue_())
    page.on("request", lambda request: asked.append(request.url) if "?fresh" in request.url else None)
    write(page)
    page.locator("form[data-keeps]").wait_for(state="attached")
    page.locator(SEND).click(no_wait_after=True)
    wait_for_one(page, answers)
    wait_for_one(page, app)
    with page.expect_response("**/js/app-sending.js"):
        app[0].continue_()
    page.wait_for_timeout(1000)
    assert asked == [], "its answer may still come"
    answers[0].continue_()
    page.locator("[data-tracking]").wait_for()
    assert Case.objects.count() == 1


def is_post(route: Route) -> bool:
    return route.request.method == "POST"


def wait_for_one(page: Page, routes: list[Route]) -> None:
    for _attempt in range(600):
        if routes:
            return
        page.wait_for_timeout(50)
    raise TimeoutError


def test_the_button_says_how_far_it_is_and_can_be_stopped(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    write(page)
    send = page.locator(SEND)
    before = send.inner_text()
    with slow_line(page):
        page.set_input_files("input[type=file]", [large_photo("a.jpg"), large_photo("b.jpg")])
        page.locator(".bar").nth(1).wait_for()
        send.click(no_wait_after=True)
        comes_true(page, f"/رُفع [1-9]\\d?%… ثم يُرسَل/.test(document.querySelector('{SEND}').textContent)")
        assert send.get_attribute("aria-busy") == "true"
        page.get_by_role("button", name="إيقاف الإرسال").click()
        assert (send.inner_text(), send.get_attribute("aria-busy")) == (before, None)
        page.locator("li[data-arrived]").nth(1).wait_for()
    assert "لم يُرسَل بعد" in page.locator("[data-file-wait]").inner_text()
    assert not Case.objects.exists()
    send.click()
    page.locator("[data-tracking]").wait_for()
    assert Case.objects.get().files.count() == 2


def test_what_is_pressed_looks_pressed_until_it_is_answered(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    write(page)
    # An answer that brings no other page: while none at all comes, a browser may not tell what stands on this one.
    page.route("**/ar/file/complaint/", lambda route: route.fulfill(status=204))
    page.locator(SEND).click(no_wait_after=True)
    comes_true(page, f"document.querySelector('{SEND}').ariaBusy === 'true'")
    page.unroute_all(behavior="ignoreErrors")


def test_a_file_that_does_not_arrive_holds_the_form_until_its_sender_decides(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    write(page)
    with slow_line(page):
        page.set_input_files("input[type=file]", [large_photo("program.exe") | {"buffer": b"MZ" + os.urandom(120_000)}])
        page.locator(".bar").wait_for()
        page.locator(SEND).click(no_wait_after=True)
        page.locator("li[data-refused]").wait_for()
    assert "لم يُرسَل بعد" in page.locator("[data-file-wait]").inner_text()
    assert said_in_sight(page)
    assert not Case.objects.exists()
    page.locator(SEND).click()
    page.locator("[data-tracking]").wait_for()
    assert Case.objects.get().files.count() == 0


def test_what_becomes_of_each_file_is_heard_at_its_beginning_and_its_end(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/en/file/complaint/")
    page.evaluate(
        """() => {
            window.heard = []
            const region = document.querySelector("[data-files] [role=status]")
            new MutationObserver(() => window.heard.push(region.textContent)).observe(region, {childList: true})
        }"""
    )
    with slow_line(page):
        page.set_input_files("input[type=file]", [large_photo("a.jpg")])
        page.locator("li[data-arrived]").wait_for()
    page.set_input_files("input[type=file]", [PROGRAM])
    page.locator("li[data-refused]").wait_for()
    page.locator("li[data-arrived] button").click()
    heard = page.evaluate("window.heard")
    for said in ("a.jpg: Arriving", "a.jpg: Arrived and checked", "b.exe", "Removed: a.jpg"):
        assert any(said in each for each in heard), said
    assert len(heard) <= 6, "progress in between is for the eye alone"


def test_the_picker_of_a_case_sends_its_files_ahead_too(phone_page: Page) -> None:
    scene = country()
    case = file_case()
    apply(case.pk, AskCitizen(text="أي قسم؟"), actor=scene.actor("officer-moh"))
    page = phone_page
    page.goto("/ar/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("main form button").click()
    form = page.locator("form[action$='/answer/']")
    form.locator("[name=text]").fill("قسم الأشعة.")
    form.locator("[data-drop] button").wait_for()
    with slow_line(page):
        form.locator("input[type=file]").set_input_files([large_photo()])
        form.locator(".bar").wait_for()
        form.locator(".btn-row .btn:not(.quiet)").click(no_wait_after=True)
        page.locator(".toast").wait_for()
    assert File.objects.get(case=case).name == "حفرة.jpg"
    assert Message.objects.get(case=case, kind=MessageKind.ANSWER).text == "قسم الأشعة."


def test_a_touch_screen_is_not_told_to_drag(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/file/complaint/")
    assert page.locator("[data-drop-hint]").is_visible()
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    phone = context.new_page()
    phone.goto(page.url)
    assert not phone.locator("[data-drop-hint]").is_visible()
    assert phone.locator("[data-drop] button").is_visible()
    context.close()
