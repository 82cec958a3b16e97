"""A form may say that it concerns somebody of the body: where several bodies work it at once, which of them is shut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from permissions.access.models import Party
from permissions.access.selectors import can
from permissions.agencies.rights import VIEW_CASE
from tests.scenes import Country, publish_one
from tests.side_by_side import file_for_two, land_of_two, side_by_side
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.cases.selectors import state_of
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
NOWHERE: dict[str, Any] = {"agency": None, "subject": "سؤال", "text": "لا أعرف لمن"}
"""What no rule of the table sends anywhere."""


@pytest.fixture
def land() -> Iterator[Country]:
    yield land_of_two()
    assert list(inconsistencies()) == []


def accused(case: Case) -> set[str]:
    return set(Party.objects.filter(case_id=case.pk).values_list("agency__code", flat=True))


@pytest.mark.parametrize("concerns", ["head", "body", "person"])
def test_nobody_named_a_body_so_each_that_it_reaches_at_once_is_shut(land: Country, concerns: str) -> None:
    case, health, education = file_for_two(**NOWHERE, concerns=concerns)
    assert accused(case) == {"moh", "moe"}
    assert (health.agency.code, education.agency.code) == ("central", "central")
    assert CaseEvent.objects.get(case=case).data["concerns"] == concerns
    told = OutboxEntry.objects.filter(case=case, audience="staff").values_list("user__username", flat=True)
    assert set(told) == {"officer-central"}
    for stranger in ("officer-moh", "level2-moh", "officer-moe", "level2-moe"):
        assert not can(land.actor(stranger), VIEW_CASE, state_of(case))


@pytest.mark.parametrize(("named", "stays"), [("moh", "moe"), ("moe", "moh")])
def test_only_the_body_that_was_named_is_meant(land: Country, named: str, stays: str) -> None:
    case, *works = file_for_two(agency=named, subject="سؤال", text="مدير يبتزّ المراجعين", concerns="head")
    assert accused(case) == {named}
    assert {work.agency.code for work in works} == {stays, "central"}
    assert can(land.actor(f"officer-{stays}"), VIEW_CASE, state_of(case))


def test_the_body_that_a_rule_found_is_meant_and_the_other_works_its_step(land: Country) -> None:
    case, health, education = file_for_two(agency=None, text="في المستشفى", concerns="head")
    assert (accused(case), health.agency.code, education.agency.code) == ({"moh"}, "central", "moe")


def test_where_one_way_leads_to_a_unit_the_public_body_of_the_other_is_shut_alone(land: Country) -> None:
    process = side_by_side()
    next(step for step in process["steps"] if step["key"] == "health")["performer"] = {"agency": "@central"}
    publish_one("process", "complaint", process)
    case, _unit, education = file_for_two(**NOWHERE, concerns="body")
    assert (accused(case), education.agency.code) == ({"moe"}, "central")


def test_the_unit_says_which_of_them_it_concerns_and_the_other_reads_it_again(land: Country) -> None:
    case, *_works = file_for_two(**NOWHERE, concerns="person")
    parties = (Concerned(user_id=land.people["level1-moe"].pk),)
    apply(case.pk, SetParties(parties=parties, reason="ورد اسمه في الشكوى"), actor=land.actor("officer-central"))
    assert not accused(case) & {"moh"}
    assert not can(land.actor("level1-moe"), VIEW_CASE, state_of(Case.objects.get(pk=case.pk)))
