"""What officers fill in is read under the door, kept as it was put, and at once a fact that conditions ask for."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.agencies.models import Agency
from tests.scenes import country, file_case, publish_one
from tests.workflows.processes.reviewed import OF_EVERY_TYPE, reviewed
from workflows.cases.actions import Decide, Proceed, Refer
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, FilledField, Message, Work
from workflows.cases.past import NotKept, moved_again
from workflows.cases.selectors import state_of
from workflows.cases.texts_kept import texts_of
from workflows.facts import catalogue
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db

TYPED = {
    "amount": "١٬٢٥٠٫٥٠",
    "pages": "12",
    "seen_on": "24/11/2026",
    "way": "hand",
    "urgent": "yes",
    "body": "moe",
    "spot": "عمّان، شارع الرينبو",
    "why": "دفع مرتين",
}
KEPT = {**TYPED, "amount": "1250.5", "seen_on": "2026-11-24"}


@pytest.fixture
def case() -> Case:
    country()
    definition = reviewed()
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    return file_case(agency="moh")


def act(case: Case, action: Any) -> CaseEvent:
    work = Work.objects.get(case=case, done_at=None)
    return apply(case.pk, action, actor=Actor.staff(work.holder_id or 0))


def review(case: Case, **typed: str) -> CaseEvent:
    return act(case, Proceed(outcome="to_review", fields=typed))


def step_of(case: Case) -> str:
    return Work.objects.get(case=case, done_at=None).step


def test_every_type_is_read_kept_and_decided_by(case: Case) -> None:
    event = review(case, **TYPED)
    assert step_of(case) == "legal"
    rows = FilledField.objects.filter(case=case)
    assert {row.key: row.value for row in rows} == KEPT
    assert {row.key: row.type for row in rows} == {field["key"]: field["type"] for field in OF_EVERY_TYPE}
    assert rows.get(key="way").shown == {"ar": "باليد", "en": "By hand"}
    assert rows.get(key="seen_on").shown["en"] == "Tuesday 24 November 2026"
    assert {row.work.step for row in rows} == {"handle"}
    assert event.data["filled"] == [field["key"] for field in OF_EVERY_TYPE]
    assert not any(value in str(event.data) for value in ("1250.5", "دفع", "الرينبو"))


def test_below_the_amount_it_goes_another_way(case: Case) -> None:
    review(case, amount="999.999")
    assert step_of(case) == "answer"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Fill in “Amount”."),
        ({"amount": " "}, "Fill in “Amount”."),
        ({"amount": "many"}, "“Amount”: Write a number."),
        ({"amount": "1", "seen_on": "tomorrow"}, "“Seen on”: Write the date like this: 24/11/2026."),
        ({"amount": "1", "way": "boat"}, "“Way”: Choose one of the answers."),
        ({"amount": "1", "urgent": "perhaps"}, "“Urgent”: Choose one of the answers."),
        ({"amount": "1", "body": "atlantis"}, "“Other agency”: Choose one of the answers."),
        ({"amount": "1", "body": "central"}, "“Other agency”: Choose one of the answers."),
        (
            {"amount": "1", "why": "x" * 4_001},
            "“Why”: “Why” has 4,001 characters: shorten it to 4,000 at most.",
        ),
        (
            {"amount": "1", "colour": "red"},
            "Something was filled in that this outcome does not ask for. Look at the request again.",
        ),
    ],
)
def test_what_is_missing_wrong_or_not_asked_for_is_refused_in_words(
    case: Case, typed: dict[str, str], sentence: str
) -> None:
    with translation.override("en"), pytest.raises(NotPossible) as refused:
        review(case, **typed)
    assert str(refused.value) == sentence
    assert not FilledField.objects.exists()
    assert step_of(case) == "handle"


def test_a_body_that_has_closed_since_the_form_was_drawn_is_refused(case: Case) -> None:
    Agency.objects.filter(code="moe").update(active=False)
    with pytest.raises(NotPossible):
        review(case, amount="1", body="moe")


def test_an_outcome_that_asks_for_nothing_takes_nothing(case: Case) -> None:
    for action in (
        Decide(outcome="resolved", text="تم", fields={"amount": "5"}),
        Refer(agency="moe", reason="لكم", fields={"amount": "5"}),
    ):
        with pytest.raises(NotPossible):
            act(case, action)


def test_the_latest_counts_and_an_optional_field_can_be_emptied(case: Case) -> None:
    again = reviewed()
    steps = {step["key"]: step for step in again["steps"]}
    steps["legal"]["outcomes"] = [{"key": "back", "next": "handle", "effect": "proceed"}]
    steps["legal"]["outcomes"].append({"key": "agreed", "next": "answer", "effect": "proceed"})
    publish_one("process", "complaint", again)
    case = file_case(agency="moh")
    review(case, amount="5000", why="first")
    act(case, Proceed(outcome="back"))
    event = review(case, amount="20")
    assert step_of(case) == "answer"
    assert event.data["filled"] == ["amount", "why"]
    state = state_of(case)
    assert (state.filled_in("amount"), state.filled_in("why")) == ("20", "")
    assert FilledField.objects.filter(case=case, key="amount").count() == 2


def test_the_past_is_decided_again_by_what_had_been_filled_in_then(case: Case) -> None:
    review(case, **TYPED)
    act(case, Proceed(outcome="agreed"))
    events = list(case.events.order_by("number"))
    process = state_of(case).process
    moves = list(moved_again(process, events, texts_of(case)))
    assert [move.entered for move in moves] == [("handle",), ("legal",), ("answer",)]
    assert list(inconsistencies()) == []
    FilledField.objects.filter(case=case, key="amount").delete()
    with pytest.raises(NotKept):
        list(moved_again(process, events, texts_of(case)))


def test_what_was_chosen_stands_in_the_event_that_read_it(case: Case) -> None:
    chosen = reviewed()
    decision = next(step for step in chosen["steps"] if step["key"] == "large")
    decision["branches"][0]["when"] = {
        "all": [
            {"fact": "field.way", "is": "one_of", "value": ["hand"]},
            {"fact": "field.urgent", "is": "one_of", "value": ["yes"]},
            {"fact": "field.amount", "is": "given"},
            {"fact": "field.spot", "is": "missing"},
        ]
    }
    assert problems(Subject.PROCESS, "complaint", chosen) == []
    publish_one("process", "complaint", chosen)
    case = file_case(agency="moh")
    event = review(case, amount="7", way="hand", urgent="yes")
    assert step_of(case) == "legal"
    assert event.data["read"] == {"field.way": "hand", "field.urgent": "yes", "field.spot": ""}
    moved = list(moved_again(state_of(case).process, case.events.order_by("number"), texts_of(case)))
    assert moved[-1].entered == ("legal",)


def test_conditions_on_fields_are_compared_as_their_type_allows(case: Case) -> None:
    wrong = reviewed()
    decision = next(step for step in wrong["steps"] if step["key"] == "large")
    decision["branches"][0]["when"] = {"fact": "field.way", "is": "one_of", "value": ["boat"]}
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", wrong) == [
            "The step “Step large” compares “Way (filled in by officers)” with “boat”, which does not exist."
        ]


def test_the_catalogue_offers_the_fields_of_what_is_in_force(case: Case) -> None:
    offered = catalogue.offered("routing", "main")
    assert {"field.amount", "field.way"} <= offered.keys()
    assert offered["field.amount"].sealed
    assert not offered["field.way"].sealed
    assert not any(name.startswith("field.") for name in catalogue.offered("routing", "sensitive"))


def test_words_beside_an_outcome_that_answers_nobody_are_a_note(case: Case) -> None:
    act(case, Proceed(outcome="to_review", text="انتبهوا للمبلغ", fields={"amount": "3000"}))
    message = Message.objects.get(case=case, text="انتبهوا للمبلغ")
    assert (message.kind, message.public) == ("note", False)
    assert not case.outbox.filter(topic="replied").exists()
