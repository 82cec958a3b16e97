"""An editor adds a question to the complaint form, a second one publishes it; then the same of its translation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from wagtail.users.models import UserProfile

from permissions.access.services import grant
from permissions.actors import Actor
from permissions.people.models import User
from tests.content.forms import made
from tests.journeys.editing import agree, edit, make_ready, say_ready
from tests.journeys.entering import enter
from tests.journeys.filling import open_more
from tests.scenes import hire
from workflows.cases.models import Answer, Case

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

DESK, PHONE = (1280, 900), (360, 740)
QUESTION, HINT = "هل راجعت الجهة من قبل؟", "في الموضوع نفسه"
PASSWORD = "insaf-demo"


def test_a_question_added_in_the_editor_is_answered_in_both_languages(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = made.published_forms()
    editor = User.objects.create_user("editor", password=PASSWORD, name={"ar": "محرر", "en": "Editor"})
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    grant(user=editor, role="editor", agency=land.agencies["central"], actor=Actor.operator)
    desk, second, phone = open_page(DESK), open_page(PHONE), open_page(PHONE)
    enter(second, hire(land, "editor", username="editor2"), "ar", live_server.url)

    log_in(desk)
    add_question(desk)
    address = make_ready(desk)
    second.goto(address)
    assert QUESTION in second.locator("[data-language=ar] [data-differences]").inner_text()
    agree(second, address)
    answer(phone, "/ar/file/complaint/", "نعم")
    phone.goto("/en/file/complaint/")
    assert phone.locator("[name=visited_before]").count() == 0

    desk.goto(address)
    translate(desk)
    desk.goto(address)
    agree(second, say_ready(desk))
    answer(phone, "/en/file/complaint/", "No")

    kept = Answer.objects.order_by("case_id").values_list("case__language", "key", "question", "value", "shown")
    assert list(kept) == [
        ("ar", "visited_before", QUESTION, True, "نعم"),
        ("en", "visited_before", "Did you ask the agency before?", False, "No"),
    ]
    assert Case.objects.count() == 2


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def add_question(page: Page) -> None:
    """In the page editor."""
    edit(page, "ar")
    questions = page.locator("#panel-child-content-questions-section")
    blocks = questions.locator("[data-streamfield-child]")
    blocks.last.wait_for()
    added = blocks.nth(blocks.count())  # not the last one: until the new block is put in, that is another
    questions.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name="Yes or no").click()
    added.locator("[name$='-value-label']").fill(QUESTION)
    added.locator("[name$='-value-help_text']").fill(HINT)
    added.locator("button[aria-controls*=value-machines]").click()
    added.locator("[name$='-value-key']").fill("visited_before")


def translate(page: Page) -> None:
    """In wagtail-localize's editor, where the page of the form leads."""
    page.locator("[data-language=en]").get_by_role("link", name="Translate").click()
    waiting = page.get_by_role("button", name="Translate", exact=True)
    for number, sentence in ((2, "Did you ask the agency before?"), (1, "About the same matter")):
        waiting.first.wait_for()
        assert waiting.count() == number
        waiting.first.click()
        page.locator("textarea:visible").fill(sentence)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Save", exact=True).wait_for(state="hidden")


def answer(page: Page, path: str, label: str) -> None:
    """File a complaint, as a citizen would, with the answer ``label``."""
    page.goto(path)
    page.get_by_role("combobox").fill("moh")
    page.get_by_role("option").first.click()
    page.fill("[name=subject]", "موعد")
    page.fill("[name=text]", "تأجّل ثلاث مرات.")
    open_more(page)
    page.get_by_label(label, exact=True).check()
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
