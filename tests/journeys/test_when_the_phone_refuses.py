"""What a phone does to somebody who files: its storage is full, its clock is wrong, two tabs have the same form,
notices and camera are refused, a new release arrives in half; and what leaving takes from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import override_settings

from content.forms.uploads import Attachments
from permissions.now import now
from portal.device import worker
from tests.comes_true import comes_true
from tests.conftest import PHONE
from tests.content.forms import made
from tests.journeys.filling import SEND, SUBJECT, write
from tests.journeys.offline import FORM, LONG, READY, copies, on_a_phone, ready, send_now
from tests.scenes import file_case
from workflows.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/ar/device/"
DRAFT = "insaf.draft.complaint"
STATES = "(all) => all.map((each) => each.state)"
DRAFTS = f"import('/static/js/app-store.js').then((store) => store.drafts()).then({STATES})"
FILES = "(all) => all.flatMap((each) => each.files).length"
SHARED = f"import('/static/js/app-store.js').then((store) => store.allShared()).then({FILES})"
SHARE = """([count, size]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/ar/device/shared/" })
  form.enctype = "multipart/form-data"
  const given = new DataTransfer()
  for (let number = 0; number < count; number += 1) {
    given.items.add(new File([new Uint8Array(size)], `${number}.jpg`, { type: "image/jpeg" }))
  }
  const input = Object.assign(document.createElement("input"), { type: "file", name: "files", multiple: true })
  input.files = given.files
  form.append(input)
  document.body.append(form)
  form.submit()
}"""
TWO_DAYS_OLD = """import('/static/js/idb.js').then(async ({ openDB }) => {
  const db = await openDB("insaf")
  const at = Date.now() - 2 * 24 * 3600 * 1000
  for (const each of await db.getAll("shared")) await db.put("shared", { ...each, at })
  db.close()
})"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    made.published_forms()
    with on_a_phone(browser, live_server.url) as opened:
        yield opened


def room_for(page: Page, origin: str, size: int | None) -> None:
    """How many bytes the browser lets this site keep; None: as many as ever."""
    asked: dict[str, Any] = {"origin": origin} if size is None else {"origin": origin, "quotaSize": size}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", asked)


def keep_offline(page: Page) -> None:
    """Fill the form in without a connection and have it wait in the list."""
    page.context.set_offline(True)
    write(page)
    page.locator(READY).wait_for()
    page.locator(SEND).click()
    page.wait_for_url(f"**{LIST}")
    page.locator("[data-stands=waiting]").wait_for()


def test_a_full_device_says_so_and_loses_nothing(page: Page, live_server: LiveServer, tmp_path: Path) -> None:
    ready(page)
    write(page)
    page.locator(READY).wait_for()
    page.context.set_offline(True)
    photo = tmp_path / "حفرة.jpg"
    photo.write_bytes(made.picture() + bytes(2_000_000))
    page.set_input_files("input[type=file]", photo)
    page.locator("li[data-waits]").wait_for()
    room_for(page, live_server.url, 1_000)
    page.locator(SEND).click()
    page.locator("[data-when=full]").wait_for()
    assert "امتلأت مساحة التخزين" in page.locator("[data-offline-note]").inner_text()
    assert (page.evaluate(DRAFTS), page.input_value("[name=subject]")) == ([], SUBJECT)
    assert page.locator("li[data-waits]").count() == 1
    room_for(page, live_server.url, None)
    page.locator(SEND).click()
    page.wait_for_url(f"**{LIST}")
    page.locator("[data-stands=waiting]").wait_for()
    page.context.set_offline(False)
    send_now(page)
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    assert Case.objects.get().files.count() == 1


def test_a_draft_that_two_tabs_have_open_is_sent_once_and_what_the_second_wrote_is_asked_about(page: Page) -> None:
    ready(page)
    keep_offline(page)
    address = page.locator("a[data-for^=waiting]").get_attribute("href")
    assert address
    other = page.context.new_page()
    for each in (page, other):
        each.goto(address)
        comes_true(each, f"document.querySelector('[name=subject]').value === '{SUBJECT}'")
        comes_true(each, f"{DRAFTS}.then((all) => String(all) === 'asks')")
    other.fill("[name=text]", "وما زالت هناك.")
    page.context.set_offline(False)
    page.locator(SEND).click()
    page.wait_for_url(f"**{LIST}")
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    other.locator(SEND).click()
    other.wait_for_url(f"**{LIST}")
    other.locator("[data-stands=asks]").wait_for(timeout=LONG)
    case = Case.objects.get()
    assert case.tracking in other.locator("[data-stands=asks] [data-reasons]").inner_text()
    assert sorted(other.evaluate(DRAFTS)) == ["asks", "sent"]


