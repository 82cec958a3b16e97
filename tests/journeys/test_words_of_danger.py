"""On a phone, in Arabic: a beaten child is asked about before it is sent, and moved where no ministry reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core import serializers

from content.forms.arriving import Arriving
from content.forms.serving import read_token
from content.forms.upload import Upload
from tests.content.forms import made
from tests.journeys.entering import enter
from tests.journeys.filling import SEND
from tests.scenes import hire, publish_danger_words
from tests.site.portal.signed_in import client_of
from tests.site.portal.studio.drafting import begun
from workflows.cases.models import Case
from workflows.danger_words.definition import KEY

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT, TEXT = "المعلم يضرب ابني", "المعلم يضرب ابني كل يوم"
PHOTO: FilePayload = {"name": "bruise.png", "mimeType": "image/png", "buffer": made.picture("PNG")}
ON_THE_DEVICE = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    const db = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      found.push(JSON.stringify(await new Promise((done) => { all.onsuccess = () => done(all.result); })));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
  }
  return found.join("\\n");
}"""


def write(page: Page) -> None:
    page.goto("/ar/file/complaint/")
    page.select_option("select[name=agency]", "unknown", force=True)
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)


def asked(page: Page) -> None:
    page.locator(SEND).last.click()
    page.locator("[data-danger-asked]:focus").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("[data-danger-asked] a[href='tel:110']").count() == 1
    assert not Case.objects.exists()


def test_a_beaten_child_is_moved_and_nothing_stays_behind(
    open_page: Callable[[tuple[int, int]], Page], caplog: pytest.LogCaptureFixture
) -> None:
    made.published_forms()
    publish_danger_words()
    page = open_page((360, 740))
    write(page)
    page.locator("form[data-filing] input[type=file]").first.set_input_files([PHOTO])
    page.locator("[data-file-list] input[type=hidden]").first.wait_for(state="attached")
    asked(page)
    (upload,) = Upload.objects.all()
    ordinary = upload.waits_for
    page.click("[data-danger-asked] [name=protect]")
    page.locator("form[data-carried-from=complaint]").wait_for()
    assert page.url.endswith("/ar/file/rights/")
    assert (page.input_value("[name=subject]"), page.input_value("[name=text]")) == (SUBJECT, TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.wait_for_function("!localStorage.getItem('insaf.draft.complaint')")
    upload.refresh_from_db()
    assert upload.waits_for == read_token(page.input_value("[name=form_token]"), "rights").key != ordinary
    assert not Upload.objects.filter(waits_for=ordinary).exists()
    assert not Arriving.objects.exists()
    assert not Case.objects.exists()
    page.wait_for_timeout(300)
    assert "يضرب" not in page.evaluate(ON_THE_DEVICE)
    assert "moved" not in page.evaluate("Object.keys(sessionStorage).join()"), "nobody reads there that it was moved"
    assert "يضرب" not in caplog.text
    assert "يضرب" not in serializers.serialize("json", Upload.objects.all())
    page.go_back()
    page.wait_for_function("document.querySelector('[name=text]')?.value === ''")
    assert page.input_value("[name=subject]") == ""
    assert "يضرب" not in page.evaluate(ON_THE_DEVICE)


def test_whoever_writes_of_danger_can_leave_quickly_before_anything_is_sent(
    open_page: Callable[[tuple[int, int]], Page],
) -> None:
    made.published_forms()
    publish_danger_words()
    page = open_page((360, 740))
    page.goto("/ar/file/complaint/")
    page.wait_for_timeout(300)
    page.fill("[name=text]", "أبي يضربني")
    page.locator("[data-danger-asked]").wait_for()
    exit_button = page.locator("main > [data-quick-exit] button")
    exit_button.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.wait_for_timeout(1000)  # its script comes after it
    exit_button.click()
    page.wait_for_url("**/today/**")
    assert "يضربني" not in page.evaluate(ON_THE_DEVICE)
    assert not Case.objects.exists()


def test_who_goes_on_reads_that_the_unit_looks_first(open_page: Callable[[tuple[int, int]], Page]) -> None:
    made.published_forms()
    publish_danger_words()
    page = open_page((360, 740))
    write(page)
    asked(page)
    page.click("[data-danger-asked] [name=danger_go]")
    page.locator("[data-looked-at]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    case = Case.objects.get()
    assert (case.held, case.agency.code) == (True, "central")


STATES = """async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === "insaf")) return [];
  const opening = indexedDB.open("insaf");
  const db = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const all = db.transaction("drafts").objectStore("drafts").getAll();
  const rows = await new Promise((done) => { all.onsuccess = () => done(all.result); });
  db.close();
  return rows.map((draft) => draft.state);
}"""


OVERLOOKS = """const query = Document.prototype.querySelector;
Document.prototype.querySelector = function (selector) {
  return selector.includes("danger-asked") ? null : query.call(this, selector);
};"""
"""The page that asks is left before its scripts see that it asks."""


def kept_states(page: Page) -> list[str]:
    """The states of the forms that this device keeps for sending."""
    return list(page.evaluate(STATES))


def write_slowly(page: Page) -> None:
    """Until the page can keep what leaves it for the server, should its answer be lost on the way."""
    write(page)
    page.locator("form[data-keeps]").wait_for(state="attached")


def wait_until_kept(page: Page, states: list[str]) -> None:
    for _attempt in range(100):
        if kept_states(page) == states:
            return
        page.wait_for_timeout(100)
    assert kept_states(page) == states


def test_whoever_reads_the_question_for_long_has_sent_nothing(open_page: Callable[[tuple[int, int]], Page]) -> None:
    """Each way on is taken late: what the page asks is an answer, and nothing of it waits to be sent by itself."""
    made.published_forms()
    publish_danger_words()
    page = open_page((360, 740))
    for leave in ("a[href='/ar/']", "[name=protect]"):
        write_slowly(page)
        asked(page)
        wait_until_kept(page, [])
        page.locator(leave).first.click()
        page.wait_for_url(lambda url: not url.endswith("/complaint/"))
        wait_until_kept(page, [])
        assert not Case.objects.exists()


def test_whoever_leaves_before_the_page_is_ready_has_sent_nothing_either(
    open_page: Callable[[tuple[int, int]], Page],
) -> None:
    made.published_forms()
    publish_danger_words()
    page = open_page((360, 740))
    write_slowly(page)
    page.add_init_script(OVERLOOKS)
    asked(page)
    wait_until_kept(page, ["asks"])
    assert not Case.objects.exists()


def test_an_owner_searches_the_lists_by_their_names_and_their_words(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = made.published_forms()
    owner = hire(land, "owner")
    publish_danger_words()
    draft = begun(client_of(land, "owner"), "danger", KEY)
    page = open_page((1280, 900))
    enter(page, owner, "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{draft.pk}/edit/")
    shown = page.locator("[data-list]:visible")
    every = shown.count()
    for typed in ("شمس", "toddler"):
        page.fill("#narrow-lists", typed)
        assert 0 < shown.count() < every / 4, typed
    page.fill("#narrow-lists", "")
    assert shown.count() == every
    assert page.locator("[name='narrow-lists']").count() == 0, "what is searched for is no part of the draft"
