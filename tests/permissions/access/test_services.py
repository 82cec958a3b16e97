"""Roles are granted and revoked, each time with an entry in the audit trail."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from guardian.models import GroupObjectPermission
from pytest_django import DjangoAssertNumQueries

from permissions.access.errors import RoleRefused
from permissions.access.selectors import held_by
from permissions.access.services import Grant, grant, grant_many, refresh_groups, revoke
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.audit.selectors import verify_chain
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    ensure_catalogue()


@pytest.fixture
def moh() -> Agency:
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"})


@pytest.fixture
def central() -> Agency:
    return Agency.objects.create(code="central", name={"ar": "وحدة الشكاوى"}, role="central_unit")


@pytest.fixture
def user() -> User:
    return User.objects.create(username="huda")


def audited() -> list[tuple[str, int, int | None, dict[str, str]]]:
    rows = AuditEntry.objects.order_by("sequence").values_list("verb", "subject_id", "actor_user", "data")
    return list(rows)


def test_a_role_is_held_through_a_group_of_its_agency(user: User, moh: Agency) -> None:
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    assert list(user.groups.values_list("name", flat=True)) == ["officer@moh"]
    assert held_by(user.pk).agencies == {"view_case": {moh.pk}, "work_case": {moh.pk}}
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.has_perm("permissions.change_user")


def test_granting_and_revoking_are_audited_with_who_did_it(user: User, moh: Agency) -> None:
    admin = User.objects.create(username="admin")
    central = Agency.objects.create(code="central", name={"ar": "c"}, role="central_unit")
    grant(user=admin, role="administrator", agency=central, actor=Actor.operator)
    said = {"role": "officer", "agency": "moh"}
    grant(user=user, role="officer", agency=moh, actor=Actor.staff(admin.pk))
    revoke(user=user, role="officer", agency=moh, actor=Actor.staff(admin.pk))
    assert audited()[1:] == [("role_granted", user.pk, admin.pk, said), ("role_revoked", user.pk, admin.pk, said)]
    assert list(verify_chain()) == []


def test_what_changes_nothing_is_not_audited(user: User, moh: Agency) -> None:
    revoke(user=user, role="officer", agency=moh, actor=Actor.operator)
    grant_many([Grant(user, "officer", moh)] * 2, actor=Actor.operator)
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    assert len(audited()) == 1


def test_revoking_takes_the_admin_away_too(user: User, moh: Agency) -> None:
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    revoke(user=user, role="officer", agency=moh, actor=Actor.operator)
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def test_revoking_one_role_leaves_the_others(user: User, moh: Agency) -> None:
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    grant(user=user, role="level1", agency=moh, actor=Actor.operator)
    revoke(user=user, role="officer", agency=moh, actor=Actor.operator)
    assert list(user.groups.values_list("name", flat=True)) == ["level1@moh"]


def test_the_administrator_manages_accounts_and_sees_no_case(user: User, central: Agency) -> None:
    grant(user=user, role="administrator", agency=central, actor=Actor.operator)
    assert all(user.has_perm(f"permissions.{action}_user") for action in ("add", "change", "view"))
    assert not user.has_perm("permissions.delete_user")
    assert held_by(user.pk).agencies == {"manage_people": {central.pk}}


@pytest.mark.parametrize(
    ("role", "at"),
    [("emperor", "moh"), ("central", "moh"), ("rights_handler", "central"), ("officer", "central")],
)
def test_a_role_that_does_not_fit_is_refused_and_nothing_is_left(
    role: str, at: str, user: User, moh: Agency, central: Agency
) -> None:
    groups = Group.objects.count()
    agency = {"moh": moh, "central": central}[at]
    with pytest.raises(RoleRefused):
        grant_many([Grant(user, "officer", moh), Grant(user, role, agency)], actor=Actor.operator)
    assert (Group.objects.count(), user.groups.count(), audited()) == (groups, 0, [])


def test_rows_grow_with_agencies_and_roles_and_not_with_people(moh: Agency) -> None:
    for number in range(5):
        grant(user=User.objects.create(username=str(number)), role="officer", agency=moh, actor=Actor.operator)
    assert GroupObjectPermission.objects.count() == 2


def test_everybody_of_the_demo_world_is_granted_in_a_handful_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    agencies = Agency.objects.bulk_create(Agency(code=f"agency-{n}", name={"ar": "جهة"}) for n in range(92))
    roles = ("liaison", "officer", "level1", "level2")
    people = User.objects.bulk_create(User(username=f"{role}-{agency.code}") for agency in agencies for role in roles)
    places = [(role, agency) for agency in agencies for role in roles]
    wanted = [Grant(user, role, agency) for user, (role, agency) in zip(people, places, strict=True)]
    # ten of these prove places and holdings
    with django_assert_max_num_queries(46):
        grant_many(wanted, actor=Actor.operator)
    assert GroupObjectPermission.objects.count() == 92 * 4 * 2
    assert held_by(people[-1].pk).agencies == {"view_case": {agencies[-1].pk}, "work_case": {agencies[-1].pk}}
    assert AuditEntry.objects.count() == 92 * 4
    with django_assert_max_num_queries(5):
        grant_many(wanted, actor=Actor.operator)


def test_a_second_officer_costs_few_statements(
    moh: Agency, user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grant(user=User.objects.create(username="first"), role="officer", agency=moh, actor=Actor.operator)
    # a savepoint and its release, three look-ups, the holding, five of membership and standing, three of the audit,
    # and three that prove the holding
    with django_assert_num_queries(17):
        grant(user=user, role="officer", agency=moh, actor=Actor.operator)


def test_a_role_that_changes_reaches_those_who_hold_it_when_groups_are_refreshed(user: User, moh: Agency) -> None:
    grant(user=user, role="officer", agency=moh, actor=Actor.operator)
    Role.objects.filter(code="officer").update(rights=["view_case", "work_case"])
    user.groups.get().permissions.clear()
    refresh_groups()
    assert held_by(user.pk).agencies == {"view_case": {moh.pk}, "work_case": {moh.pk}}
    assert user.has_perm("wagtailadmin.access_admin")


def test_refreshing_leaves_groups_that_stand_for_no_role_alone(user: User, moh: Agency) -> None:
    for name in ("Editors", "officer@nowhere", "emperor@moh"):
        User.groups.through.objects.create(user=user, group=Group.objects.get_or_create(name=name)[0])
    refresh_groups()
    assert not GroupObjectPermission.objects.exists()
