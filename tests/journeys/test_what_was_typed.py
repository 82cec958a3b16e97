"""What is written in a form survives an error, a reload, the other language and a dead tab, as long as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.comes_true import comes_true
from tests.content.forms import made
from tests.journeys.filling import open_more
from workflows.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

SUBJECT, TEXT = "حفرة في الشارع", "حفرة أمام المدرسة منذ شهر.\nولم يأت أحد."
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('insaf.'))"
SEND = "form[data-filing] button[type=submit]"


def write(page: Page, path: str = "/ar/file/complaint/") -> None:
    page.goto(path)
    page.get_by_role("combobox").fill("moh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    open_more(page)
    page.locator("[name=concerns][value=person]").check(force=True)


def assert_there(page: Page) -> None:
    comes_true(page, "document.querySelector('[name=subject]').value !== ''")
    assert page.locator("[name=subject]").input_value() == SUBJECT
    assert page.locator("[name=text]").input_value() == TEXT
    assert page.locator("select[name=agency]").input_value() == "moh"
    assert page.locator("[name=concerns][value=person]").is_checked()
    assert page.locator("details.fold:has([name=concerns])").get_attribute("open") is not None


@pytest.fixture
def page(phone_page: Page) -> Page:
    made.published_forms()
    return phone_page


def test_a_reload_the_other_language_and_a_dead_tab_lose_nothing(page: Page) -> None:
    write(page)
    page.reload()
    assert_there(page)
    assert "عاد ما كتبته" in page.locator("[data-draft-said]").inner_text()

    page.locator("a.lang").click()
    page.wait_for_url("**/en/file/complaint/")
    assert_there(page)
    assert page.get_by_role("combobox").input_value() == page.locator("select[name=agency] [value=moh]").text_content()

    other = page.context.new_page()
    page.close(run_before_unload=False)
    other.goto("/ar/file/complaint/")
    assert_there(other)


def test_it_is_cleared_once_it_was_filed_whichever_tab_filed_it(page: Page) -> None:
    write(page)
    comes_true(page, "(localStorage['insaf.draft.complaint'] ?? '').includes('person')")
    other = page.context.new_page()
    other.goto("/ar/file/complaint/")
    assert_there(other)
    other.locator("[name=place]").fill("إربد")
    other.locator(SEND).click()
    other.locator("[data-tracking]").wait_for()
    comes_true(other, f"{KEPT}.length === 0")  # its script is read after the page
    page.bring_to_front()
    page.reload()
    assert page.locator("[name=subject]").input_value() == ""
    assert page.evaluate(KEPT) == []
    assert Case.objects.count() == 1


def test_an_error_of_the_server_and_of_the_line_lose_nothing(page: Page) -> None:
    write(page)
    page.route(
        "**/file/complaint/", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    page.locator(SEND).click()
    page.wait_for_timeout(500)
    page.unroute("**/file/complaint/")
    page.goto("/ar/file/complaint/")
    assert_there(page)
    page.fill("[name=text]", "")
    page.locator(SEND).click()
    page.locator("[data-errors]").wait_for()
    page.fill("[name=text]", TEXT)
    assert_there(page)


def test_discarding_it_empties_the_form_and_the_browser(page: Page) -> None:
    write(page)
    page.reload()
    assert_there(page)
    page.locator("[data-draft-note] button").click()
    comes_true(page, "document.querySelector('[name=subject]').value === ''")
    assert page.locator("[name=text]").input_value() == ""
    assert not page.locator("[name=concerns]:checked").count()
    assert page.evaluate(KEPT) == []


def test_a_form_of_sensitive_requests_keeps_nothing_and_says_so(page: Page) -> None:
    page.goto("/ar/file/rights/")
    page.fill("[name=subject]", SUBJECT)
    page.wait_for_timeout(600)
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert "لا يُحفظ في هذا المتصفح" in page.locator(".kept-here").inner_text()


def test_leaving_quickly_forgets_what_other_forms_kept(page: Page) -> None:
    write(page)
    comes_true(page, f"{KEPT}.length === 1")
    page.goto("/ar/file/rights/")
    page.locator("[data-quick-exit] button").click()
    page.wait_for_url("**/ar/today/")
    assert page.evaluate(KEPT) == []


def test_after_a_day_it_is_gone(page: Page) -> None:
    write(page)
    # Its last field is kept: nothing waits to be written any more, with the time of now, when the page is left.
    comes_true(page, f"{KEPT}.some((key) => 'concerns' in JSON.parse(localStorage.getItem(key)).fields)")
    page.evaluate(
        """() => {
            const [key] = Object.keys(localStorage)
            const kept = JSON.parse(localStorage.getItem(key))
            localStorage.setItem(key, JSON.stringify({...kept, at: Date.now() - 25 * 3600 * 1000}))
        }"""
    )
    page.goto("/ar/")
    assert page.evaluate(KEPT) == []


def test_an_agency_that_was_typed_and_not_chosen_stands_there_after_the_error(page: Page) -> None:
    page.goto("/ar/file/complaint/")
    page.get_by_role("combobox").fill("شركة النظافة")
    page.keyboard.press("Tab")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.evaluate("localStorage.clear()")
    page.locator(SEND).click()
    page.locator("[data-errors]").wait_for()
    assert page.get_by_role("combobox").input_value() == "شركة النظافة"
    assert page.locator("select[name=agency]").input_value() == ""


def test_the_limit_of_the_subject_is_said_before_it_is_sent_and_heard_when_crossed(page: Page) -> None:
    page.goto("/en/file/complaint/")
    subject = page.locator("[name=subject]")
    line = page.locator("#f-subject-count")
    subject.fill("x" * 20)
    assert not line.is_visible()
    subject.fill("x" * 190)
    assert line.inner_text() == "Characters: 190 of 200"
    assert "f-subject-count" in (subject.get_attribute("aria-describedby") or "")
    heard = page.locator("#f-subject-count + [role=status]")
    comes_true(page, "document.querySelector('#f-subject-count + [role=status]').textContent !== ''")
    assert heard.inner_text() == "Remaining characters: 10"
    subject.fill("x" * 203)
    assert line.inner_text() == "Characters over the limit: 3"
    comes_true(
        page, "document.querySelector('#f-subject-count + [role=status]').textContent.includes('over the limit')"
    )
