"""The form of a kind asks for a category as the tree of its owners says."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.category_asked import with_category
from content.forms.form import FormSchema
from content.forms.page import FormPage
from tests.content.forms.made import condition, question, stream
from tests.content.forms.sending import URL, send, text_of
from tests.scenes import Country, publish_one
from tests.seeded_site import pages_and_forms
from tests.workflows.cases.trees import ROADS, category, publish_tree, tree
from workflows.cases.categories import check
from workflows.cases.models import Case
from workflows.questions.types import Question, QuestionKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(land: Country, client: Client) -> Client:
    """Before the forms."""
    pages_and_forms()
    return client


def test_it_is_one_list_with_what_lies_under_one_below_it(citizen: Client) -> None:
    assert 'name="category"' not in citizen.get(URL).content.decode()
    publish_tree(*ROADS, category("old", retired=True))
    shown = citizen.get(URL).content.decode()
    assert '<optgroup label="Roads">' in shown
    assert '<option value="roads">Roads, in general</option>' in shown
    assert '<option value="potholes">Potholes</option>' in shown
    assert '<option value="water">Water</option>' in shown
    assert 'value="old"' not in shown
    assert shown.index('<details class="fold"') < shown.index('name="category"'), "it may be left empty"
    assert "Water ع" not in shown
    assert '<option value="water">water ع</option>' in citizen.get("/ar/file/complaint/").content.decode()


def test_what_is_chosen_is_filed_and_sent_again_gives_the_same_case(citizen: Client) -> None:
    publish_tree()
    shown = citizen.get(URL)
    for _time in range(2):
        assert send(citizen, shown, category="potholes").status_code == HTTPStatus.SEE_OTHER
    assert list(Case.objects.values_list("category", flat=True)) == ["potholes"]
    changed = send(citizen, shown, category="water")
    assert changed.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Case.objects.count() == 1
    Case.objects.update(category="lights")  # as an officer sets it
    assert send(citizen, shown, category="potholes").status_code == HTTPStatus.SEE_OTHER


def test_it_may_be_left_empty_where_the_tree_says_so_and_else_not(citizen: Client) -> None:
    publish_tree(asked="required")
    shown = citizen.get(URL).content.decode()
    assert shown.index('name="category"') < shown.index('name="subject"'), "whoever has chosen writes less"
    missing = send(citizen, citizen.get(URL))
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Answer the question “Category”." in text_of(missing)
    publish_tree()
    assert send(citizen, citizen.get(URL)).status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().category == ""


def test_what_is_no_longer_there_is_refused_with_everything_kept(citizen: Client) -> None:
    publish_tree()
    shown = citizen.get(URL)
    publish_tree(*ROADS[:3], category("water", retired=True))
    refused = send(citizen, shown, category="water")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose one of the answers." in text_of(refused)
    assert not Case.objects.exists()


def test_it_is_not_asked_where_officers_alone_choose(citizen: Client) -> None:
    publish_tree(asked="staff")
    shown = citizen.get(URL)
    assert 'name="category"' not in shown.content.decode()
    assert send(citizen, shown, category="water").status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().category == ""


def test_a_question_of_an_editor_with_the_same_key_stays_as_it_is(land: Country) -> None:
    publish_tree()
    own = FormSchema("complaint", "en", (Question(QuestionKind.SHORT_TEXT, "category", "Which?"),))
    assert with_category(own) is own


def test_a_condition_names_categories_that_can_be_chosen_and_the_tree_knows_of_it(citizen: Client) -> None:
    publish_tree(*ROADS, category("old", retired=True))
    asks = [question("category", label="Category")]
    words = [question("subject", label="Subject"), question("text", label="What?")]

    def form(values: str, *before: dict[str, Any]) -> FormPage:
        found: FormPage = FormPage.objects.get(slug="complaint", locale__language_code="en")
        when = condition(("category", "one_of", values))
        more = question("short_text", key="lamp", label="Which lamp?", shown_if=when)
        found.questions = stream([*before, *words, more])
        return found

    for wrong in ("old", "absent"):
        said = f"The condition of “Which lamp?” names the category “{wrong}”, which cannot be chosen."
        with pytest.raises(ValidationError, match=re.escape(said)):
            form(f"lights\n{wrong}", *asks).full_clean()
    named = form("Roads – Lights\nwater", *asks)
    with pytest.raises(ValidationError):
        named.full_clean()
    named = form("Lights\nwater", *asks)
    named.full_clean()
    assert named.schema.questions[-1].shown_if is not None
    assert "lights" in str(named.schema.questions[-1].shown_if)
    named.save_revision().publish()
    left_out = tree(*(each for each in ROADS if each["key"] != "lights"))
    problem = next(problem for problem in check("complaint", left_out) if "the form “" in problem)
    assert "The category “" in problem
    assert f"the form “{named.title}”" in problem
    publish_one("categories", "complaint", tree(*ROADS, category("old", retired=True), asked="staff"))
    with pytest.raises(ValidationError, match="asks for the category, and this kind of request has none"):
        form("lights", *asks).full_clean()
