"""An editor builds a form without a developer: conditions from lists, no typed key, and no error before a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils.translation import gettext, override

from content.forms.page import FormPage
from content.pages.models import FilingPage
from tests.content.forms import made
from tests.content.forms.made import condition, options, question, route
from tests.journeys.entering import enter
from tests.scenes import hire

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
RED = ".tab-content .error-message:visible, .tab-content .help-critical:visible"
TEST = "questions-{}-value-shown_if-tests-0-value-{}"
Barriers = Callable[["Page"], list[str]]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_condition_is_chosen_from_lists_and_no_key_is_typed(
    desk_page: Page, live_server: LiveServer, barriers: Barriers, language: str
) -> None:
    land = made.published_forms()
    enter(desk_page, hire(land, "editor"), language, live_server.url)
    above = FilingPage.objects.get(locale__language_code="ar")
    desk_page.goto(f"/admin/pages/add/content/formpage/{above.pk}/?empty=1")
    desk_page.locator("[name='questions-1-value-label']").wait_for()
    assert desk_page.locator(RED).count() == 0
    desk_page.fill("[name=title]", "إنارة الشوارع")
    with override(language):
        _asks(desk_page, 2, gettext("Yes or no"), "هل انطفأ المصباح؟")
        _asks(desk_page, 3, gettext("One of several answers"), "أين المصباح؟")
        for at, answer in enumerate(("شارع", "حديقة")):
            desk_page.fill(f"[name='questions-3-value-options-{at}-value-label']", answer)
        _asks(desk_page, 4, gettext("Short text"), "اسم الحديقة")
        _adds_test(desk_page, 4)
        asked, test, answers = _lists(desk_page, 4)
        offered = [words.removeprefix("\u2068") for words in asked.locator("option").all_inner_texts()]
        assert offered[3:] == ["هل انطفأ المصباح؟", "أين المصباح؟"]
        _by_keyboard(desk_page, asked, "أين المصباح؟")
        assert test.locator("option").first.inner_text() == ("is" if language == "en" else "هو")
        answers.locator("select").select_option(label="حديقة")
    desk_page.fill("[name='questions-3-value-label']", "أين هو؟")
    desk_page.wait_for_function("id => document.getElementById(id).selectedOptions[0].text === 'أين هو؟'", arg=_id(4))
    assert desk_page.locator("[name='questions-4-value-label']").get_attribute("dir") == "rtl"
    assert desk_page.locator(RED).count() == 0
    assert not desk_page.locator("[name='questions-4-value-key']").is_visible()
    desk_page.locator("button.action-save").first.click()
    desk_page.locator(".messages .success").wait_for()
    assert desk_page.locator(RED).count() == 0
    assert _ours(desk_page, barriers) == []
    asked, _test, answers = _lists(desk_page, 4)
    assert asked.evaluate("list => list.selectedOptions[0].text") == "أين هو؟"
    assert answers.locator("select").evaluate("list => list.selectedOptions[0].text") == "حديقة"
    raw = list(_latest().questions.raw_data)
    keys = [block["value"].get("key") for block in raw[2:]]
    assert keys == ["antfa_msbah", "ayn", "asm_hdyqa"]
    (row,) = raw[4]["value"]["shown_if"]["tests"]
    assert (row["value"]["question"], row["value"]["values"]) == ("ayn", "hdyqa")
    desk_page.goto("about:blank")  # it goes on saving by itself


LOST = {
    "en": "This form no longer has it. Choose another, or delete this line.",
    "ar": "لم يعد هذا في النموذج. اختر غيره أو احذف هذا السطر.",
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_condition_whose_question_is_deleted_says_so_at_once_and_where_it_stands(
    desk_page: Page, live_server: LiveServer, barriers: Barriers, language: str
) -> None:
    land = made.published_forms()
    page = FormPage.objects.get(slug="complaint", locale__language_code="ar")
    first, second = (question("yes_no", key=key, label=label) for key, label in (("old", "القديم"), ("new", "الجديد")))
    asked = question("short_text", key="why", label="لماذا؟", shown_if=condition(("old", "one_of", "yes")))
    page.questions = [*page.questions.raw_data, first, second, asked]
    page.save_revision().publish()
    at = len(page.questions) - 3
    enter(desk_page, hire(land, "editor"), language, live_server.url)
    desk_page.goto(f"/admin/pages/{page.pk}/edit/")
    named = desk_page.locator(f"[id='{_id(at + 2)}']")
    named.wait_for(state="attached")
    fault = desk_page.locator(f"[id='{_id(at + 2)}-fault']")
    assert not named.is_visible(), "the condition is folded"
    assert (named.get_attribute("aria-invalid"), fault.text_content()) == ("false", "")
    block = desk_page.locator("[data-streamfield-child]").filter(has=desk_page.locator(f"[name='questions-{at}-id']"))
    block.locator("[data-streamfield-action=DELETE]").first.click()
    fault.wait_for()
    assert (named.get_attribute("aria-invalid"), fault.inner_text()) == ("true", LOST[language])
    assert str(fault.get_attribute("id")) in str(named.get_attribute("aria-describedby")).split()
    assert _ours(desk_page, barriers) == []
    named.select_option(label="الجديد")
    fault.wait_for(state="hidden")
    assert named.get_attribute("aria-invalid") == "false"
    desk_page.goto("about:blank")  # it goes on saving by itself


def test_what_stands_against_publishing_is_listed_with_the_question_that_is_gone(
    desk_page: Page, live_server: LiveServer, barriers: Barriers
) -> None:
    land = made.published_forms()
    page = FormPage.objects.get(slug="complaint", locale__language_code="ar")
    colour = question("choice", key="colour", label="لون الجدار", options=options(("red", "أحمر"), ("blue", "أزرق")))
    asked = question("short_text", key="why", label="لماذا؟", shown_if=condition(("colour", "one_of", "red")))
    page.questions = [*page.questions.raw_data, colour, asked]
    page.save_revision().publish()
    at = len(page.questions) - 2
    enter(desk_page, hire(land, "editor"), "en", live_server.url)
    desk_page.goto(f"/admin/pages/{page.pk}/edit/")
    desk_page.locator(f"[id='{_id(at + 1)}']").wait_for(state="attached")
    block = desk_page.locator("[data-streamfield-child]").filter(has=desk_page.locator(f"[name='questions-{at}-id']"))
    block.locator("[data-streamfield-action=DELETE]").first.click()
    desk_page.get_by_role("button", name="More actions").click()
    desk_page.locator("button[name=action-ready]").click()
    listed = desk_page.locator(".form-errors a")
    listed.first.wait_for()
    assert [text for text in listed.all_inner_texts() if "“لون الجدار”, which this form no longer has" in text]
    listed.filter(has_text="no longer has").click()
    assert desk_page.evaluate("document.activeElement.id") == _id(at)  # what is behind moved up
    assert _ours(desk_page, barriers) == []
    desk_page.goto("about:blank")  # it goes on saving by itself


ABOVE = {"en": "الخطوة الأولى (further up)", "ar": "الخطوة الأولى (يأتي قبل هذا السؤال)"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_route_to_an_earlier_step_says_that_it_stands_above(
    desk_page: Page, live_server: LiveServer, language: str
) -> None:
    land = made.published_forms()
    page = FormPage.objects.get(slug="complaint", locale__language_code="ar")
    step = question("step", key="first", label="الخطوة الأولى")
    answers = options(("red", "أحمر"), ("blue", "أزرق"))
    led = question("choice", key="colour", label="اللون", options=answers, routes=[route("one_of", "red", "first")])
    page.questions = [step, *page.questions.raw_data, led]
    page.save_revision()
    enter(desk_page, hire(land, "editor"), language, live_server.url)
    desk_page.goto(f"/admin/pages/{page.pk}/edit/")
    named = desk_page.locator(f"[id='questions-{len(page.questions) - 1}-value-routes-0-value-to-list']")
    named.wait_for(state="attached")
    assert named.evaluate("list => list.selectedOptions[0].text") == ABOVE[language]
    desk_page.goto("about:blank")  # it goes on saving by itself


def _asks(page: Page, place: int, kind: str, label: str) -> None:
    page.locator("[id$=questions-section] button.c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    page.locator(f"[name='questions-{place}-value-label']").fill(label)


def _adds_test(page: Page, place: int) -> None:
    page.locator(f"button[aria-controls*='questions-{place}-value-shown_if']").click()
    page.locator(f"[id*='questions-{place}-value-shown_if'] button.c-sf-add-button").first.click()
    page.locator(f"[id='{_id(place)}']").wait_for()


def _id(place: int, part: str = "question") -> str:
    return TEST.format(place, part) + "-list"


def _lists(page: Page, place: int) -> list[Locator]:
    """Of a condition's first row: the questions, the tests, the answers."""
    return [page.locator(f"[id='{_id(place, part)}']") for part in ("question", "test", "values")]


