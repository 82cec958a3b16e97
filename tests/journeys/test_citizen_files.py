"""A citizen files a complaint on a cheap phone: with scripts and without, with a photo, twice by mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from content.forms.upload import Upload
from permissions.arabic import fold
from tests.comes_true import comes_true
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from workflows.cases.models import Case, CaseEvent, File, Message
from workflows.outbox.models import OutboxEntry

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page, Route
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO: FilePayload = {"name": "بطاقة الموعد.jpg", "mimeType": "image/jpeg", "buffer": made.picture()}
PROGRAM: FilePayload = {"name": "tool.exe", "mimeType": "application/octet-stream", "buffer": b"MZ a program"}
SUBJECT, TEXT = "تأجيل موعد صورة طبقية", "تأجّل الموعد ثلاث مرات\nولم يُبلغنا أحد."


def _send_without_a_subject(page: Page) -> None:
    """Something is missing: it is said, and what arrived is still there."""
    page.fill("[name=text]", TEXT)
    page.click("main button[type=submit]")
    page.locator("[data-errors]").wait_for()
    comes_true(page, "document.activeElement.matches('[data-errors]')")
    page.locator("[data-errors] a").first.click()
    assert page.evaluate("document.activeElement.name") == "subject"
    assert page.locator("[name=text]").input_value() == TEXT
    assert page.locator("li[data-arrived]").count() == 1
    assert page.get_by_role("combobox").input_value() == "moh"
    assert page.evaluate("document.documentElement.scrollWidth") == 360


HEARD = """() => {
  const drawn = CanvasRenderingContext2D.prototype.fillText
  window.written = []
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    window.written.push([text, place.length, this.measureText(text).width])
    drawn.call(this, text, ...place)
  }
}"""


def test_the_picture_of_the_slip_keeps_the_code_in_order_and_gives_each_line_room(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/file/complaint/")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    number, code = number_and_secret(page)
    assert code is not None
    page.evaluate(HEARD)
    with page.expect_download() as saved:
        page.click("[data-picture]")
    assert saved.value.suggested_filename == f"insaf-{number}.png"
    written = page.evaluate("written")
    groups = " ".join(code[start : start + 4] for start in range(0, 16, 4))
    assert f"\u2066{groups}\u2069" in [text for text, _place, _width in written], (
        "between Arabic words it runs from the left"
    )
    assert max(width for _text, _place, width in written) <= 720 - 2 * 48
    assert {place for _text, place, _width in written} == {2}, "nothing is squeezed"
    due = page.locator("dd.when-due").inner_text().split()
    assert " ".join(text for text, _place, _width in written).split()[-len(due) :] == due, "the date is whole"


def test_a_complaint_with_a_photo_in_arabic(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/file/complaint/")

    # Find the agency by a part of its English name, with the keyboard alone.
    page.get_by_role("combobox").fill("لا جهة كهذه")
    assert page.locator(".options .none").is_visible()
    page.get_by_role("combobox").fill("MOH")
    assert page.locator(".options .none").count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("select[name=agency]").input_value() == "moh"

    # One file arrives while one is refused and says why; the form goes on.
    page.set_input_files("input[type=file]", [PHOTO, PROGRAM])
    page.locator("li[data-arrived]").wait_for()
    page.locator("[data-refused] .meta.no").wait_for()
    assert page.locator(".files li").count() == 2
    assert Upload.objects.get().name == "بطاقة الموعد.jpg"

    _send_without_a_subject(page)
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=email]", "citizen@example.org")
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    case = Case.objects.get()
    assert number_and_secret(page)[0] == case.tracking
    assert (case.subject, case.agency.code, case.language) == (SUBJECT, "moh", "ar")
    assert Message.objects.get(case=case).text == TEXT
    assert list(File.objects.filter(case=case).values_list("name", "content_type")) == [
        ("بطاقة الموعد.jpg", "image/jpeg")
    ]
    assert OutboxEntry.objects.filter(case=case, topic="acknowledged", audience="citizen").exists()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    call_command("verify")


def test_a_photo_for_which_there_was_no_place_is_sent_again_by_itself(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    asked: list[str] = []

    def busy_at_first(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=503, json={"refused": "busy"}) if len(asked) < 3 else route.continue_()

    page.route("**/*?upload", busy_at_first)
    page.goto("/ar/file/complaint/")
    page.set_input_files("input[type=file]", [PHOTO])
    page.locator("li[data-arrived]").wait_for()
    assert asked == ["POST"] * 3
    assert page.locator("[data-refused]").count() == 0


def test_the_page_after_filing_prints_number_and_secret_on_one_sheet(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/file/praise/")
    page.select_option("select[name=agency]", "unknown", force=True)
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    page.evaluate("window.print = () => { window.printed = true }")
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    shown = page.inner_text("body")
    tracking, secret = number_and_secret(page)
    assert tracking
    assert secret
    assert tracking in shown
    assert secret in re.sub(r"\s", "", shown)
    assert not page.locator("[data-print]").is_visible()
    assert not page.locator(".top .find").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_a_complaint_without_scripts_in_english(browser: Browser, live_server: LiveServer) -> None:
    made.published_forms()
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/en/file/complaint/")
    page.select_option("select[name=agency]", "moe")
    page.fill("[name=subject]", "Appointment put off")
    page.set_input_files("input[type=file]", [PHOTO, PROGRAM])
    page.click("main button[type=submit]")

    # The file that could not be taken is named; the photo is there though the browser has forgotten it.
    assert [made.plain(sentence) for sentence in page.locator("[data-errors] a").all_inner_texts()] == [
        "Write what you have to say.",
        (
            "“tool.exe” isn’t a type of file that we accept: attach a photo (JPG, PNG, WebP, HEIC), a video, a voice "
            "recording, a PDF, Word or Excel file."
        ),
    ]
    assert page.locator("li[data-arrived]").get_attribute("data-name") == "بطاقة الموعد.jpg"
    assert page.locator("[name=subject]").input_value() == "Appointment put off"
    page.fill("[name=text]", "It was put off three times.")
    page.click("main button[type=submit]")
    first = number_and_secret(page)

    # Back, and sent once more: the same page, the same case.
    page.go_back()
    page.click("main button[type=submit]")
    assert number_and_secret(page) == first
    case = Case.objects.get()
    assert (case.tracking, case.language, case.agency.code) == (first[0], "en", "moe")
    assert (CaseEvent.objects.count(), File.objects.count()) == (1, 1)
    context.close()


def test_two_sendings_at_the_same_moment_are_one_case(phone_page: Page) -> None:
    made.published_forms()
    page = phone_page
    page.goto("/ar/file/inquiry/")
    page.select_option("select[name=agency]", "moh", force=True)
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    answers = page.evaluate(
        """async () => {
            const form = document.querySelector("main form");
            const body = () => ({method: "POST", body: new FormData(form)});
            const send = () => fetch(form.action, body()).then((answer) => answer.text());
            return Promise.all([send(), send(), send()]);
        }"""
    )
    found = {tuple(re.findall(r'data-(?:tracking|secret)="([^"]+)"', answer)) for answer in answers}
    assert len(found) == 1
    assert Case.objects.get().tracking in found.pop()


def test_the_search_folds_as_the_server_does(phone_page: Page) -> None:
    texts = [
        "أمانة عمّان الكُبرى", "وزارةٌ الصحّة", "مستشفـــى", "ٱلأردن", "شؤون ئ ء", "شارع ١٧ ۱۷", "کلیة",
        "Café ÉCOLE", " وزارة\u200f\n الصحة ", "ﷲ", "",
    ]  # fmt: skip
    phone_page.goto("/static/js/forms-fold.js")
    folded = phone_page.evaluate(
        "(texts) => import('/static/js/forms-fold.js').then((module) => texts.map(module.fold))", texts
    )
    assert folded == [fold(text) for text in texts]


def test_nothing_in_the_forms_bars_anyone(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]]
) -> None:
    made.published_forms()
    for size in ((360, 740), (1280, 900)):
        page = open_page(size)
        for path in ("/ar/file/complaint/", "/en/file/integrity/"):
            page.goto(path)
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == size[0]
            page.get_by_role("combobox").click()
            page.locator("[role=option]").first.wait_for()
            assert barriers(page) == []
            page.keyboard.press("Escape")
            page.set_input_files("input[type=file]", [PHOTO])
            page.locator("li[data-arrived]").wait_for()
            page.click("main button[type=submit]")
            page.locator("[data-errors]").wait_for()
            assert barriers(page) == []


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_nothing_in_the_smaller_forms_bars_anyone(
    phone_page: Page, barriers: Callable[[Page], list[str]], language: str
) -> None:
    made.published_forms()
    page = phone_page
    for kind in ("praise", "inquiry", "suggestion"):
        page.goto(f"/{language}/file/{kind}/")
        assert barriers(page) == [], kind
        page.click("main button[type=submit]")
        page.locator("[data-errors]").wait_for()
        assert barriers(page) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") == 360
