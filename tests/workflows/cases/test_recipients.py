"""A rung of the ladder says who is told that work has gone up to it."""

from __future__ import annotations

import pytest

from tests.scenes import LADDER, Country, country, file_case, publish_one
from workflows.cases import recipients
from workflows.cases.actions import Escalate
from workflows.cases.lifecycle import apply
from workflows.escalation.definition import CITIZEN, DEFAULT
from workflows.escalation.recipients import RECIPIENTS
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def ladder_that_tells(*told: str) -> None:
    rungs = [{"level": level, "after_days": 2, "tells": list(told)} for level in (1, 2)]
    publish_one("ladder", "default", {**LADDER, "format": 2, "rungs": rungs})


def told_of_going_up(land: Country) -> list[str]:
    """Who gets a letter, by the names that the scene gives them."""
    case = file_case()
    apply(case.pk, Escalate(), actor=land.actor("officer-moh"))
    names = {person.pk: name for name, person in land.people.items()}
    entries = OutboxEntry.objects.filter(case=case, topic="moved_up").order_by("pk")
    return [names[entry.user_id] if entry.user_id else entry.audience for entry in entries]


def test_every_name_that_a_ladder_may_use_is_somebody() -> None:
    assert {*recipients.STAFF, CITIZEN} == set(RECIPIENTS) >= set(DEFAULT)


def test_a_ladder_that_names_nobody_tells_who_gets_the_work_and_the_citizen(land: Country) -> None:
    # Whoever had it moved it up: of one's own act nobody is told.
    assert told_of_going_up(land) == ["level1-moh", "citizen"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (("holder",), ["level1-moh"]),
        (("holder", "citizen"), ["level1-moh", "citizen"]),
        (("holder", "unit"), ["level1-moh", "officer-central"]),
    ],
)
def test_a_ladder_tells_whom_it_names_and_no_one_else(land: Country, named: tuple[str, ...], told: list[str]) -> None:
    ladder_that_tells(*named)
    assert told_of_going_up(land) == told
