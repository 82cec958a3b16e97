"""After the answer its agency adds to it or corrects it: one more letter, on record, and no date moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import (
    Accept,
    AddToAnswer,
    CorrectAnswer,
    Decide,
    Merge,
    NotDone,
    Refer,
    Reopen,
    Withdraw,
)
from workflows.cases.actions.action import Action
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import Meanwhile, NotAllowed, NotPossible
from workflows.cases.lifecycle import Drawn, apply
from workflows.cases.models import Case, Message
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def answered(land: Country, **changes: str) -> Case:
    case = file_case(email="x@example.org", **changes)
    apply(case.pk, Decide(outcome="resolved", text="It is repaired."), actor=land.actor("officer-moh"))
    return case


def correction(text: str = "On Monday.") -> CorrectAnswer:
    return CorrectAnswer(wrong="It is repaired.", text=text)


@pytest.mark.parametrize(
    ("act", "verb", "words"),
    [
        (AddToAnswer(text=" More. "), "answer_added", [("addendum", "More.")]),
        (correction(), "answer_corrected", [("corrected", "It is repaired."), ("correction", "On Monday.")]),
    ],
)
def test_the_citizen_gets_one_more_letter_and_no_date_moves(
    land: Country, act: Action, verb: str, words: list[tuple[str, str]]
) -> None:
    case = answered(land)
    before = list(Deadline.objects.order_by("pk").values()), Case.objects.get(pk=case.pk).due
    event = apply(case.pk, act, actor=land.actor("level1-moh"))
    assert (event.verb, event.data["of"], event.status) == (verb, 2, "answered")
    said = Message.objects.filter(case=case, event_number=event.number).values_list("kind", "text", "public")
    assert list(said) == [(*each, True) for each in words]
    assert Message.objects.filter(case=case, kind="decision").count() == 1
    assert (list(Deadline.objects.order_by("pk").values()), Case.objects.get(pk=case.pk).due) == before
    letter = OutboxEntry.objects.get(case=case, event_number=event.number)
    assert (letter.topic, letter.audience) == (verb, "citizen")


def test_only_the_agency_that_answered_and_the_unit_may(land: Country) -> None:
    case = answered(land)
    for who in ("officer-moe", "level2-moe"):
        with pytest.raises(NotAllowed):
            apply(case.pk, correction(), actor=land.actor(who))
    for who in ("officer-moh", "staff-moh", "level2-moh", "officer-central"):
        apply(case.pk, correction(who), actor=land.actor(who))


def test_while_it_is_worked_there_is_no_answer(land: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        apply(case.pk, AddToAnswer(text="x"), actor=land.actor("officer-moh"))
    case = answered(land)
    apply(case.pk, Reopen(reason="No, it is not."), actor=Actor.citizen(case.pk))
    with pytest.raises(NotPossible):
        apply(case.pk, AddToAnswer(text="x"), actor=land.actor("officer-moh"))


def test_not_once_it_is_closed_for_good(land: Country) -> None:
    case = answered(land)
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    with standing_at(now() + timedelta(days=29)):
        apply(case.pk, correction(), actor=land.actor("officer-moh"))
    with standing_at(now() + timedelta(days=31)), pytest.raises(NotPossible):
        apply(case.pk, correction(), actor=land.actor("officer-moh"))
    withdrawn = file_case()
    apply(withdrawn.pk, Withdraw(), actor=Actor.citizen(withdrawn.pk))
    with pytest.raises(NotPossible):
        apply(withdrawn.pk, correction(), actor=land.actor("officer-moh"))


def test_another_agency_that_has_it_now_does_not_speak_for_the_first(land: Country) -> None:
    case = answered(land)
    apply(case.pk, NotDone(reason="No."), actor=Actor.citizen(case.pk))
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    apply(case.pk, Decide(outcome="refused", text="No.", refusal=REFUSAL), actor=land.actor("officer-moe"))
    with pytest.raises(NotAllowed):
        apply(case.pk, correction(), actor=land.actor("officer-moh"))
    assert apply(case.pk, correction(), actor=land.actor("officer-moe")).data["of"] == 5


def test_what_was_said_meanwhile_is_read_first(land: Country) -> None:
    case = answered(land)
    seen = Drawn(2, "add-to-answer:a")
    apply(case.pk, AddToAnswer(text="First."), actor=land.actor("officer-moh"))
    with pytest.raises(Meanwhile):
        apply(case.pk, AddToAnswer(text="Second."), actor=land.actor("level1-moh"), drawn=seen)


def test_whoever_got_the_same_answer_gets_the_correction(land: Country) -> None:
    lead, other = file_case(), file_case()
    officer = land.actor("officer-moh")
    apply(other.pk, Merge(lead_id=lead.pk), actor=officer)
    apply(lead.pk, Decide(outcome="resolved", text="Done."), actor=officer)
    apply(lead.pk, correction(), actor=officer)
    assert [each.events.filter(verb="answer_corrected").count() for each in (lead, other)] == [1, 1]
    apply(other.pk, Reopen(reason="No."), actor=Actor.citizen(other.pk))
    apply(lead.pk, correction("Later."), actor=officer)
    assert [each.events.filter(verb="answer_corrected").count() for each in (lead, other)] == [2, 1]


def test_empty_words_are_none(land: Country) -> None:
    case = answered(land)
    for act in (AddToAnswer(text=" "), correction(" "), CorrectAnswer(wrong="", text="x")):
        with pytest.raises(NotPossible):
            apply(case.pk, act, actor=land.actor("officer-moh"))
