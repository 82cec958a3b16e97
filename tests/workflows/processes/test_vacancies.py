"""At which agencies nobody may act at a step, who gets its work there, and where a process is not published so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from django.utils.translation import override

from permissions.access.models import RoleHolding
from permissions.agencies.models import Holding
from tests.scenes import Country, country, hire
from tests.workflows.processes.reviewed import reviewed
from workflows.processes.publishable import warnings
from workflows.processes.vacancies import is_same
from workflows.versions.models import Subject
from workflows.versions.references import problems


@pytest.mark.parametrize(
    ("named", "others", "same"),
    [
        ({1}, [{1}], True),
        ({1}, [{2}], False),
        ({1}, [{1, 2}], True),
        ({1, 2}, [{1, 2}], False),
        ({1, 2}, [{1}, {2}], True),
        ({1, 2}, [{1}, {3}], False),
        (set(), [{1}], False),
        ({1}, [], False),
    ],
)
def test_nobody_is_left_where_all_who_are_named_may_have_done_the_steps_before(
    named: set[int], others: Collection[set[int]], *, same: bool
) -> None:
    assert is_same(named, others) is same


def apart(performer: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The process with a legal review, not by whoever handled it."""
    raw = reviewed(**performer)
    next(step for step in raw["steps"] if step["key"] == "legal").update(not_by=["handle"], **more)
    return raw


@pytest.fixture
def land(db: None) -> Country:
    return country()


def warned(raw: dict[str, Any]) -> list[str]:
    with override("en"):
        return [str(each) for each in warnings("complaint", raw)]


ROUTED, OFFICER = {"agency": "@routed"}, {"agency": "@routed", "role": "officer"}


@pytest.mark.django_db
def test_where_the_same_person_does_both_it_says_who_gets_the_work(land: Country) -> None:
    (said,) = warned(apart(ROUTED))
    assert said.startswith("At 2 agencies no one is left for the step “Legal review” once “Handling” is done: ")
    assert said.endswith("Someone else who acts there gets its work, otherwise the complaints unit.")
    assert warned(apart(ROUTED, otherwise={"to": "unit"}))[0].endswith("The complaints unit gets its work.")
    heir = warned(apart(ROUTED, otherwise={"to": "heir", "level": 1}))
    assert heir[0].endswith("“Level 1” there gets its work, otherwise the complaints unit.")
    assert warned(apart({"agency": "@routed", "level": 1})) == [], "another post, another person"


@pytest.mark.django_db
def test_a_process_that_wants_nobody_else_is_refused_until_somebody_can(land: Country) -> None:
    raw = apart({"agency": "@routed", "role": "reader"}, otherwise={"to": "refused"})
    with override("en"):
        assert problems(Subject.PROCESS, "complaint", raw) != []
    raw = apart(OFFICER, otherwise={"to": "refused"})
    assert problems(Subject.PROCESS, "complaint", raw) == [], "staff-moh and staff-moe hold it"
    RoleHolding.objects.filter(user=land.people["staff-moh"]).delete()
    with override("en"):
        (said,) = problems(Subject.PROCESS, "complaint", raw)
    assert said.startswith("Nobody holds the role “")
    assert said.endswith("at 1 agency: MOH. The step is set so that the process can’t be published like this.")
    hire(land, "officer", "moh", username="new")
    assert problems(Subject.PROCESS, "complaint", raw) == []
    assert warned(raw) == []


@pytest.mark.django_db
def test_a_post_that_nobody_holds_is_told_where_an_owner_named_who_acts_otherwise(land: Country) -> None:
    Holding.objects.filter(user=land.people["level1-moe"]).delete()
    level = {"agency": "@routed", "level": 1}
    assert warned(apart(level)) == []
    (said,) = warned(apart(level, otherwise={"to": "unit"}))
    assert said.startswith("Nobody acts in the post “Level 1” of the step “Legal review” at 1 agency: MOE.")


@pytest.mark.django_db
def test_what_is_called_a_review_and_may_be_done_by_whoever_did_the_work_is_warned_of(land: Country) -> None:
    (said,) = warned(reviewed(agency="@routed"))
    assert said == (
        "“Legal review” sounds like a review, but the person who did “Handling” can do it too."
        " Choose below who must not do it."
    )
    assert warned(reviewed(agency="moe")) == [], "another agency looks at it"
