"""What changes on a form is said in sentences, of each kind of change, and never passed over in silence."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import Any, Final

import pytest

from content.forms.page import FormPage
from content.forms.review.difference import REST, SWITCHES, TIMES, WORDS, differences
from content.forms.review.digest import FIELDS
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.review.drafting import form
from tests.scenes import Country
from workflows.cases.models import Relation
from workflows.questions.types import Question

pytestmark = pytest.mark.django_db


def questions() -> list[dict[str, Any]]:
    return [
        made.question("choice", key="one", label="First", options=made.options(("a", "Red"), ("b", "Blue"))),
        made.question("number", key="two", label="Second", most="9"),
        made.question("short_text", key="three", label="Third", help_text="In a word"),
    ]


def page(raw: list[dict[str, Any]], **fields: Any) -> FormPage:
    found = form("en")
    found.questions = made.stream([*found.questions.raw_data, *raw])
    for name, value in fields.items():
        setattr(found, name, value)
    return found


def told(change: Any, **fields: Any) -> list[str]:
    """The sentences where ``change`` does something to the three questions."""
    raw = deepcopy(questions())
    raw = change(raw) or raw
    found = differences(page(questions()), page(raw, **fields))
    return [each.sentence.replace("\u2068", "").replace("\u2069", "") for each in found]


def value(number: int, **values: Any) -> Any:
    return lambda raw: raw[number]["value"].update(values)


ONLY_RED: Final = made.condition(("one", "one_of", "a"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda raw: raw[:2], "The question “Third”: no longer asked"),
        (
            lambda raw: [*raw, made.question("yes_no", key="four", label="Amount", required=True)],
            "The question “Amount”: added, must be answered",
        ),
        (
            lambda raw: [*raw, made.question("yes_no", key="four", label="Amount", shown_if=ONLY_RED)],
            "The question “Amount”: added, may stay empty; shown only if First: “Red”",
        ),
        (value(1, label="Where?"), "The question “Where?”: was “Second”"),
        (value(2, help_text="In two words"), "The question “Third”, help: now “In two words”, was “In a word”"),
        (value(2, help_text=""), "The question “Third”, help: now empty, was “In a word”"),
        (value(1, required=True), "The question “Second”: must be answered now"),
        (value(1, most="12"), "The question “Second”, most: now “12”, was “9”"),
        (value(1, shown_if=ONLY_RED), "The question “Second”: shown only if First: “Red”"),
        (value(1, required_if=ONLY_RED), "The question “Second”: must be answered if First: “Red”"),
        (value(0, options=made.options(("a", "Red"))), "The question “First”: the answer “Blue” was removed"),
        (
            value(0, options=made.options(("a", "Red"), ("b", "Blue"), ("c", "Green"))),
            "The question “First”: new answer “Green”",
        ),
        (
            value(0, options=made.options(("a", "Pink"), ("b", "Blue"))),
            "The question “First”, answer: now “Pink”, was “Red”",
        ),
        (
            value(0, options=made.options(("b", "Blue"), ("a", "Red"))),
            "The question “First”: the order of its answers changed",
        ),
        (
            lambda raw: [raw[2], raw[0], raw[1]],
            "The question “Third”: is after “Hide my name” now",
        ),
        (
            lambda raw: [raw[0], made.question("date", key="two", label="Second"), raw[2]],
            "The question “Second”: it is answered in another way",
        ),
    ],
)
def test_each_change_of_a_question_is_a_sentence(land: Country, change: Any, sentence: str) -> None:
    assert sentence in told(change)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"heading": "Tell us"}, "The headline: now “Tell us”, was “"),
        ({"intro": ""}, "The introduction: now empty, was “"),
        ({"archived": True}, "The form is archived: nobody can file with it"),
        ({"closes_at": now()}, "Open until: now “"),
        ({"show_in_menus": True}, "The form is shown in menus"),
        ({"notes": []}, "Note removed: “"),
        ({"kind": "praise"}, "The kind of request: now “praise”, was “complaint”"),
    ],
)
def test_each_change_of_the_page_is_a_sentence(land: Country, columns: dict[str, Any], sentence: str) -> None:
    found = told(lambda raw: raw, **columns)
    assert any(each.startswith(sentence) for each in found), found


def test_what_is_the_same_says_nothing(land: Country) -> None:
    assert told(lambda raw: raw) == []


def test_every_column_of_a_page_has_words() -> None:
    columns = {*WORDS, *TIMES, "archived", "instead_id", "show_in_menus", "notes", "questions"}
    assert columns == set(FIELDS)


def test_every_part_of_a_question_has_words() -> None:
    own = {"kind", "key", "label", "help_text", "required", "options", "shown_if", "required_if", "routes"}
    assert {field.name for field in fields(Question)} == own | set(REST) | set(SWITCHES)


def test_a_form_that_was_not_on_the_site_is_told_whole(land: Country) -> None:
    found = [each.sentence for each in differences(None, page(questions()))]
    assert len(found) == 1 + len(page(questions()).schema.questions)


def test_marks_that_the_editor_leaves_in_a_note_are_no_difference(land: Country) -> None:
    before, after = page(questions()), page(questions())
    assert before.notes
    raw = deepcopy(list(after.notes.raw_data))
    for note in raw:
        note["value"]["text"] = note["value"]["text"].replace("<p>", '<p data-block-key="x1y2z">')
    after.notes = raw
    assert differences(before, after) == []


def test_relations_in_another_order_are_no_change(land: Country) -> None:
    """The page's editor sends them in the order of its boxes."""

    def asked(*relations: Relation) -> list[dict[str, Any]]:
        return [made.question("for_other", label="For another", relations=[str(each) for each in relations])]

    before = asked(Relation.LAWYER, Relation.PARENT)
    assert differences(page(before), page(asked(Relation.PARENT, Relation.LAWYER))) == []
    assert differences(page(before), page(asked(Relation.PARENT))) != []
    assert [option.key for option in page(before).schema.questions[-1].options][-2:] == ["parent", "lawyer"]
