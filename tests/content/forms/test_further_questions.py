"""Each further block is read kindly, kept typed and refused in words; what a case gets of it can be decided by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from content.forms.filing import submission_of
from content.forms.questions import questions_of
from permissions.now import now
from tests.content.forms.made import condition, filled, options, question, sentences, stream
from tests.scenes import country
from workflows.facts.fact import FactType
from workflows.questions.types import QuestionKind

NEEDED = [question("subject"), question("text")]


def form(raw: dict[str, Any], **data: Any) -> Any:
    return filled([*NEEDED, raw], **data)


def kept(raw: dict[str, Any], **data: Any) -> list[tuple[str, Any, str, str]]:
    sent = form(raw, **data)
    assert sent.is_valid(), sent.errors
    return [(each.key, each.value, each.shown, each.type) for each in submission_of(sent, ()).answers]


@pytest.mark.parametrize(
    ("kind", "typed", "value", "fact"),
    [
        ("money", "١٢٫٥٠", 12.5, FactType.MONEY),
        ("phone_number", "٠٧٩ ٠٠٠ ٠٠٠٠", "0790000000", FactType.TEXT),
        ("email_address", " me@example.org ", "me@example.org", FactType.TEXT),
        ("national_number", "٩٨٥ ١٠١ ٢٣٤٥", "9851012345", FactType.TEXT),
    ],
)
def test_what_is_typed_is_kept_as_what_it_is(kind: str, typed: str, value: Any, fact: FactType) -> None:
    assert kept(question(kind, key="mine"), mine=typed) == [("mine", value, str(value), fact)]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("money", "much", "Write a number."),
        ("phone_number", "12", "Write the phone number in digits: 0790000000."),
        ("email_address", "me@", "Write the email address in full: name@example.com."),
        ("national_number", "12345", "Write the national number in 10 digits."),
    ],
)
def test_what_cannot_be_taken_says_what_to_do(kind: str, typed: str, sentence: str) -> None:
    assert sentences(form(question(kind, key="mine"), mine=typed), "mine") == [sentence]


@pytest.mark.parametrize(
    ("country_", "good", "slip"),
    [
        ("TR", "10000000146", "10000000147"),
        ("SA", "1000000008", "1000000009"),
        ("SA", "2000000006", "3000000004"),  # of nobody: they begin with 1 or 2
    ],
)
def test_check_digits_are_checked_where_the_country_has_some(country_: str, good: str, slip: str) -> None:
    with override_settings(NATIONAL_NUMBER=country_):
        assert form(question("national_number", key="mine"), mine=good).errors == {}
        assert sentences(form(question("national_number", key="mine"), mine=slip), "mine") == [
            "There is a mistake in this national number: compare it with your card."
        ]


@pytest.mark.django_db
def test_another_agency_is_chosen_from_the_list_and_kept_by_its_code() -> None:
    country()
    (answer,) = kept(question("body", key="mine"), mine="moh")
    assert (answer[1], answer[3]) == ("moh", FactType.AGENCY)
    assert answer[2]
    for forged in ("unknown", "nowhere"):
        assert sentences(form(question("body", key="mine"), mine=forged), "mine") == ["Choose an agency from the list."]


def test_consent_must_be_ticked_and_its_words_are_kept() -> None:
    consent = question("consent", key="agreed", label="I agree", help_text="My records may be read.")
    assert sentences(form(consent), "agreed") == ["Answer the question “I agree”."]
    assert kept(consent, agreed="on") == [("agreed", True, "Yes\nMy records may be read.", FactType.YES_NO)]


def test_an_example_stands_under_the_hint() -> None:
    raw = question("short_text", key="mine", help_text="As on the paper.", example="A-17")
    assert form(raw)["mine"].help_text == "As on the paper.\nFor example: A-17"


def test_limits_of_the_editors_own_are_held() -> None:
    short = question("short_text", key="mine", label="Code", shortest="3", longest="5")
    assert sentences(form(short, mine="ab"), "mine") == ["“Code” has 2 characters: write at least 3."]
    assert sentences(form(short, mine="abcdef"), "mine") == ["“Code” has 6 characters: shorten it to 5 at most."]
    assert form(short).errors == {}
    day = question("date", key="mine", earliest="2026-01-01", latest="2026-12-31", past=True)
    assert sentences(form(day, mine="2025-12-31"), "mine") == ["Write a day not before 01/01/2026."]
    assert sentences(form(day, mine="2027-01-01"), "mine") == ["Write a day not after 31/12/2026."]
    to_come = (now().date() + timedelta(days=9)).isoformat()
    past = question("date", key="mine", past=True)
    assert sentences(form(past, mine=to_come), "mine") == ["Write a day that is not after today."]


def children(**more: Any) -> dict[str, Any]:
    inner = [
        question("short_text", key="name", label="Name", required=True),
        question("yes_no", key="ill", label="Ill?"),
        question("date", key="since", label="Since?", shown_if=condition(("ill", "one_of", "yes"))),
        question("choice", key="kind", options=options(("a", "A"), ("b", "B"))),
    ]
    return question("group", key="child", label="Child", more="Another?", most=3, questions=inner, **more)


def test_a_group_is_asked_again_where_one_says_that_there_is_a_further_one() -> None:
    one = kept(children(), child_1_name="Amal", child_2_name="forged")
    assert one == [("child_1_name", "Amal", "Amal", FactType.TEXT)]
    two = kept(
        children(), child_1_name="Amal", child_1_more="yes", child_2_name="Sami", child_2_ill="yes",
        child_2_since="2026-01-02", child_1_since="2026-01-01", child_3_name="forged",
    )  # fmt: skip
    assert [(key, value) for key, value, _shown, _type in two] == [
        ("child_1_name", "Amal"), ("child_1_more", True), ("child_2_name", "Sami"), ("child_2_ill", True),
        ("child_2_since", "2026-01-02"),
    ]  # fmt: skip
    missing = form(children(), child_1_name="Amal", child_1_more="yes")
    assert set(missing.errors) == {"child_2_name"}


def test_all_that_a_group_asks_has_a_key_that_fits_and_a_heading() -> None:
    questions = questions_of(stream([*NEEDED, children()]))
    keys = [each.key for each in questions]
    assert len(keys) == len(set(keys))
    assert all(len(key) <= 40 for key in keys)
    assert [each.label for each in questions if each.kind == QuestionKind.WORDS] == ["Child 1", "Child 2", "Child 3"]


def test_no_question_beside_a_group_has_a_key_that_the_group_makes() -> None:
    value = stream([*NEEDED, children(), question("short_text", key="child_1_name")])
    with pytest.raises(ValidationError) as error:
        value.stream_block.clean(value)
    assert list(error.value.as_json_data()["blockErrors"]) == [3]  # type: ignore[attr-defined]  # Wagtail's own


def test_the_texts_of_a_group_are_translated_to_their_places() -> None:
    (child,) = stream([children()])
    segments = child.block.get_translatable_segments(child.value)
    named = {segment.path: segment.string.data for segment in segments if not segment.is_empty()}
    (first,) = [path for path, words in named.items() if words == "Name"]
    assert first == f"questions.{child.value['questions'][0].id}.label"
    for segment in segments:
        segment.string.data = f"English of {segment.string.data}"
    child.block.restore_translated_segments(child.value, segments)
    assert child.value["label"] == "English of Child"
    assert child.value["questions"][0].value["label"] == "English of Name"
    assert child.value["questions"][3].value["options"][0]["label"] == "English of A"


def test_a_day_of_a_date_is_a_day() -> None:
    raw = question("date", key="mine", earliest="2026-01-01")
    assert questions_of(stream([raw]))[0].earliest == date(2026, 1, 1)
