"""A role that is changed holds so at once, and what it changes for whom is said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.access.delegating import lend
from permissions.access.errors import RoleRefused
from permissions.access.models import Delegation, RoleAtAgency
from permissions.access.role_editing import (
    Effects,
    Wanted,
    change_role,
    delete_role,
    demand_factors,
    effects_of,
    holders_counted,
    make_role,
)
from permissions.access.selectors import held_by
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import User
from permissions.proving.checking import differences
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue
from tests.scenes import LONG_AGO

pytestmark = pytest.mark.django_db
READS = Wanted({"ar": "قارئ", "en": "Reader"}, ("view_case",), ("public_body",), delegable=True)


@pytest.fixture
def moh() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"})


def person(name: str, agency: Agency, *roles: str) -> User:
    found, _made = User.objects.get_or_create(username=name)
    for role in roles:
        grant(user=found, role=role, agency=agency, starts=LONG_AGO, actor=Actor.operator)
    return found


def test_a_new_role_gives_what_it_says(moh: Agency) -> None:
    make_role("reader", READS, actor=Actor.operator)
    user = person("huda", moh, "reader")
    assert held_by(user.pk).agencies == {"view_case": {moh.pk}}
    with pytest.raises(RoleRefused):
        make_role("reader", READS, actor=Actor.operator)


def test_a_changed_role_holds_at_once(moh: Agency) -> None:
    role = make_role("reader", READS, actor=Actor.operator)
    user = person("huda", moh, "reader")
    wanted = Wanted(READS.name, ("view_case", "work_case"), READS.held_at)
    change_role(role.pk, wanted, actor=Actor.operator)
    assert held_by(user.pk).at("work_case") == {moh.pk}
    change_role(role.pk, READS, actor=Actor.operator)
    assert held_by(user.pk).at("work_case") == frozenset()
    assert AuditEntry.objects.filter(verb="role_changed", subject_id=role.pk).count() == 2


def test_the_preview_counts_those_who_would_lose_and_no_others(moh: Agency) -> None:
    role = Role.objects.get(code="officer")
    for number in range(7):
        person(f"person{number}", moh, "officer")
    person("both", moh, "officer", "level1")  # keeps it by the other role
    wanted = Wanted(role.name, ("view_case", "read_reports"), tuple(role.held_at), delegable=True)
    assert effects_of(role, wanted) == Effects(8, {"work_case": 7}, {"read_reports": 8}, 0)


def test_the_preview_costs_the_same_for_many(
    moh: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    role = Role.objects.get(code="officer")
    for number in range(20):
        person(f"person{number}", moh, "officer")
    with django_assert_max_num_queries(5):
        effects_of(role, Wanted(role.name, ("view_case",), tuple(role.held_at)))


def test_a_role_that_is_no_longer_lent_ends_its_loans(moh: Agency) -> None:
    role = make_role("reader", READS, actor=Actor.operator)
    giver, deputy = person("huda", moh, "reader"), person("omar", moh, "officer")
    place = RoleAtAgency.objects.get(role=role)
    lend(giver=giver, deputy=deputy, place=place, ends=now() + timedelta(days=3), actor=Actor.operator)
    wanted = Wanted(READS.name, READS.rights, READS.held_at, delegable=False)
    assert effects_of(role, wanted).loans_ended == 1
    change_role(role.pk, wanted, actor=Actor.operator)
    assert not Delegation.objects.filter(ends__gt=now()).exists()


def test_a_role_stays_possible_where_it_is_held(moh: Agency) -> None:
    role = make_role("reader", READS, actor=Actor.operator)
    person("huda", moh, "reader")
    with pytest.raises(RoleRefused):
        change_role(role.pk, Wanted(READS.name, READS.rights, ("central_unit",)), actor=Actor.operator)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted({"ar": "x"}, (), ("public_body",)),
        Wanted({"ar": "x"}, ("no_such_right",), ("public_body",)),
        Wanted({"ar": "x"}, ("view_case",), ()),
        Wanted({"ar": "x"}, ("manage_people",), ("central_unit",), delegable=True),
    ],
)
def test_what_is_no_role_is_refused(wanted: Wanted) -> None:
    with pytest.raises(RoleRefused):
        make_role("strange", wanted, actor=Actor.operator)
    assert not Role.objects.filter(code="strange").exists()


def test_only_a_role_that_nobody_ever_held_is_deleted(moh: Agency) -> None:
    role = make_role("reader", READS, actor=Actor.operator)
    other = make_role("other", READS, actor=Actor.operator)
    person("huda", moh, "reader")
    with pytest.raises(RoleRefused):
        delete_role(role.pk, actor=Actor.operator)
    delete_role(other.pk, actor=Actor.operator)
    assert not Role.objects.filter(pk=other.pk).exists()
    assert holders_counted()[role.pk] == 1


def test_roles_of_an_older_release_demand_a_second_factor_unless_an_administrator_decided(moh: Agency) -> None:
    ensure_catalogue()
    Role.objects.filter(code__in=["owner", "editor"]).update(demands_factor=False)
    editor = Role.objects.get(code="editor")
    kept = Wanted(editor.name, tuple(editor.rights), tuple(editor.held_at), editor.delegable, demands_factor=False)
    for wanted in (replace(kept, demands_factor=True), kept):
        change_role(editor.pk, wanted, actor=Actor.operator)
    assert demand_factors() == 1
    assert Role.objects.get(code="owner").demands_factor
    assert not Role.objects.get(code="editor").demands_factor
    assert AuditEntry.objects.get(subject_id=Role.objects.get(code="owner").pk, verb="role_changed").data[
        "demands_factor"
    ]
    assert list(differences()) == []
    assert demand_factors() == 0
