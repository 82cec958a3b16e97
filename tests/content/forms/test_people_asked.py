"""For another and together: who else is named is kept as a name is, never as an answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.as_data import as_file, from_file
from content.forms.blocks import QuestionsBlock
from content.forms.page import FormPage
from content.forms.way import Asked
from tests.content.forms import made
from tests.content.forms.made import condition, question, sentences
from tests.content.forms.sending import URL, form_of, send, text_of
from workflows.cases.models import Answer, Case, File, NamedAs, OtherPerson, Relation

FOR_OTHER = {
    "label": "For whom?",
    "relations": ["parent", "lawyer"],
    "ask_number": True,
    "proof_from": ["lawyer"],
    "proof_needed": True,
    "proof_label": "Your authority",
    "proof_help": "The paper with the stamp.",
}
TOGETHER = {"label": "Do others file it, too?", "each": "Person", "more": "A further one?", "most": 2}
BEGIN = [question("subject", label="Subject"), question("text", label="What?")]
RAW = [
    *BEGIN,
    question("for_other", **FOR_OTHER),
    question("short_text", key="firm", label="Which firm?", shown_if=condition(("for_other", "one_of", "lawyer"))),
    question("with_others", **TOGETHER),
]


def test_whom_it_is_for_is_asked_by_name_and_only_then() -> None:
    assert sentences(made.filled(RAW, for_other="parent"), "for_name") == ["Write the name of the person it is for."]
    assert made.filled(RAW, for_other="myself", for_name="Nobody", for_number="12").errors == {}
    assert made.filled(RAW).errors == {}
    wrong = made.filled(RAW, for_other="parent", for_name="Layla", for_number="12")
    assert sentences(wrong, "for_number") == ["Write the national number in 10 digits."]
    assert sentences(made.filled(RAW, for_other="guardian"), "for_other") == ["Choose one of the answers."]


def asked(**data: str) -> dict[str, Asked]:
    form = made.filled(RAW, **data)
    form.full_clean()
    return form.way.asked


def test_conditions_ask_what_whoever_files_is_to_the_other() -> None:
    assert "firm" in asked(for_other="lawyer", for_name="Layla")
    assert "firm" not in asked(for_other="parent", for_name="Layla")


def test_proof_is_asked_of_those_whom_an_editor_names() -> None:
    proof = asked(for_other="lawyer", for_name="Layla")["for_proof"]
    assert (proof.required, proof.question.label, proof.question.help_text) == (True, *list(FOR_OTHER.values())[-2:])
    assert "for_proof" not in asked(for_other="parent", for_name="Layla")


def test_each_of_several_people_is_asked_where_the_one_before_says_so() -> None:
    first = asked(with_others="yes", with_others_1_name="Omar")
    of_others = ["with_others", "with_others_1", "with_others_1_more"]
    assert [key for key in first if key.startswith("with")] == of_others
    second = made.filled(RAW, with_others="yes", with_others_1_name="Omar", with_others_1_more="yes")
    assert sentences(second, "with_others_2_name") == ["Write the name of this person."]
    forged = made.filled(RAW, with_others="no", with_others_1_name="Omar", with_others_1_email="no address")
    assert forged.errors == {}
    assert "with_others_1_name" not in forged.cleaned_data


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"proof_from": ["guardian"]}, "Choose among those that may be chosen above."),
        ({"proof_label": ""}, "Write how it is asked for what proves it."),
    ],
)
def test_an_editor_is_told_what_does_not_fit(changes: dict[str, object], said: str) -> None:
    raw = [*BEGIN, question("for_other", **{**FOR_OTHER, **changes})]
    with pytest.raises(ValidationError) as refused:
        QuestionsBlock().clean(made.stream(raw))
    assert said in str(refused.value.as_json_data())  # type: ignore[attr-defined]  # Wagtail's own error


def test_a_question_that_conditions_need_is_not_deleted_unnamed() -> None:
    raw = [each for each in RAW if each["type"] != "for_other"]
    with pytest.raises(ValidationError) as refused:
        QuestionsBlock().clean(made.stream(raw))
    said = "The condition needs the question “for_other”, which this form does not have."
    assert said in str(refused.value.as_json_data())  # type: ignore[attr-defined]  # Wagtail's own error


def test_a_file_of_the_form_carries_both() -> None:
    brought = from_file(as_file("complaint", made.stream(RAW)).encode())
    assert brought.get_prep_value() == QuestionsBlock().clean(made.stream(RAW)).get_prep_value()


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    page = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(RAW)
    page.save_revision().publish()
    return Client()


@pytest.mark.django_db
def test_names_are_kept_apart_from_answers_and_the_proof_with_them(citizen: Client) -> None:
    said: dict[str, Any] = {
        "for_other": "lawyer",
        "for_name": "Layla Nasser",
        "for_number": "9901012345",
        "with_others": "yes",
    }
    said |= {"with_others_1_name": "Omar Nasser", "with_others_1_phone": "0790000001"}
    shown = citizen.get(URL)
    missing = send(citizen, shown, **said)
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Attach what proves it." in text_of(missing)
    paper = made.sent("paper.pdf", made.PDF)
    sent = send(citizen, missing, **said, for_proof=[paper])
    assert sent.status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert [
        (each.role, each.relation, each.name, each.national_number, each.phone) for each in OtherPerson.objects.all()
    ] == [
        (NamedAs.ABOUT, Relation.LAWYER, "Layla Nasser", "9901012345", ""),
        (NamedAs.TOGETHER, "", "Omar Nasser", "", "0790000001"),
    ]
    assert dict(Answer.objects.values_list("key", "value")) == {"for_other": "lawyer", "with_others": True}
    assert [(file.asked_by, file.tells_who) for file in File.objects.all()] == [("for_proof", True)]
    assert "Nasser" not in case.search_text
    filed = citizen.get(sent["Location"])
    assert "Filed for: Layla Nasser" in text_of(filed)
    assert "Filed together with: Omar Nasser" in text_of(filed)


@pytest.mark.django_db
def test_the_same_form_sent_again_is_the_same_case_and_another_name_is_not(citizen: Client) -> None:
    said: dict[str, Any] = {"for_other": "parent", "for_name": "Layla"}
    shown = citizen.get(URL)
    first = send(citizen, shown, **said)
    assert send(citizen, shown, **said)["Location"] == first["Location"]
    other = send(citizen, shown, **{**said, "for_name": "Salma"})
    assert "This form was sent before" in text_of(other)
    assert form_of(other)["form_token"] != form_of(shown)["form_token"]
