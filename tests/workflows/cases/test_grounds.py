"""A refusal has a ground of its kind's list, the rule it rests on and what its citizen can do instead, or is none."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.refusing import INSTEAD, REFUSAL, RULE
from workflows.cases.actions import Decide
from workflows.cases.designation import check_kind, definition_of
from workflows.cases.errors import NotPossible
from workflows.cases.grounds import (
    GENERAL,
    LONGEST_INSTEAD,
    LONGEST_RULE,
    MOST_GROUNDS,
    Refusal,
    ground_words,
    grounds_of,
    seeded_grounds,
)
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, MessageKind, RequestKind

pytestmark = pytest.mark.django_db
OWN = {"key": "not_ours", "name": {"ar": "ليس لنا", "en": "Not ours"}}


@pytest.fixture
def land() -> Country:
    return country()


def refuse(land: Country, case: Case, refusal: Refusal | None) -> CaseEvent:
    act = Decide(outcome="refused", text="No.", refusal=refusal)
    return apply(case.pk, act, actor=land.actor("officer-moh"))


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (None, "choose one from the list"),
        (Refusal("", RULE, INSTEAD), "choose one from the list"),
        (Refusal("made_up", RULE, INSTEAD), "is no longer on the list"),
        (Refusal("no_evidence", "  ", INSTEAD), "Write the rule"),
        (Refusal("no_evidence", RULE, "\x00 "), "what the citizen can do"),
        (Refusal("no_evidence", "x" * (LONGEST_RULE + 1), INSTEAD), f"at most {LONGEST_RULE}"),
        (Refusal("no_evidence", RULE, "x" * (LONGEST_INSTEAD + 1)), "too long"),
    ],
)
def test_no_request_is_refused_without_all_three(land: Country, refusal: Refusal | None, why: str) -> None:
    case = file_case()
    with override("en"), pytest.raises(NotPossible) as refused:
        refuse(land, case, refusal)
    assert why in str(refused.value)
    assert Case.objects.get(pk=case.pk).status == "in_progress"
    assert not Message.objects.filter(case=case, kind=MessageKind.DECISION).exists()


def test_the_event_has_the_key_alone_and_the_words_are_rows_that_are_erased_with_the_rest(land: Country) -> None:
    case = file_case()
    event = refuse(land, case, REFUSAL)
    assert event.data["ground"] == "no_legal_basis"
    assert not any(words in str(event.data) for words in (RULE, INSTEAD, "The law"))
    kept = Message.objects.filter(case=case, event_number=event.number, public=True)
    assert {each.kind: each.text for each in kept} == {"decision": "No.", "rule": RULE, "instead": INSTEAD}


def test_of_a_sealed_request_the_words_are_encrypted(land: Country) -> None:
    case = file_case(kind="integrity", agency=None)
    apply(case.pk, Decide(outcome="refused", text="No.", refusal=REFUSAL), actor=land.actor("officer-rights"))
    kept = Message.objects.filter(case=case, kind__in=["rule", "instead"])
    assert [each.encrypted for each in kept] == [True, True]


def test_what_is_not_refused_keeps_no_ground(land: Country) -> None:
    case = file_case()
    act = Decide(outcome="resolved", text="Done.", refusal=REFUSAL)
    assert "ground" not in apply(case.pk, act, actor=land.actor("officer-moh")).data
    assert not Message.objects.filter(case=case, kind__in=["rule", "instead"]).exists()


def test_a_kind_without_a_list_of_its_own_offers_the_one_that_comes_with_insaf(land: Country) -> None:
    kind = RequestKind.objects.get(code="complaint")
    assert kind.grounds == []
    assert [each.key for each in grounds_of(kind)] == [each["key"] for each in seeded_grounds("complaint")]
    assert len(grounds_of(kind)) >= 6


def test_owners_publish_a_list_and_what_it_no_longer_has_cannot_be_chosen_and_keeps_its_words(land: Country) -> None:
    kind = RequestKind.objects.get(code="complaint")
    publish_one("kind", "complaint", {**definition_of(kind), "grounds": [OWN]})
    first = file_case()
    refuse(land, first, Refusal("not_ours", RULE, INSTEAD))
    kind.refresh_from_db()
    publish_one("kind", "complaint", {**definition_of(kind), "grounds": seeded_grounds("suggestion")})
    kind.refresh_from_db()
    with override("en"), pytest.raises(NotPossible) as withdrawn:
        refuse(land, file_case(), Refusal("not_ours", RULE, INSTEAD))
    assert "is no longer on the list" in str(withdrawn.value)
    with override("en"):
        assert ground_words(kind, "not_ours") == "Not ours"
        assert ground_words(kind, "no_evidence") == "Not enough evidence"
        assert ground_words(kind, "unheard_of") == ""


@pytest.mark.parametrize(
    ("grounds", "why"),
    [
        ([OWN, OWN], "key of its own"),
        ([{"key": "", "name": OWN["name"]}], "key of its own"),
        ([{"key": "x", "name": {"en": "x"}}], "needs words in Arabic."),
        ([{"key": "x", "name": {"ar": "س" * 121, "en": "x"}}], "at most 120 characters"),
        ([{"key": f"x{n}", "name": OWN["name"]} for n in range(MOST_GROUNDS + 1)], "at most 20 grounds"),
        ([{"name": OWN["name"]}], "cannot be read"),
        (7, "cannot be read"),
    ],
)
def test_a_list_that_cannot_be_offered_is_not_published(land: Country, grounds: object, why: str) -> None:
    kind = definition_of(RequestKind.objects.get(code="complaint"))
    with override("en"):
        assert any(why in each for each in check_kind("complaint", {**kind, "grounds": grounds}))


def test_every_seeded_kind_begins_with_a_list_in_both_languages() -> None:
    for code in ("complaint", "inquiry", "suggestion", "integrity", "rights", "contact", "another"):
        assert len(seeded_grounds(code)) >= 4
    assert all(set(each.name) == {"ar", "en"} for each in GENERAL.values())
