"""On a cheap phone: help before the first question, what is due on the first screen, no code typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from permissions.platform.called import forget
from tests.content.forms import made
from tests.scenes import country, file_case
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

pytestmark = pytest.mark.django_db(transaction=True)
HELP = "a[href='tel:911'], a[href='tel:110']"
SCREEN = 740
CARD: FilePayload = {"name": "card.pdf", "mimeType": "application/pdf", "buffer": made.PDF}


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def bottom_of(page: Page, selector: str) -> float:
    box = page.locator(selector).last.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_help_stands_before_the_first_question_at_once_with_a_yes_and_after_filing(
    phone_page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    made.published_forms()
    forget()  # the numbers to ring came with what was made once
    page = phone_page
    for language, kind, words in (
        ("ar", "complaint", ("911", "../rights/")),
        ("en", "integrity", ("911", "from your own device")),
        ("ar", "rights", ("911", "110", "نافذة خاصة")),
    ):
        page.goto(f"/{language}/file/{kind}/")
        first = page.locator(".filing .label").first
        said = page.locator(".first-notes").inner_html()
        assert [word for word in words if word not in said] == []
        box = first.bounding_box()
        assert box is not None
        assert bottom_of(page, ".first-notes .note") < box["y"]
        if kind == "complaint":
            assert bottom_of(page, ".filing [type=submit]") < 3 * 740, "Send stands on the third screen at the latest"

    page.goto("/en/file/complaint/")
    assert bottom_of(page, ".filing [type=submit]") < 3 * 740, "in the longer language too"
    page.goto("/ar/file/rights/")
    assert page.locator(f".if-danger :is({HELP})").first.is_hidden()
    page.locator("[name=danger][value=no]").check(force=True)
    assert page.locator(f".if-danger :is({HELP})").first.is_hidden()
    page.locator("[name=danger][value=yes]").check(force=True)
    shown = page.locator(f".if-danger :is({HELP})").evaluate_all("all => all.map(one => one.checkVisibility())")
    assert shown == [True, True]
    assert barriers(page) == []

    page.select_option("select[name=agency]", "unknown", force=True)
    page.fill("[name=subject]", "جاري يضرب أولاده")
    page.fill("[name=text]", "أسمعهم كل ليلة.")
    page.locator("form[data-filing] button[type=submit]").click()
    page.locator("[data-secret]").wait_for()
    assert page.locator(f"[data-help-now] :is({HELP})").count() == 2
    assert top_of(page, "[data-help-now]") < top_of(page, "h1")
    assert barriers(page) == []

    # Followed without typing, from this browser; closed for good by leaving.
    page.locator(".filed a.btn").click()
    page.locator("[data-status=in_progress]").wait_for()
    assert barriers(page) == []
    tracking = Case.objects.get().tracking
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/ar/today/")
    for address in (f"/ar/filed/{tracking}/", f"/ar/track/{tracking}/"):
        page.goto(address)
        page.wait_for_url("**/ar/track/?tracking=*")


def test_the_question_stands_on_the_first_screen_and_a_file_alone_answers_it(
    phone_page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    scene = country()
    case = file_case(subject="تأجيل موعد صورة طبقية ثلاث مرات")
    asked = "ما رقم ملفك في المستشفى، وفي أي يوم كان الموعد الأخير؟"
    apply(case.pk, AskCitizen(text=asked), actor=scene.actor("officer-moh"))
    page = phone_page
    page.goto("/ar/track/")
    page.fill("[name=tracking]", f"{case.tracking} {case.secret}")
    page.locator("form[data-track] button").click()
    page.locator("[data-status=waiting]").wait_for()
    assert page.locator(".answer.ask p").inner_text() == asked
    assert bottom_of(page, ".answer.ask p") < SCREEN
    assert top_of(page, "#answer .big") < top_of(page, ".answer.ask")
    assert barriers(page) == []
    first = page.locator("main .btn:not(.second, .quiet)").first
    assert first.evaluate("button => button.form.action.endsWith('/answer/') && button.className") == "btn"
    page.set_input_files("#answer_files", CARD)
    page.locator("form[action$='/answer/'] .btn-row .btn:not(.quiet)").click()
    page.locator("[data-status=in_progress]").wait_for()
    assert Case.objects.get().files.get().name == "card.pdf"
