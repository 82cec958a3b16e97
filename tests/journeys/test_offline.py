"""Somebody fills in forms without a connection: each is sent once when it is back, whatever is cut off on the way."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils.translation import override

from content.forms.page import FormPage
from content.forms.upload import Upload
from permissions.writing import written_moment
from tests.content.forms import made
from tests.journeys.filling import SEND, SUBJECT, TEXT, open_more
from tests.journeys.offline import FORM, LONG, READY, copies, on_a_phone, ready, send_now
from workflows.cases.models import Case, File

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = 2 * 1024 * 1024

SEED = """async ([subjects, size, bytes]) => {
  const { keepDraft, newKey } = await import("/static/js/app-store.js");
  const photo = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  for (const subject of subjects) {
    const noise = new Uint8Array(size).map((_, at) => (at * 31 + subject.charCodeAt(0)) % 251);
    const fields = [["agency", "moh"], ["subject", subject], ["text", `${subject} منذ شهر`]];
    const draft = { key: newKey(), address: "/ar/file/complaint/", title: "شكوى", subject, at: 0, fields };
    const blob = new Blob([photo, noise, subject], { type: "image/jpeg" });
    const file = { name: `${subject}.jpg`, type: "image/jpeg", blob, question: "", keptName: "kept_files" };
    await keepDraft({ ...draft, sentences: [], edition: 0, state: "waiting" }, [file]);
  }
}"""


LEADS_ELSEWHERE = """() => {
  const button = Object.assign(document.createElement("button"), { id: "elsewhere", textContent: "-" });
  button.setAttribute("formaction", "/ar/track/");
  document.querySelector("[name=text]").after(button);
}"""
"""A button as that by which what was written is added to another request instead."""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with on_a_phone(browser, live_server.url) as opened:
        yield opened


def fill_in(page: Page) -> None:
    page.get_by_role("combobox").fill("moh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)


def test_a_form_of_a_phone_without_a_connection_is_sent_once_when_it_is_back(
    page: Page, barriers: Any, tmp_path: Path
) -> None:
    made.published_forms()
    ready(page)
    page.context.set_offline(True)
    page.reload()
    page.locator(READY).wait_for(timeout=LONG)
    assert "لا يوجد اتصال" in page.locator(".offline-bar").inner_text()
    assert page.locator("[name=form_token]").input_value() == ""  # no token lies in a copy
    fill_in(page)
    photo = tmp_path / "حفرة.jpg"
    photo.write_bytes(made.picture() + os.urandom(PIECE))
    page.set_input_files("input[type=file]", photo)
    page.locator("li[data-waits]").wait_for()
    page.locator(SEND).click()
    page.wait_for_url("**/ar/device/")
    page.locator("[data-stands=waiting]").wait_for()
    assert barriers(page) == []
    assert Case.objects.count() == 0
    # Its first answer is lost on the way: the server has it, the phone does not know.
    lost = Counter[str]()

    def lose(route: Route) -> None:
        lost["answers"] += 1
        if lost["answers"] == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(lambda address: address.endswith(FORM), lose)
    page.context.set_offline(False)
    while not lost["answers"]:
        page.wait_for_timeout(200)
    page.locator("[data-stands=waiting]").wait_for()
    assert Case.objects.count() == 1
    send_now(page)
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    case = Case.objects.get()
    assert page.locator("[data-number]").inner_text() == case.tracking
    assert (case.subject, File.objects.get().name, Upload.objects.count()) == (SUBJECT, "حفرة.jpg", 1)
    page.get_by_role("link", name="أظهر الرقم والرمز").click()
    page.locator("[data-secret]").wait_for()


def test_what_answers_a_question_of_its_own_waits_and_arrives_as_its_answer(page: Page, tmp_path: Path) -> None:
    made.published_forms()
    form = FormPage.objects.get(kind="complaint", locale__language_code="ar")
    asked = [each for each in form.questions.raw_data if each["type"] in ("agency", "subject", "text")]
    form.questions = [*asked, made.question("photo", key="damage", most=2)]
    form.save_revision().publish()
    ready(page)
    page.context.set_offline(True)
    fill_in(page)
    open_more(page)
    photo = tmp_path / "حفرة.png"
    photo.write_bytes(made.picture("PNG"))
    page.set_input_files("input[type=file]", photo)
    page.locator("li[data-waits]").wait_for()
    page.locator(SEND).click()
    page.wait_for_url("**/ar/device/")
    page.locator("[data-stands=waiting] a[data-for^=waiting]").click()
    page.locator("li[data-waits]").wait_for()  # what is folded opens with it
    page.locator(SEND).click()
    page.locator("[data-stands=waiting]").wait_for()
    page.context.set_offline(False)
    send_now(page)
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    assert [(file.name, file.asked_by) for file in File.objects.all()] == [("حفرة.png", "damage")]


def test_what_leads_elsewhere_files_nothing_later(page: Page) -> None:
    made.published_forms()
    ready(page)
    fill_in(page)
    page.evaluate(LEADS_ELSEWHERE)
    page.locator("#elsewhere").click()
    page.wait_for_url("**/ar/track/")
    page.wait_for_timeout(5000)  # longer than what waits needs to be sent
    assert Case.objects.count() == 0
    assert page.evaluate("import('/static/js/app-store.js').then((store) => store.drafts())") == []


@pytest.mark.parametrize(
    ("drafts", "cuts"), [(2, 1), pytest.param(20, 5, marks=pytest.mark.large)], ids=["two", "twenty"]
)
def test_each_of_many_arrives_once_with_its_file_however_often_the_line_is_cut(
    page: Page, drafts: int, cuts: int
) -> None:
    made.published_forms()
    ready(page)
    page.context.set_offline(True)
    subjects = [f"طلب {number}" for number in range(drafts)]
    page.evaluate(SEED, [subjects, PIECE, made.in_base64(made.picture())])
    page.goto("/ar/device/")
    page.locator("[data-stands=waiting]").nth(drafts - 1).wait_for()
    sent = Counter[str]()
    at = {3 + 7 * number for number in range(cuts)}

    def cut(route: Route) -> None:
        sent["pieces"] += 1
        if sent["pieces"] in at:
            page.context.set_offline(True)
            sent["cuts"] += 1
        route.continue_()

    page.route("**/arriving/**", cut)
    for number in range(cuts + 1):
        page.context.set_offline(False)
        send_now(page)
        for _second in range(240):
            page.wait_for_timeout(500)
            busy = page.locator("[data-stands=sending]").count()
            if sent["cuts"] > number and not busy:
                break
            if page.locator("[data-stands=sent]").count() == drafts:
                break
    page.locator("[data-stands=sent]").nth(drafts - 1).wait_for(timeout=LONG)
    assert sent["cuts"] == cuts
    assert sorted(Case.objects.values_list("subject", flat=True)) == sorted(subjects)
    names = Counter(File.objects.values_list("case__subject", "name"))
    assert names == Counter((subject, f"{subject}.jpg") for subject in subjects)
    numbers = {each.inner_text() for each in page.locator("[data-number]").all()}
    assert numbers == set(Case.objects.values_list("tracking", flat=True))


AMMAN_IS_TEN_HOURS_AHEAD = "Pacific/Honolulu"
WRITTEN = """async (moments) => {
  const { writtenMoment } = await import("/static/js/moment.js");
  const { locale, clock } = document.querySelector("[data-drafts]").dataset;
  return moments.map((at) => writtenMoment(at, locale, JSON.parse(clock)));
}"""


def test_forms_are_there_offline_after_the_first_visit_of_another_page_and_the_bar_goes_with_the_line(
    browser: Browser, live_server: LiveServer
) -> None:
    made.published_forms()
    with on_a_phone(browser, live_server.url, timezone_id=AMMAN_IS_TEN_HOURS_AHEAD) as page:
        page.goto("/ar/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.context.set_offline(True)
        kept = [path for paths in copies(page).values() for path in paths]
        assert {FORM, "/ar/file/inquiry/", "/ar/track/", "/ar/reply-times/"} <= set(kept)
        assert not [path for path in kept if "rights" in path or "integrity" in path], (
            "of sealed forms nothing lies there"
        )
        page.goto(FORM)
        page.locator(READY).wait_for()
        bar = page.locator(".offline-bar")
        assert bar.is_visible()
        fill_in(page)
        page.locator(SEND).click()
        page.locator("[data-stands=waiting]").wait_for()
        assert bar.is_visible()
        page.context.set_offline(False)
        send_now(page)
        page.locator("[data-stands=sent]").wait_for()
        assert bar.count() == 0
        card = page.locator("[data-stands=sent]").inner_text()
        assert SUBJECT in card
        case = Case.objects.get()
        with override("ar"):
            minutes = [written_moment(case.opened_at - timedelta(minutes=ago)) for ago in range(6)]
        assert [minute for minute in minutes if minute in card], (card, minutes)


def test_a_page_that_can_send_nothing_offline_keeps_what_was_typed(browser: Browser, live_server: LiveServer) -> None:
    made.published_forms()
    with on_a_phone(browser, live_server.url) as page:
        ready(page)
        page.context.set_offline(True)
        page.goto("/ar/track/")
        page.fill("[name=tracking]", "26-0000-0000-0")
        page.fill("[name=secret]", "1234")
        page.locator("#track button").click()
        page.wait_for_timeout(300)
        assert page.input_value("[name=tracking]") == "26-0000-0000-0"
        assert page.locator(".offline-bar").is_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_scripts_write_a_moment_as_the_server_does(browser: Browser, live_server: LiveServer, language: str) -> None:
    made.published_forms()
    begun = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    moments = [begun + timedelta(minutes=minutes) for minutes in (0, 1, 59, 300, 719, 720, 721, 800, 1020, 1439)]
    with on_a_phone(browser, live_server.url, timezone_id=AMMAN_IS_TEN_HOURS_AHEAD) as page:
        page.goto(f"/{language}/device/")
        written = page.evaluate(WRITTEN, [moment.timestamp() * 1000 for moment in moments])
    with override(language):
        assert written == [written_moment(moment) for moment in moments]
