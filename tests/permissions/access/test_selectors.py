"""Who may do what, asked of the database."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from guardian.shortcuts import assign_perm
from pytest_django import DjangoAssertNumQueries

from permissions.access.decide import Held, Scope
from permissions.access.models import Party
from permissions.access.selectors import can, held_by, people_with, rows_in, scope
from permissions.access.services import grant, revoke
from permissions.actors import Actor
from permissions.agencies.decide import Standing
from permissions.agencies.models import Agency
from permissions.people.models import User
from permissions.roles.services import ensure_catalogue
from workflows.cases.models import Case, RequestKind
from workflows.versions.models import Version

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Subject:
    track: str
    agency_ids: frozenset[int]
    case_id: int | None = 77
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Land:
    moh: Agency
    moe: Agency
    central: Agency
    rights: Agency

    def case(self, agency: str, track: str = "ordinary") -> Subject:
        return Subject(track, frozenset({getattr(self, agency).pk}))


@pytest.fixture
def land() -> Land:
    ensure_catalogue()
    kinds = {"central": "central_unit", "rights": "sensitive_unit"}
    return Land(
        **{
            code: Agency.objects.create(code=code, name={"ar": code}, role=kinds.get(code, "public_body"))
            for code in ("moh", "moe", "central", "rights")
        }
    )


def person(name: str, *roles: tuple[str, Agency]) -> User:
    user = User.objects.create(username=name)
    for role, agency in roles:
        grant(user=user, role=role, agency=agency, actor=Actor.operator)
    return user


def test_what_someone_holds_is_read_in_one_query(land: Land, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = person("both", ("officer", land.moh), ("liaison", land.moe), ("central", land.central))
    with django_assert_num_queries(1):
        held = held_by(user.pk)
    bodies, unit = frozenset({land.moh.pk, land.moe.pk}), frozenset({land.central.pk})
    assert held == Held(
        {
            "view_case": bodies | unit,
            "work_case": bodies | unit,
            "view_every_case": unit,
            "work_every_case": unit,
            "read_reports": unit,
        },
        unit,
        Standing(user.pk, dict.fromkeys(bodies | unit, 0)),
    )


def test_one_question_costs_one_query_and_none_when_the_rights_are_at_hand(
    land: Land, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = person("officer", ("officer", land.moh))
    actor = Actor.staff(user.pk)
    with django_assert_num_queries(1):
        assert can(actor, "view_case", land.case("moh"))
    held = held_by(user.pk)
    with django_assert_num_queries(0):
        assert can(actor, "view_case", land.case("moh"), held=held)
        reach = scope(actor, "view_case", held=held)
    assert reach == Scope(ordinary_agency_ids=frozenset({land.moh.pk}), standing=Standing(user.pk, {land.moh.pk: 0}))


def test_an_officer_reaches_their_own_agency_alone(land: Land) -> None:
    actor = Actor.staff(person("officer", ("officer", land.moh)).pk)
    assert can(actor, "work_case", land.case("moh"))
    assert not can(actor, "view_case", land.case("moe"))
    assert not can(actor, "view_case", land.case("moh", "sensitive"))


def test_the_complaints_unit_reaches_all_that_is_ordinary(land: Land) -> None:
    actor = Actor.staff(person("central", ("central", land.central)).pk)
    assert can(actor, "work_case", land.case("moe"))
    assert not can(actor, "view_case", land.case("rights", "sensitive"))
    assert can(actor, "read_reports")
    assert not can(actor, "publish_rules")


def test_the_sensitive_unit_reaches_its_cases(land: Land) -> None:
    actor = Actor.staff(person("rights", ("rights_handler", land.rights)).pk)
    assert can(actor, "work_case", land.case("rights", "sensitive"))
    assert not can(actor, "view_case", land.case("moh"))


def test_a_right_revoked_is_gone_at_once(land: Land) -> None:
    user = person("officer", ("officer", land.moh))
    assert can(Actor.staff(user.pk), "view_case", land.case("moh"))
    revoke(user=user, role="officer", agency=land.moh, actor=Actor.operator)
    assert not can(Actor.staff(user.pk), "view_case", land.case("moh"))


def test_someone_inactive_has_nothing(land: Land) -> None:
    user = person("gone", ("officer", land.moh))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert held_by(user.pk) == Held(standing=Standing(user.pk))
    assert not can(Actor.staff(user.pk), "view_case", land.case("moh"))


def test_a_right_given_to_a_person_past_their_roles_does_not_count(land: Land) -> None:
    user = User.objects.create(username="friend")
    assign_perm("permissions.view_case", user, land.moh)
    assert held_by(user.pk) == Held(standing=Standing(user.pk))


def test_a_citizen_sees_the_one_case_whose_secret_they_proved(land: Land) -> None:
    case = land.case("moh")
    assert can(Actor.citizen(77), "view_case", case)
    assert not can(Actor.citizen(78), "view_case", case)
    assert not can(Actor.citizen(), "view_case", case)
    assert not can(Actor.citizen(), "view_case", Subject("ordinary", frozenset(), None))
    assert not can(Actor.citizen(77), "work_case", case)
    assert not can(Actor.citizen(77), "read_reports")


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (Actor.operator, {"view_case", "work_case", "open_identity"}),
        (Actor.clock, {"work_case"}),
        (Actor.api("app"), set()),
        (Actor("staff"), set()),
    ],
)
def test_those_who_are_no_persons(
    land: Land, actor: Actor, allowed: set[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = land.case("moh")
    with django_assert_num_queries(0):
        assert {right for right in ("view_case", "work_case", "open_identity") if can(actor, right, case)} == allowed
        assert scope(actor, "view_case") == Scope()


def test_a_list_holds_exactly_the_cases_that_may_be_seen(land: Land) -> None:
    kind = RequestKind.objects.create(code="complaint", name={"ar": "شكوى"}, process="complaint")
    version = Version.objects.create(
        subject="process", key="complaint", number=1, status="published", definition={}, digest="", drafted_at=AT
    )
    places = itertools.product((land.moh, land.moe, land.central, land.rights), ("ordinary", "sensitive"))
    for number, (agency, track) in enumerate(places):
        Case.objects.create(
            tracking=str(number), idempotency_key=str(number), channel="web", kind=kind, agency=agency, track=track,
            process_version=version, status="triage", opened_at=AT, changed_at=AT,
        )  # fmt: skip
    people = [
        person("officer", ("officer", land.moh)),
        person("two", ("officer", land.moh), ("liaison", land.moe)),
        person("unit", ("central", land.central)),
        person("handler", ("rights_handler", land.rights)),
        person("every", ("central", land.central), ("rights_handler", land.rights)),
        person("custodian", ("custodian", land.central), ("custodian", land.rights)),
        person("nobody"),
    ]
    seen = {}
    for user in people:
        for right in ("view_case", "open_identity"):
            actor = Actor.staff(user.pk)
            listed = set(Case.objects.filter(rows_in(scope(actor, right), case="pk")))
            allowed = {
                case
                for case in Case.objects.all()
                if can(actor, right, Subject(case.track, frozenset({case.agency_id}), case.pk))
            }
            assert listed == allowed
            seen[user.username, right] = len(listed)
    assert {key: count for key, count in seen.items() if count} == {
        ("officer", "view_case"): 1,
        ("two", "view_case"): 2,
        ("unit", "view_case"): 4,
        ("handler", "view_case"): 2,
        ("every", "view_case"): 5,
        ("custodian", "open_identity"): 5,
    }


def test_colleagues_are_those_who_hold_the_right_at_that_very_agency(land: Land) -> None:
    here, also = person("here", ("officer", land.moh)), person("also", ("liaison", land.moh), ("officer", land.moe))
    gone = person("gone", ("officer", land.moh))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    person("central", ("central", land.central))
    assert list(people_with("work_case", land.moh.pk)) == [also, here]
    assert list(people_with("work_case", land.moh.pk, sensitive=True)) == []


def test_sensitive_work_goes_only_to_those_who_handle_it(land: Land) -> None:
    handler = person("handler", ("rights_handler", land.rights))
    assert list(people_with("work_case", land.rights.pk, sensitive=True)) == [handler]
