"""A citizen whose request a rule sent to the wrong body brings it to a person, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from viewflow.workflow.models import Process

from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from workflows.cases.actions import AskCitizen, Decide, NotThisBody, Refer, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def sent_by_a_rule(**changes: str) -> Case:
    return file_case(agency=None, subject="حفرة أمام المستشفى", **changes)


def object_to(case: Case) -> Case:
    apply(case.pk, NotThisBody(), actor=Actor.citizen(case.pk))
    return Case.objects.select_related("agency").get(pk=case.pk)


def test_it_goes_to_triage_and_a_person_sends_it_on(scene: Country) -> None:
    case = sent_by_a_rule()
    assert case.agency == scene.agencies["moh"]
    moved = object_to(case)
    assert (moved.agency, moved.status) == (scene.agencies["central"], "triage")
    event = moved.events.get(verb="misrouted")
    assert (event.data["from"], event.actor_kind) == (scene.agencies["moh"].pk, "citizen")
    apply(case.pk, Refer(agency="moe", reason="لها"), actor=scene.actor("officer-central"))
    case.refresh_from_db()
    assert (case.agency, case.status) == (scene.agencies["moe"], "in_progress")
    assert Process.objects.count() == 1


def test_the_citizen_and_the_unit_are_told(scene: Country) -> None:
    case = sent_by_a_rule()
    object_to(case)
    told = OutboxEntry.objects.filter(case=case).values_list("topic", "audience", "user_id")
    assert ("referred", "citizen", None) in told
    assert ("arrived", "staff", scene.people["officer-central"].pk) in told


def test_it_is_said_once(scene: Country) -> None:
    case = sent_by_a_rule()
    object_to(case)
    with pytest.raises(NotPossible):
        object_to(case)
    apply(case.pk, Refer(agency="moh", reason="هي لها"), actor=scene.actor("officer-central"))
    with pytest.raises(NotPossible):
        object_to(case)


def test_an_open_question_ends_with_it(scene: Country) -> None:
    case = sent_by_a_rule()
    apply(case.pk, AskCitizen(text="أين؟"), actor=scene.actor("officer-moh"))
    assert object_to(case).status == "triage"


def test_what_the_citizen_named_what_was_answered_or_moved_and_what_is_closed_stays(scene: Country) -> None:
    named, answered, referred, closed, unrouted = (
        file_case(),
        sent_by_a_rule(),
        sent_by_a_rule(),
        sent_by_a_rule(),
        file_case(agency=None, subject="شيء آخر"),
    )
    apply(answered.pk, Decide(outcome="explained", text="شرح"), actor=scene.actor("officer-moh"))
    apply(referred.pk, Refer(agency="moe", reason="لها"), actor=scene.actor("officer-moh"))
    apply(closed.pk, Withdraw(), actor=Actor.citizen(closed.pk))
    for case in (named, answered, referred, closed, unrouted):
        with pytest.raises(NotPossible):
            object_to(case)


def test_a_sealed_case_never_leaves_its_unit(scene: Country) -> None:
    case = file_case(kind="rights", agency=None)
    with pytest.raises(NotPossible):
        object_to(case)


def test_nobody_says_it_for_the_citizen(scene: Country) -> None:
    case, other = sent_by_a_rule(), sent_by_a_rule()
    for actor in (scene.actor("officer-moh"), Actor.citizen(other.pk), Actor.clock):
        with pytest.raises(NotAllowed):
            apply(case.pk, NotThisBody(), actor=actor)


def test_the_body_that_the_citizen_thinks_of_is_on_record_and_moves_nothing(scene: Country) -> None:
    case = sent_by_a_rule()
    apply(case.pk, NotThisBody(perhaps="moe"), actor=Actor.citizen(case.pk))
    case.refresh_from_db()
    assert (case.agency, case.status) == (scene.agencies["central"], "triage")
    assert case.events.get(verb="misrouted").data["perhaps"] == "moe"


@pytest.mark.parametrize("code", ["moh", "central", "atlantis"])
def test_no_body_can_be_thought_of_that_has_it_or_takes_no_requests(scene: Country, code: str) -> None:
    case = sent_by_a_rule()
    with pytest.raises(NotPossible):
        apply(case.pk, NotThisBody(perhaps=code), actor=Actor.citizen(case.pk))
    case.refresh_from_db()
    assert case.agency == scene.agencies["moh"]
