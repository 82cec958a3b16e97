"""An editor sees the form as citizens will, filled in, in the other language, and reads its rules, facts and file."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from content.forms.page import FormPage
from tests.content.forms import made
from tests.content.forms.made import condition, options, question, route
from tests.content.forms.sending import text_of

pytestmark = pytest.mark.django_db
RAW = [
    question("agency", label="Agency"),
    question("subject", label="Subject"),
    question("text", label="What?"),
    question(
        "choice", key="where", label="Where?", options=options(("clinic", "A clinic"), ("else", "Elsewhere")),
        routes=[route("one_of", "else", "out")],
    ),
    question("money", key="paid", label="Paid?", example="7", shown_if=condition(("where", "one_of", "clinic"))),
    question("place", label="Place", required_if=condition(("paid", "at_least", "5"))),
    question("exit", key="out", label="Go elsewhere"),
    question("step", key="more", label="More of it"),
    question("consent", key="agreed", label="I agree"),
    question("contact", label="Contact"),
]  # fmt: skip


@pytest.fixture
def page() -> FormPage:
    made.english_forms("complaint")
    page: FormPage = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(RAW)
    return page


def shown(page: FormPage, mode: str) -> Any:
    return page.make_preview_request(preview_mode=mode)


def test_all_pages_of_an_unpublished_form_stand_below_one_another(page: FormPage) -> None:
    words = text_of(shown(page, ""))
    assert "More of it" in words
    assert "hidden>" not in html.unescape(shown(page, "").content.decode()).split('class="form-step"')[2][:20]


def test_an_example_fills_in_every_question(page: FormPage) -> None:
    content = shown(page, "example").content.decode()
    for there in ('value="clinic"', 'value="name@example.com"', "checked"):
        assert there in content
    assert re.search(r'<option value="mo[eh]"[^>]*selected', content)


def test_the_rules_are_sentences_with_a_link_to_their_question(page: FormPage) -> None:
    response = shown(page, "rules")
    words = text_of(response)
    for sentence in (
        "If – Where?: “Elsewhere”, the form goes on at “Go elsewhere”",
        "Shown if – Where?: “A clinic”",
        "Must be answered if – Paid?: at least “5”",
    ):
        assert sentence in words
    assert f"/edit/#block-{page.questions[4].id}-section" in response.content.decode()


def test_the_facts_are_those_that_a_process_asks_for(page: FormPage) -> None:
    words = text_of(shown(page, "facts"))
    for told in ("answer.where", "one answer of several", "“A clinic”", "answer.paid", "an amount of money"):
        assert told in words


def test_the_file_can_be_saved(page: FormPage) -> None:
    content = html.unescape(shown(page, "file").content.decode())
    assert 'download="complaint.json"' in content
    assert '"insaf_form": 1' in content


def test_the_other_language_shows_the_twin_as_far_as_its_translators_are() -> None:
    made.published_forms()
    page, twin = (FormPage.objects.get(slug="complaint", locale__language_code=code) for code in ("ar", "en"))
    twin.heading = "Half translated"
    twin.save_revision()
    assert "Half translated" in text_of(shown(page, "other"))
    assert "Half translated" not in text_of(shown(page, ""))


def test_without_a_twin_the_other_language_shows_the_form_itself(page: FormPage) -> None:
    assert "Where?" in text_of(shown(page, "other"))