def _by_keyboard(page: Page, choices: Locator, words: str) -> None:
    choices.focus()
    for _press in range(choices.locator("option").count()):
        if choices.evaluate("list => list.selectedOptions[0].text") == words:
            return
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(250)  # as long as the lists take to follow
    raise AssertionError(words)


def _latest() -> FormPage:
    page: Any = FormPage.objects.get(title="إنارة الشوارع", locale__language_code="ar").get_latest_revision_as_object()
    return page  # type: ignore[no-any-return]  # Playwright comes untyped here


def _ours(page: Page, barriers: Barriers) -> list[str]:
    """What is found in our part of the editor; the rest of it is Wagtail's."""
    return [found for found in barriers(page) if "form-" in found or "-list" in found]


def test_a_save_that_is_pressed_while_wagtail_saves_autosaves_makes_one_page(
    desk_page: Page, live_server: LiveServer
) -> None:
    land = made.published_forms()
    enter(desk_page, hire(land, "editor"), "ar", live_server.url)
    above = FilingPage.objects.get(locale__language_code="ar")
    desk_page.goto(f"/admin/pages/add/content/formpage/{above.pk}/?empty=1")
    pages = FormPage.objects.count()
    autosaves: list[Route] = []

    def hold_autosaves(route: Route) -> None:
        if route.request.headers["accept"] == "application/json":
            autosaves.append(route)
        else:
            route.continue_()

    desk_page.route("**/admin/pages/add/**", hold_autosaves)
    title = desk_page.locator("[name=title]")
    with desk_page.expect_request(lambda request: request.headers.get("accept") == "application/json"):
        # Wagtail compares with what it read some seconds after the page had come: the typing has to outlast that.
        title.press_sequentially("إنارة الشوارع في الليل", delay=300)
    desk_page.locator("button.action-save").first.click(no_wait_after=True)
    desk_page.wait_for_timeout(1_000)
    assert FormPage.objects.count() == pages
    autosaves[0].continue_()
    desk_page.locator(".messages .success").wait_for()
    assert FormPage.objects.count() == pages + 1
    new: Any = FormPage.objects.latest("pk").get_latest_revision_as_object()
    assert new.title == "إنارة الشوارع في الليل"
