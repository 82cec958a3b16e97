"""A role is changed at the very moment in which it is lent, or held at an agency for the first time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from permissions.access.delegating import lend
from permissions.access.errors import DelegationRefused
from permissions.access.models import RoleAtAgency
from permissions.access.role_editing import Wanted, change_role
from permissions.access.selectors import held_by
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue
from tests.at_once import while_open
from tests.scenes import LONG_AGO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moh() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة", "en": "Health"})


def person(name: str) -> User:
    return User.objects.create(username=name, name={"ar": name, "en": name})


def changed(code: str, *rights: str) -> Callable[[], object]:
    """The role has these rights from now on, and is not lent any more."""
    role = Role.objects.get(code=code)
    wanted = Wanted(name=dict(role.name), rights=rights, held_at=tuple(role.held_at), delegable=False)
    return lambda: change_role(role.pk, wanted, actor=Actor.operator)


@pytest.mark.parametrize("lent_first", [True, False])
def test_what_cannot_be_lent_any_more_is_not_lent_in_that_moment(moh: Agency, *, lent_first: bool) -> None:
    giver, deputy = person("huda"), person("omar")
    grant(user=giver, role="level1", agency=moh, starts=LONG_AGO, actor=Actor.operator)
    grant(user=deputy, role="officer", agency=moh, starts=LONG_AGO, actor=Actor.operator)
    place = RoleAtAgency.objects.get(role__code="level1")

    def lending() -> None:
        try:
            lend(giver=giver, deputy=deputy, place=place, ends=now() + timedelta(days=5), actor=Actor.staff(giver.pk))
        except DelegationRefused:
            assert not lent_first

    changing = changed("level1", "view_case", "work_case")
    while_open(*((lending, changing) if lent_first else (changing, lending)))
    assert held_by(deputy.pk).standing.acts_for == frozenset()


@pytest.mark.parametrize("granted_first", [True, False])
def test_a_right_that_is_taken_from_a_role_is_taken_also_where_it_is_given_in_that_moment(
    moh: Agency, *, granted_first: bool
) -> None:
    huda = person("huda")

    def granting() -> None:
        grant(user=huda, role="officer", agency=moh, starts=LONG_AGO, actor=Actor.operator)

    changing = changed("officer", "view_case")
    while_open(*((granting, changing) if granted_first else (changing, granting)))
    assert held_by(huda.pk).at("view_case") == {moh.pk}
    assert held_by(huda.pk).at("work_case") == frozenset()