def test_what_one_tab_sends_the_other_says_it_has_not_sent(page: Page) -> None:
    write(page)
    page.wait_for_timeout(500)  # the draft is written once the typing pauses
    other = page.context.new_page()
    other.goto(FORM)
    assert other.input_value("[name=subject]") == SUBJECT
    page.locator(SEND).click()
    page.locator("[data-tracking]").wait_for()
    other.get_by_text("أُرسل ما كتبته أو مُحي في نافذة أخرى").wait_for()
    assert other.input_value("[name=subject]") == SUBJECT


@pytest.mark.parametrize("days", [365, -365], ids=["a year ahead", "a year behind"])
def test_a_wrong_clock_loses_no_request_and_keeps_no_draft_for_a_year(page: Page, days: int) -> None:
    page.clock.install(time=now() + timedelta(days=days))
    ready(page)
    write(page)
    page.wait_for_timeout(500)
    page.reload()
    assert page.input_value("[name=subject]") == SUBJECT
    # The clock is put right: the draft is as old as now at most, and gone after a day.
    page.clock.set_system_time(now())
    page.goto("/ar/")
    kept = page.evaluate(f"JSON.parse(localStorage.getItem('{DRAFT}'))?.at ?? 0")
    assert kept <= now().timestamp() * 1000 + 60_000
    page.clock.set_system_time(now() + timedelta(hours=25))
    page.goto("/ar/")
    assert page.evaluate(f"localStorage.getItem('{DRAFT}')") is None
    # And a request that waits goes out by the server's clock alone.
    page.clock.set_system_time(now() + timedelta(days=days))
    keep_offline(page)
    page.context.set_offline(False)
    send_now(page)
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    assert abs(Case.objects.get().opened_at - now()) < timedelta(minutes=10)


SHIFTED = """(() => {
  const right = Date.now
  Date.now = () => right() + Number(localStorage.getItem("shift") ?? 0)
})()"""
"""A phone whose clock is wrong by as many milliseconds as are written down there."""


@pytest.mark.parametrize(
    ("days", "away"),
    [
        pytest.param(365, False, id="a year ahead, with a line"),
        pytest.param(-365, True, id="a year behind, written without a line"),
        pytest.param(365, True, id="a year ahead, written without a line", marks=pytest.mark.large),
        pytest.param(-365, False, id="a year behind, with a line", marks=pytest.mark.large),
    ],
)
def test_what_was_written_under_a_wrong_clock_is_there_once_the_clock_is_right_and_gone_after_a_day(
    page: Page, days: int, *, away: bool
) -> None:
    page.add_init_script(SHIFTED)
    page.goto("/ar/track/")
    page.evaluate(f"localStorage.setItem('shift', {days * 24 * 3600 * 1000})")
    ready(page)
    if away:
        page.context.set_offline(True)
        page.reload()
        page.locator("html[data-offline]").wait_for(state="attached")
    page.fill("[name=subject]", SUBJECT)
    page.wait_for_timeout(500)  # the draft is written once the typing pauses
    page.reload()
    assert page.input_value("[name=subject]") == SUBJECT
    page.context.set_offline(False)
    page.evaluate("localStorage.removeItem('shift')")
    for path in ("/ar/", FORM):
        page.goto(path)
    assert page.input_value("[name=subject]") == SUBJECT
    with override_settings(INSAF_NOW=now() + timedelta(hours=25)):
        page.goto("/ar/track/")  # which no browser keeps, as it keeps the others for a minute
        comes_true(page, f"localStorage.getItem('{DRAFT}') === null")


