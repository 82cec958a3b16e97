"""Who gets the work of a step: the post of a level, whoever holds a role, the agency that a fact names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Absence, Agency
from permissions.now import now
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.actions import Escalate, Proceed
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.deadlines.models import Deadline
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def at_review(*, filled: dict[str, str] | None = None, **performer: Any) -> Work:
    """A case that has come to the step, worked by ``performer``."""
    definition = reviewed(**performer)
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    case = file_case(agency="moh")
    fields = {"amount": "5000", **(filled or {})}
    holder = Work.objects.get(case=case).holder_id or 0
    apply(case.pk, Proceed(outcome="to_review", fields=fields), actor=Actor.staff(holder))
    return open_work(case)


def open_work(case: Case) -> Work:
    return Work.objects.select_related("holder", "post", "agency").get(case=case, done_at=None)


def adviser(land: Country, login: str, agency: str) -> None:
    grant(user=land.people[login], role="legal_adviser", agency=land.agencies[agency], actor=Actor.operator)


def test_a_level_gets_it_at_its_post_and_the_ladder_goes_on_above(land: Country) -> None:
    work = at_review(agency="@routed", level=1)
    assert work.post is not None
    assert (work.agency.code, work.level, work.post.level) == ("moh", 1, 1)
    assert Deadline.objects.get(work=work, done=None).level == 2
    apply(work.case_id, Escalate(), actor=Actor.staff(work.holder_id or 0))
    assert open_work(work.case).level == 2


def test_a_role_gets_it_wherever_it_is_held_and_may_work_it(land: Country) -> None:
    adviser(land, "staff-moh", "moh")
    work = at_review(agency="@routed", role="legal_adviser")
    assert (work.holder, work.post, work.level) == (land.people["staff-moh"], None, 0)
    apply(work.case_id, Proceed(outcome="agreed"), actor=Actor.staff(work.holder_id or 0))
    assert list(inconsistencies()) == []


def test_a_role_that_nobody_holds_there_falls_to_whoever_acts(land: Country) -> None:
    adviser(land, "staff-moe", "moe")
    work = at_review(agency="@routed", role="legal_adviser")
    assert work.holder == land.people["officer-moh"]
    assert work.post is not None


def test_whoever_is_away_does_not_get_it(land: Country) -> None:
    adviser(land, "staff-moh", "moh")
    at = now()
    Absence.objects.create(
        user=land.people["staff-moh"], starts=at - timedelta(days=365), ends=at + timedelta(days=365)
    )
    assert at_review(agency="@routed", role="legal_adviser").holder == land.people["officer-moh"]


def test_a_fact_names_the_agency_and_a_closed_or_unknown_one_is_the_units(land: Country) -> None:
    named = at_review(agency="@fact:field.body", filled={"body": "moe"})
    assert named.agency.code == "moe"
    event = named.case.events.last()
    assert event is not None
    assert event.data["read"] == {"field.body": "moe"}
    assert at_review(agency="@fact:field.body").agency.code == "central"
    by_citizen = at_review(agency="@fact:agency")
    assert by_citizen.agency.code == "moh"
    Agency.objects.filter(code="moe").update(active=False)
    assert list(inconsistencies()) == []


@pytest.mark.parametrize(
    ("performer", "sentence"),
    [
        (
            {"agency": "@routed", "role": "wizard"},
            "The step “Legal review” is worked by the role “wizard”, which does not exist.",
        ),
        (
            {"agency": "@central", "role": "owner"},
            "The step “Legal review” is worked by the role “Process owner”, which may not work requests.",
        ),
        (
            {"agency": "@fact:moon"},
            "The step “Legal review” is worked by the agency in “moon”, of which nothing is known.",
        ),
        (
            {"agency": "@fact:field.way"},
            "The step “Legal review” is worked by the agency in “Way (filled in by officers)”, which is not an agency.",
        ),
        (
            {"agency": "@fact:kind"},
            "The step “Legal review” is worked by the agency in “kind of request”, which is not an agency.",
        ),
    ],
)
def test_a_performer_that_cannot_be_is_said(land: Country, performer: dict[str, Any], sentence: str) -> None:
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", reviewed(**performer)) == [sentence]


def test_an_owner_is_told_where_nobody_holds_a_role(land: Country) -> None:
    adviser(land, "staff-moh", "moh")
    with translation.override("en"):
        told = [*PROCESSES.warnings("complaint", reviewed(agency="@routed", role="legal_adviser"))]
        sentence = (
            "Nobody holds the role “Legal adviser” of the step “Legal review” at 1 agency: MOE."
            " Anyone who acts there gets its work."
        )
        vacant, review = told
        assert vacant == sentence
        assert "sounds like a review" in review
        assert [*PROCESSES.warnings("complaint", reviewed(agency="moh", role="legal_adviser"))] == []
        assert [*PROCESSES.warnings("complaint", {"nothing": 1})] == []
