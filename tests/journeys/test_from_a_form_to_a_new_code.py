"""The citizen's side from end to end: an editor builds a form with a condition, a photo and a place, translates and
publishes it; a citizen on a phone, cut off half-way, files it with a photo and a short video, answers, brings the
answer before another instance, rates, and finds the lost code again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.management import call_command

from content.forms.page import FormPage
from content.forms.preparing import prepare_waiting
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.people.models import User
from tests.areas import HILL, a_gazetteer
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.journeys.editing import edit
from tests.journeys.entering import enter, wide
from tests.journeys.filling import SEND
from tests.journeys.offline import LONG, READY, on_a_phone, ready, send_now
from tests.journeys.working import Kept, follow
from tests.scenes import Country, publish_one
from tests.workflows.cases.appealing import answer, with_appeal
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Answer, Case, CaseEvent, CaseStatus
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), needs_ffmpeg]
DESK = (1280, 900)
CITIZEN = "citizen@example.org"
ASKED = ("agency", "subject", "text", "files", "contact")
"""What the form asks before the editor comes."""
WORDS = {
    "هل الحفرة خطرة على المارة؟": "Is the hole dangerous to people on foot?",
    "صورة الخطر": "A photo of the danger",
    "أين الحفرة؟": "Where is the hole?",
}
# What was sent by itself goes from the device once its number was seen.
NOTHING_KEPT = """async () => {
  const { drafts } = await import("/static/js/app-store.js")
  while ((await drafts()).length) await new Promise((done) => setTimeout(done, 100))
}"""
Barriers = Callable[["Page"], list[str]]


@pytest.mark.large
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_is_built_filed_from_a_phone_that_is_cut_off_and_seen_through_to_a_new_code(
    open_page: Callable[[tuple[int, int]], Page],
    browser: Browser,
    live_server: LiveServer,
    barriers: Barriers,
    tmp_path: Path,
    language: str,
) -> None:
    land = _a_small_form()
    desk = open_page(DESK)
    enter(desk, land.people["editor"], "en", live_server.url)
    _builds(desk)
    _translates(desk)
    with on_a_phone(browser, live_server.url) as phone:
        kept = _files(phone, language, barriers, tmp_path)
        _sees_it_through(phone, land, kept, language, barriers)
        _finds_the_code_again(phone, kept, language, barriers)
    call_command("verify")


def _a_small_form() -> Country:
    land = made.published_forms()
    a_gazetteer()
    publish_one("process", "complaint", with_appeal())
    for page in FormPage.objects.filter(kind="complaint"):
        page.questions = [each for each in page.questions.raw_data if each["type"] in ASKED]
        page.save_revision().publish()
    editor = User.objects.create_user("editor", name={"ar": "محرر", "en": "Editor"})
    grant(user=editor, role="editor", agency=land.agencies["central"], actor=Actor.operator)
    land.people["editor"] = editor
    return land


def _builds(page: Page) -> None:
    """A question, a photo that its answer asks for, and a place; published."""
    edit(page, "ar")
    danger, photo, place = WORDS
    _added(page, "Yes or no", danger, key="danger")
    shown = _added(page, "Photos", photo, key="damage")
    shown.locator("button[aria-controls*=shown_if]").click()
    shown.locator("[id*=shown_if] button.c-sf-add-button").first.click()
    shown.locator("[id$='-shown_if-tests-0-value-question-list']").select_option(label=danger)
    shown.locator("[id$='-shown_if-tests-0-value-values-list'] select").select_option(label="نعم")
    _added(page, "Place: governorate, district, words", place)
    page.get_by_role("button", name="More actions").click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .success").wait_for()


def _added(page: Page, kind: str, label: str, **values: str) -> Locator:
    questions = page.locator("[id$=questions-section]")
    blocks = questions.locator("[data-streamfield-child]")
    blocks.last.wait_for()
    block = blocks.nth(blocks.count())  # not the last one: until the new block is put in, that is another
    questions.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    block.locator("[name$='-value-label']").fill(label)
    if values:
        block.locator("button[aria-controls*=value-machines]").click()
    for name, value in values.items():
        block.locator(f"[name$='-value-{name}']").fill(value)
    return block


def _translates(page: Page) -> None:
    page.locator(".messages").get_by_role("link", name="Translate").click()
    waiting = page.get_by_role("button", name="Translate", exact=True)
    waiting.first.wait_for()
    for done, sentence in enumerate(WORDS.values()):
        assert waiting.count() == len(WORDS) - done
        waiting.first.click()
        page.locator("textarea:visible").fill(sentence)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Save", exact=True).wait_for(state="hidden")
    page.get_by_role("button", name="Publish in English").click()
    page.locator(".messages .success").wait_for()


def _files(page: Page, language: str, barriers: Barriers, folder: Path) -> Kept:
    """Begun with a connection, ended without one, and sent by itself once it is back."""
    form = f"/{language}/file/complaint/"
    ready(page, form)
    page.locator("select[name=agency]").select_option("moh", force=True)
    page.fill("[name=subject]", "حفرة في الشارع" if language == "ar" else "A hole in the street")
    page.context.set_offline(True)
    page.reload()  # it comes back from the copy, with what was typed
    page.locator(READY).wait_for(timeout=LONG)
    assert page.locator(".offline-bar").is_visible()
    assert page.input_value("[name=subject]")
    page.fill("[name=text]", "أمام المدرسة منذ شهر." if language == "ar" else "In front of the school, for a month.")
    damage = page.locator("[data-files][data-question=damage]")
    assert not damage.is_visible()
    page.check("[name=danger][value=yes]")
    (folder / "hole.jpg").write_bytes(made.photo())
    (folder / "hole.mp4").write_bytes(recording("phone.mp4"))
    damage.locator("input[type=file]").first.set_input_files(folder / "hole.jpg")
    page.locator("[data-files]:not([data-question=damage]) input[type=file]").first.set_input_files(folder / "hole.mp4")
    page.locator("li[data-waits]").nth(1).wait_for()
    page.locator("[data-area] select").first.select_option("north")
    page.locator("[data-area] select").nth(1).select_option(HILL)
    page.fill("[name=email]", CITIZEN)
    assert wide(page) == 360
    assert barriers(page) == []
    page.locator(SEND).click()
    page.wait_for_url(f"**/{language}/device/")
    page.locator("[data-stands=waiting]").wait_for()
    page.context.set_offline(False)
    send_now(page)
    page.locator("[data-stands=sent]").wait_for(timeout=LONG)
    page.locator("a[data-for=sent]").click()
    shown = page.locator("[data-secret]")
    shown.wait_for()
    page.evaluate(NOTHING_KEPT)
    assert barriers(page) == []
    case = Case.objects.get()
    assert sorted(case.files.values_list("name", "asked_by")) == [("hole.jpg", "damage"), ("hole.mp4", "")]
    answers = dict(Answer.objects.filter(case=case).values_list("key", "question"))
    arabic = next(iter(WORDS))
    assert answers["danger"] == (arabic if language == "ar" else WORDS[arabic])
    assert (case.language, prepare_waiting()) == (language, 1)
    return shown.get_attribute("data-tracking") or "", shown.get_attribute("data-secret") or ""


def _sees_it_through(phone: Page, land: Country, kept: Kept, language: str, barriers: Barriers) -> None:
    case = Case.objects.get()
    apply(case.pk, AskCitizen(text="في أي شارع؟"), actor=land.actor("officer-moh"))
    follow(phone, kept, language)
    assert phone.locator("video[src], video source").count() == 1
    assert barriers(phone) == []
    _sent(phone, "answer", "شارع المدارس.")
    answer(case, "refused")
    follow(phone, kept, language)
    phone.locator("#reopen > summary").click()
    assert barriers(phone) == []
    _sent(phone, "reopen", "الحفرة أمام باب العيادة.")
    answer(case, "heard")
    follow(phone, kept, language)
    phone.locator("form[action$='/accept/'] button").first.click()
    phone.locator("[data-status=closed]").wait_for()
    phone.locator("form[action$='/rate/'] .rate label").last.click()
    phone.locator("form[action$='/rate/'] button").last.click()
    phone.locator(".toast").wait_for()
    assert barriers(phone) == []
    assert wide(phone) == 360
    case.refresh_from_db()
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 5)
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs == ["opened", "asked", "citizen_answered", "decided", "reopened", "decided", "accepted", "rated"]


def _sent(page: Page, name: str, text: str) -> None:
    form = page.locator(f"form[action$='/{name}/']")
    form.locator("textarea").fill(text)
    form.locator(".btn-row .btn").last.click()
    page.locator(".toast").wait_for()


def _finds_the_code_again(page: Page, kept: Kept, language: str, barriers: Barriers) -> None:
    page.locator("form[data-forget] button").click()  # the number was seen: nothing is left to be asked about
    page.wait_for_url(f"**/{language}/track/")
    page.goto(f"/{language}/track/lost/")
    page.fill("[name=tracking]", kept[0])
    page.fill("[name=address]", CITIZEN)
    page.locator("form#lost button").last.click()
    page.wait_for_url("**/lost/?sent")
    assert barriers(page) == []
    deliver_waiting()
    (link,) = set(re.findall(r"/(?:ar|en)/track/new-code/[^/\s]+/", " ".join(str(each.body) for each in mail.outbox)))
    page.goto(link)
    page.locator("main form button").last.click()
    shown = page.locator("[data-secret]")
    shown.wait_for()
    assert barriers(page) == []
    code: Any = shown.get_attribute("data-secret")
    assert code != kept[1]
    page.context.clear_cookies()
    follow(page, (kept[0], code), language)
    page.context.clear_cookies()
    page.goto(f"/{language}/track/")
    page.fill("[name=tracking]", kept[0])
    page.fill("[name=secret]", kept[1])
    page.locator("[name=secret]").press("Enter")
    page.locator("[data-errors]").wait_for()