def test_notices_that_the_phone_refuses_are_said_and_the_camera_that_is_left_leaves_the_form(
    browser: Browser, live_server: LiveServer, settings: Any
) -> None:
    settings.VAPID_PRIVATE_KEY = ec.generate_private_key(ec.SECP256R1())
    made.published_forms()
    case = file_case()
    with on_a_phone(browser, live_server.url, has_touch=True, is_mobile=True) as page:
        ready(page)
        page.goto("/ar/track/")
        page.fill("[name=tracking]", case.tracking)
        page.fill("[name=secret]", case.secret)
        page.locator("form:has([name=secret]) button").first.click()
        page.locator("#reach summary").click()
        page.locator("[data-push-act=add]").click()
        denied = page.locator("[data-push]").get_attribute("data-denied")
        assert denied
        page.get_by_text(denied).wait_for()
        write(page)
        with page.expect_file_chooser():
            page.locator("[data-take=photo]").click()
        page.evaluate("document.querySelector('input[capture]').dispatchEvent(new Event('cancel'))")
        assert page.locator("input[capture]").count() == 0
        page.locator(SEND).click()
        page.locator("[data-tracking]").wait_for()


def test_a_release_that_arrives_in_half_leaves_the_former_one_at_work(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page)
    before = copies(page)
    monkeypatch.setattr(worker, "_files", lambda: ("/static/js/go-on.js", "/static/js/not-there.js"))
    failed = page.evaluate(
        """navigator.serviceWorker.getRegistration().then((found) => found.update()).then((found) =>
             new Promise((done) => {
               const half = found.installing
               half.addEventListener("statechange", () => done(half.state))
             }))"""
    )
    assert failed == "redundant"
    after = copies(page)
    lost = {name: set(paths) - set(after.get(name, ())) for name, paths in before.items()}
    assert not any(lost.values()), lost  # what the open page has used since may have come to them
    page.context.set_offline(True)
    page.goto(FORM)
    page.locator(".offline-bar").wait_for()
    page.locator(READY).wait_for()


def test_closing_asks_before_it_empties_what_waits(page: Page, barriers: Any) -> None:
    case = file_case()
    ready(page)
    keep_offline(page)
    page.route(f"**{FORM}*", lambda route: route.abort())  # it goes on waiting
    page.context.set_offline(False)
    page.goto("/ar/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("form:has([name=secret]) button").first.click()
    closing = page.locator("form[data-forget]")
    closing.locator("button").click()
    closing.locator("[data-unsent]").wait_for()
    assert closing.locator("button").inner_text() == "أغلق وامحُه"
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert page.evaluate(DRAFTS) == ["waiting"]
    closing.locator("button").click()
    page.wait_for_url("**/ar/track/")
    comes_true(page, "indexedDB.databases().then((all) => all.length === 0)")


def test_where_nothing_waits_closing_asks_nothing(phone_page: Page) -> None:
    made.published_forms()
    case, page = file_case(), phone_page
    page.goto("/ar/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("form:has([name=secret]) button").first.click()
    page.locator("form[data-forget] button").click()
    page.wait_for_url("**/ar/track/")


def test_what_is_shared_stays_within_what_a_form_takes_and_for_a_day(page: Page, live_server: LiveServer) -> None:
    ready(page)
    room_for(page, live_server.url, 1_000)
    page.evaluate(SHARE, [1, 2_000_000])
    page.wait_for_url("**/shared/?lost")
    page.locator("[data-shared-note=lost]").wait_for()
    assert page.evaluate(SHARED) == 0
    room_for(page, live_server.url, None)
    page.evaluate(SHARE, [Attachments.most - 1, 10])
    page.locator("[data-shared-list] li").first.wait_for()
    assert page.locator("[data-shared-note=left]").is_hidden()
    page.evaluate(SHARE, [3, 10])
    page.wait_for_url("**/shared/?left=2")
    note = page.locator("[data-shared-note=left]")
    note.wait_for()
    assert note.locator("[data-left]").inner_text() == "2"
    assert page.locator("[data-shared-list] li").count() == page.evaluate(SHARED) == Attachments.most
    page.evaluate(TWO_DAYS_OLD)
    page.goto("/ar/device/shared/")
    page.locator("[data-shared-none]").wait_for()
    assert page.evaluate(SHARED) == 0
