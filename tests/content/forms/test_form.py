"""What a citizen types is read kindly, and refused with a sentence that says what to do."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from content.forms.fields import AgencyField, knows_none
from content.forms.questions import SEVERAL, questions_of
from tests.content.forms.made import every_kind, filled, options, question, sentences, stream
from workflows.questions.types import LINE_LIMIT, TEXT_LIMIT, Option, Question, QuestionKind


def test_names_in_html_are_the_keys() -> None:
    assert list(filled().fields) == [
        "agency", "subject", "text", "place", "file_number", "asked_before", "colour", "colours", "visited",
        "visited_on", "times", "concerns", "concerned", "name", "email", "phone",
    ]  # fmt: skip


def test_a_form_with_only_what_must_be_answered_is_good() -> None:
    assert filled().errors == {}


@pytest.mark.parametrize("empty", ["", "   ", "\u200b\u200f", "\r\n"])
def test_an_empty_subject_or_statement_is_refused(empty: str) -> None:
    form = filled([each for each in every_kind() if each["type"] != "files"], subject=empty, text=empty)
    assert sentences(form, "subject") == ["Write the subject in one line."]
    assert sentences(form, "text") == ["Write what you have to say."]


def test_a_hundred_thousand_characters_are_refused_with_the_limit_and_kept() -> None:
    long = "ح" * 100_000
    form = filled(text=long, subject=long, place=long, asked_before=long)
    assert sentences(form, "text") == ["“اشرح ما حدث” has 100,000 characters: shorten it to 4,000 at most."]
    assert sentences(form, "subject") == ["“الموضوع” has 100,000 characters: shorten it to 200 at most."]
    assert set(form.errors) == {"subject", "text", "place", "asked_before"}
    assert form["text"].value() == long


def test_a_line_break_counts_as_one_character() -> None:
    assert filled(text="\r\n".join(["ح"] * (TEXT_LIMIT // 2))).errors == {}


def test_a_line_stays_one_line() -> None:
    form = filled(subject="  موعد \r\n مؤجّل\t ")
    assert form.is_valid()
    assert form.cleaned_data["subject"] == "موعد مؤجّل"


def test_the_limits_fit_the_columns_of_a_case() -> None:
    assert LINE_LIMIT == 200


def test_characters_that_databases_refuse_are_dropped() -> None:
    form = filled(text="قبل\x00بعد\x07!")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "قبلبعد!"


@pytest.mark.parametrize("code", ["forged", "central", "<script>", "MOH"])
def test_an_agency_that_is_not_in_the_list_is_refused(code: str) -> None:
    assert sentences(filled(agency=code), "agency") == ["Choose an agency from the list."]


def test_an_agency_left_empty_means_that_one_does_not_know_it() -> None:
    for form in (filled(agency=""), filled(agency="unknown")):
        assert form.is_valid()
        assert form.cleaned_data["agency"] == "unknown"
        assert not form.fields["agency"].required


def test_a_name_that_was_typed_and_not_chosen_is_not_taken_for_one_who_does_not_know() -> None:
    missing = ["Choose the agency from the list. If you don’t know it, leave this empty."]
    assert sentences(filled(agency="", agency_typed="health"), "agency") == missing
    assert filled(agency="", agency_typed=" ").errors == {}
    assert filled(agency="moh", agency_typed="health").errors == {}


@pytest.mark.parametrize(
    "typed",
    ["I don’t know", "i don't know.", "Don’t know", "dont know", "I DO NOT KNOW", "لا أعرف", "لا اعرف", "لا أدري", "؟"],
)
def test_words_that_say_one_does_not_know_it_mean_so(typed: str) -> None:
    form = filled(agency="", agency_typed=typed)
    assert form.is_valid()
    assert form.cleaned_data["agency"] == "unknown"


@pytest.mark.parametrize("typed", ["I don’t know the ministry of health", "know", "لا أعرف وزارة الصحة"])
def test_words_that_name_something_beside_are_asked_about(typed: str) -> None:
    assert "agency" in filled(agency="", agency_typed=typed).errors


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_search_knows_what_the_list_calls_an_agency_that_one_does_not_know(language: str) -> None:
    with translation.override(language):
        assert knows_none(str(dict(AgencyField.unknown)["unknown"]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("079 000 0000", "0790000000"), ("+962 (79) 000-0000", "+962790000000"), ("٠٧٩٠٠٠٠٠٠٠", "0790000000")],
)
def test_a_phone_number_is_read_however_it_is_written(typed: str, kept: str) -> None:
    form = filled(phone=typed)
    assert form.is_valid()
    assert form.cleaned_data["phone"] == kept


@pytest.mark.parametrize("typed", ["12", "هاتف", "0790000000000000000"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert sentences(filled(phone=typed), "phone") == ["Write the phone number in digits: 0790000000."]


def test_half_an_address_is_refused() -> None:
    assert sentences(filled(email="me@"), "email") == ["Write the email address in full: name@example.com."]


@pytest.mark.parametrize(
    "typed", ["me@example.org\r\nBcc: you@example.org", "me@example.org\n\nHello", "a@b.org\x00c@d.org"]
)
def test_an_address_brings_no_line_of_its_own_into_a_letter(typed: str) -> None:
    form = filled(email=typed)
    assert not form.is_valid() or not re.search(r"[\r\n\x00]|Bcc|Hello", form.cleaned_data["email"])


def test_contact_may_be_left_empty_unless_the_editor_asks_for_it() -> None:
    must = [each for each in every_kind() if each["type"] != "contact"] + [question("contact", required=True)]
    assert filled().errors == {}
    assert sentences(filled(must), "email") == ["Write an email address or a phone number."]
    assert filled(must, phone="0790000000").errors == {}
    assert "email" in filled(must, email="me@").errors
    assert filled(must, phone="12").errors.keys() == {"phone"}


def test_a_name_is_asked_for_only_if_the_editor_wants_it() -> None:
    without = [question("subject"), question("text"), question("contact", ask_name=False)]
    assert list(filled(without).fields) == ["subject", "text", "email", "phone"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2026-11-24", date(2026, 11, 24)), ("24/11/2026", date(2026, 11, 24)), ("٢٤/١١/٢٠٢٦", date(2026, 11, 24))],
)
def test_a_date_is_read_as_people_write_it(typed: str, read: date) -> None:
    form = filled(visited_on=typed)
    assert form.is_valid()
    assert form.cleaned_data["visited_on"] == read


@pytest.mark.parametrize(("typed", "read"), [("3", "3"), ("٣٫٥", "3.5"), (" 12.25 ", "12.25")])
def test_a_number_is_read_as_people_write_it(typed: str, read: str) -> None:
    form = filled(times=typed)
    assert form.is_valid()
    assert form.cleaned_data["times"] == Decimal(read)


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("visited_on", "الأمس", "Write the date like this: 24/11/2026."),
        ("visited_on", "31/02/2026", "Write the date like this: 24/11/2026."),
        ("times", "كثيرًا", "Write a number."),
        ("times", "NaN", "Write a number."),
        ("times", "0", "Write a number not below 1."),
        ("times", "101", "Write a number not above 100."),
        ("colour", "purple", "Choose one of the answers."),
        ("colours", ["red", "purple"], "Choose among the answers."),
        ("visited", "perhaps", "Choose one of the answers."),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_to_do(key: str, typed: Any, sentence: str) -> None:
    assert sentences(filled(**{key: typed}), key) == [sentence]


@pytest.mark.parametrize("kind", ["short_text", "long_text", "yes_no", "date", "number"])
def test_a_question_that_must_be_answered_is_named_when_it_is_not(kind: str) -> None:
    raw = [question("subject"), question("text"), question(kind, key="mine", label="100% أكيد؟", required=True)]
    assert sentences(filled(raw), "mine") == ["Answer the question “100% أكيد؟”."]


def test_every_kind_of_block_is_a_kind_of_question() -> None:
    made_by_others = {QuestionKind.PROOF, QuestionKind.PERSON}
    assert set(stream().stream_block.child_blocks) == {*QuestionKind, *SEVERAL} - made_by_others


def test_questions_keep_their_order_and_their_keys() -> None:
    assert [each.key for each in questions_of(stream())] == [
        "agency", "subject", "text", "place", "file_number", "asked_before", "colour", "colours", "visited",
        "visited_on", "times", "files", "concerns", "contact",
    ]  # fmt: skip


def test_a_question_is_plain_values() -> None:
    raw = [
        question(
            "choice", key="colour", label="أي لون؟", help_text="واحد", required=True, options=options(("red", "أحمر"))
        ),
        question("number", key="times", label="كم؟", least="1", most="7.5"),
    ]
    assert questions_of(stream(raw)) == (
        Question(QuestionKind.CHOICE, "colour", "أي لون؟", "واحد", required=True, options=(Option("red", "أحمر"),)),
        Question(QuestionKind.NUMBER, "times", "كم؟", least=Decimal(1), most=Decimal("7.5")),
    )


def test_agency_subject_and_statement_must_be_answered_whatever_the_editor_says() -> None:
    required = {each.key for each in questions_of(stream(every_kind())) if each.required}
    assert required == {"agency", "subject", "text"}


def test_a_block_stored_before_a_child_was_added_still_reads() -> None:
    bare = [{"type": "short_text", "id": "1", "value": {"label": "رقم", "key": "file_number"}}]
    null = [{"type": "short_text", "id": "1", "value": {"label": "رقم", "key": "file_number", "help_text": None}}]
    assert (
        questions_of(stream(bare))
        == questions_of(stream(null))
        == (Question(QuestionKind.SHORT_TEXT, "file_number", "رقم"),)
    )


def test_several_answers_are_boxes_of_one_group() -> None:
    """They were once drawn inside the label of a single box."""
    drawn = BeautifulSoup(render_to_string("components/field.html", {"field": filled()["colours"]}), "lxml")
    assert [box["value"] for box in drawn.select("fieldset label.choice > input[type=checkbox]")] == [
        "red", "green", "blue",
    ]  # fmt: skip
    assert not drawn.select("label label")
