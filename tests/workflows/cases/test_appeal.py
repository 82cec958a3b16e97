"""A citizen brings an answer before another instance: once, with words, and a new count begins there."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from permissions.actors import Actor
from tests.scenes import country, file_case, publish_one
from workflows.cases.actions import Accept, Appeal, Decide
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Message, Work
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db


def with_appeal() -> dict[str, Any]:
    """What the agency answered, the unit's head hears again."""
    process = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    steps = {step["key"]: step for step in process["steps"]}
    words = {"ar": "التظلّم لدى الوحدة", "en": "Appeal to the unit"}
    steps["confirm"]["outcomes"].append({"key": "appealed", "next": "appeal", "effect": "appeal", "words": words})
    process["steps"].append(
        {
            **copy.deepcopy(steps["triage"]),
            "key": "appeal",
            "name": {"ar": "النظر في التظلّم", "en": "Appeal"},
            "performer": {"agency": "@central", "level": 1},
            "status": "in_progress",
            "outcomes": [{"key": "heard", "next": "confirm", "effect": "decide", "result": "explained"}],
        }
    )
    return process


@pytest.fixture
def case() -> Case:
    country()
    assert problems(Subject.PROCESS, "complaint", with_appeal()) == []
    publish_one("process", "complaint", with_appeal())
    case = file_case(agency="moh")
    answer(case, "refused")
    return Case.objects.get(pk=case.pk)


def answer(case: Case, outcome: str) -> None:
    work = Work.objects.get(case=case, done_at=None)
    apply(case.pk, Decide(outcome=outcome, text="لا"), actor=Actor.staff(work.holder_id or 0))


def appeal(case: Case, reason: str = "القرار غير مسبّب") -> Any:
    return apply(case.pk, Appeal(reason=reason), actor=Actor.citizen(case.pk))


def test_it_goes_to_the_other_instance_with_words_and_a_new_count(case: Case) -> None:
    event = appeal(case)
    case.refresh_from_db()
    work = Work.objects.get(case=case, done_at=None)
    assert (event.verb, event.data["left"]) == ("appealed", ["", "confirm", "appealed"])
    assert (work.step, work.agency.code, work.level) == ("appeal", "central", 1)
    assert Deadline.objects.get(work=work, done=None).starts == event.at
    assert (case.status, case.outcome, case.reopenings) == ("in_progress", "", 0)
    assert Message.objects.get(case=case, event_number=event.number).text == "القرار غير مسبّب"
    told = OutboxEntry.objects.filter(case=case, event_number=event.number)
    assert {(each.topic, each.audience) for each in told} == {("appealed", "citizen"), ("arrived", "staff")}
    assert list(inconsistencies()) == []


def test_it_is_possible_once(case: Case) -> None:
    appeal(case)
    answer(case, "heard")
    with pytest.raises(NotPossible):
        appeal(case)
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_it_needs_words_and_an_answer(case: Case) -> None:
    with pytest.raises(NotPossible):
        appeal(case, " ")
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    with pytest.raises(NotPossible):
        appeal(case)
