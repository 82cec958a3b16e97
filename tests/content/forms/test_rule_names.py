"""A condition may name a question by its words, its key or its block; what is gone is told by its words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from content.forms.page import FormPage
from content.forms.questions import questions_of
from content.forms.way import find_way
from tests.content.forms.made import condition, options, published_forms, question, route, stream

NEEDED = [question("subject", label="الموضوع"), question("text")]
COLOUR = question("choice", key="colour", label="لون الجدار", options=options(("red", "أحمر"), ("blue", "أزرق")))
SURE = question("yes_no", key="sure", label="هل أنت متأكد؟")


def cleaned(*raw: dict[str, Any]) -> Any:
    value = stream([*NEEDED, *raw])
    return value.stream_block.clean(value)


def first_test(block: Any) -> Any:
    return block.value["shown_if"]["tests"][0]


@pytest.mark.parametrize("name", ["colour", " لون الجدار ", "لون الجِدار", "#its block"])
def test_a_question_goes_by_its_key_its_words_or_its_block(name: str) -> None:
    asked = question("place", shown_if=condition((name.replace("its block", COLOUR["id"]), "one_of", "أزرق")))
    test = first_test(cleaned(COLOUR, asked)[3])
    assert (test["question"], test["values"], test["words"]) == ("colour", "blue", "لون الجدار")


def test_a_question_without_a_key_is_named_by_its_block() -> None:
    colour = COLOUR | {"value": COLOUR["value"] | {"key": ""}}
    test = first_test(cleaned(colour, question("place", shown_if=condition((f"#{colour['id']}", "given", ""))))[3])
    assert test["question"] == "lwn_jdar"


@pytest.mark.parametrize("reader", ["ar", "en"])
@pytest.mark.parametrize("word", ["نعم", "Yes", "yes"])
@pytest.mark.django_db
def test_yes_is_read_in_every_language_whatever_the_admin_speaks(reader: str, word: str) -> None:
    with override(reader):
        test = first_test(cleaned(SURE, question("place", shown_if=condition(("sure", "one_of", word))))[3])
    assert test["values"] == "yes"


def test_a_route_goes_by_the_title_of_a_step() -> None:
    step = question("step", key="more", label="المزيد")
    led = COLOUR | {"value": COLOUR["value"] | {"routes": [route("one_of", "أحمر", "المزيد")]}}
    (found,) = cleaned(led, step, question("place"))[2].value["routes"]
    assert (found["to"], found["values"], found["words"]) == ("more", "red", "المزيد")


def test_conditions_in_a_group_name_its_own_questions_and_those_behind_it_each_time() -> None:
    old = question("number", key="", label="العمر")
    school = question("short_text", key="", label="المدرسة", shown_if=condition(("العمر", "at_least", "6")))
    group = question("group", key="", label="طفل", more="غيره؟", most=2, questions=[old, school])
    after = question("short_text", key="why", label="لماذا", shown_if=condition((f"#{old['id']}.2", "given", "")))
    value = cleaned(group, after)
    assert first_test(value[2].value["questions"][1])["question"] == "amr"
    assert first_test(value[3])["question"] == "tfl_2_amr"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The condition asks about “لون الجدار”, which this form no longer has. Choose another question."),
        ("ar", "يسأل الشرط عن «لون الجدار»، ولم يعد هذا السؤال في النموذج. اختر سؤالًا آخر."),
    ],
)
def test_a_question_that_was_deleted_is_told_by_its_words_where_it_is_asked_for(language: str, sentence: str) -> None:
    value = cleaned(COLOUR, question("place", shown_if=condition(("colour", "one_of", "red"))))
    raw = [block for block in value.get_prep_value() if block["type"] != "choice"]
    left = stream(raw)
    with override(language), pytest.raises(ValidationError) as error:
        left.stream_block.clean(left)
    told = error.value.as_json_data()["blockErrors"][2]["blockErrors"]["shown_if"]  # type: ignore[attr-defined]  # Wagtail’s
    row = told["blockErrors"]["tests"]["blockErrors"][0]["blockErrors"]
    assert row["question"]["messages"] == [sentence]


UNFINISHED = [
    question("place", label="", shown_if=condition(("", "one_of", ""))),
    question("number", key="times", label="كم مرة؟"),
    question("short_text", key="", label="", shown_if=condition(("times", "at_least", ""))),
    question("choice", key="", label="", options=options(("", ""), ("", ""))),
    question("yes_no", key="", label="", routes=[route("one_of", "", "")]),
    question("group", key="", label="", more="", most=2, questions=[]),
    question("exit", key="", label="", help_text="", link="/ar/", link_words=""),
]


def test_a_draft_may_be_unfinished_and_what_is_published_not() -> None:
    value = stream(UNFINISHED)
    kept = value.stream_block.clean_deferred(value)
    assert [block.block_type for block in kept] == [block["type"] for block in UNFINISHED]
    find_way(questions_of(kept), {"times": "3"})  # as a preview does
    again = stream(UNFINISHED)
    with pytest.raises(ValidationError) as error:
        again.stream_block.clean(again)
    assert set(error.value.as_json_data()["blockErrors"]) >= {0, 2, 3, 4, 5, 6}  # type: ignore[attr-defined]  # Wagtail’s


@pytest.mark.django_db
def test_only_a_title_is_demanded_of_a_draft_and_all_the_rest_of_what_is_published() -> None:
    published_forms()
    above = FormPage.objects.get(slug="complaint", locale__language_code="ar").get_parent()
    form_class = FormPage.get_edit_handler().get_form_class()
    sent = {"title": "إنارة الشوارع", "questions-count": "0", "notes-count": "0", "comments-TOTAL_FORMS": "0"}
    sent |= {"comments-INITIAL_FORMS": "0"}
    posted = QueryDict(mutable=True)
    posted.update(sent)
    draft = form_class(posted, instance=FormPage(locale=above.locale), parent_page=above)
    draft.defer_required_fields()
    assert draft.is_valid(), draft.errors
    assert draft.cleaned_data["slug"] == "inara-shwara"
    whole = form_class(posted, instance=FormPage(locale=above.locale), parent_page=above)
    assert not whole.is_valid()
    assert {"kind", "heading", "summary", "questions", "send_label"} <= set(whole.errors)
