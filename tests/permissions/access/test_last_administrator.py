"""By no way at all does the platform lose the last two who may manage people: what takes two could never be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from permissions.access.accounts import account_written, switch_off
from permissions.access.errors import LastAdministrator, Refused
from permissions.access.leaving import let_go
from permissions.access.models import RoleHolding
from permissions.access.role_editing import Wanted, change_role
from permissions.access.seating import let_post_bring, seat, unseat
from permissions.access.selectors import held_by
from permissions.access.services import grant, revoke, take_back
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue
from tests.scenes import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def central() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="central", name={"ar": "الوحدة"}, role="central_unit")


@pytest.fixture
def last(central: Agency) -> User:
    person = User.objects.create(username="last")
    Role.objects.filter(code="administrator").update(rights=["manage_people", "read_reports"])
    grant(user=person, role="administrator", agency=central, starts=LONG_AGO, actor=Actor.operator)
    return person


def by_taking_back(last: User) -> None:
    take_back(RoleHolding.objects.get(user=last), actor=Actor.staff(last.pk))


def by_revoking(last: User) -> None:
    revoke(user=last, role="administrator", agency=Agency.objects.get(), actor=Actor.staff(last.pk))


def by_switching_off(last: User) -> None:
    switch_off(last, actor=Actor.staff(last.pk))


def by_writing_the_account(last: User) -> None:
    with account_written("account_changed", actor=Actor.staff(last.pk)) as written:
        last.is_active = False
        last.save()
        written.append(last)


def by_editing_the_role(last: User) -> None:
    role = Role.objects.get(code="administrator")
    change_role(role.pk, Wanted(role.name, ("read_reports",), ("central_unit",)), actor=Actor.staff(last.pk))


def by_leaving(last: User) -> None:
    let_go(last, successor=User.objects.create(username="next"), actor=Actor.staff(last.pk))


WAYS: list[Callable[[User], None]] = [
    by_taking_back,
    by_revoking,
    by_switching_off,
    by_writing_the_account,
    by_editing_the_role,
    by_leaving,
]


@pytest.mark.parametrize("way", WAYS)
def test_the_last_administrator_stays(way: Callable[[User], None], last: User, central: Agency) -> None:
    with pytest.raises(LastAdministrator):
        way(last)
    assert held_by(last.pk).at("manage_people") == {central.pk}


@pytest.mark.parametrize("way", WAYS[:5])
def test_of_two_neither_goes(way: Callable[[User], None], last: User, central: Agency) -> None:
    another(central, "other")
    with pytest.raises(LastAdministrator):
        way(last)
    assert held_by(last.pk).at("manage_people") == {central.pk}


@pytest.mark.parametrize("way", WAYS[:5])
def test_with_two_others_there_they_may_go(way: Callable[[User], None], last: User, central: Agency) -> None:
    others = [another(central, name) for name in ("other", "third")]
    way(last)
    assert held_by(last.pk).at("manage_people") == frozenset()
    assert all(held_by(each.pk).at("manage_people") == {central.pk} for each in others)


def another(central: Agency, name: str) -> User:
    """By a role of its own, so that a change of the first one's leaves it."""
    Role.objects.get_or_create(code="second", name={"ar": "ثانٍ"}, rights=["manage_people"], held_at=["central_unit"])
    person = User.objects.create(username=name)
    grant(user=person, role="second", agency=central, starts=LONG_AGO, actor=Actor.operator)
    return person


@pytest.fixture
def seated(central: Agency) -> Holding:
    post = Post.objects.create(agency=central, level=0, name={"ar": "المدير"})
    let_post_bring(post, "administrator", actor=Actor.operator)
    return seat(post=post, user=User.objects.create(username="head"), starts=LONG_AGO, actor=Actor.operator)


def test_the_last_administrator_by_a_post_stays_in_it(seated: Holding) -> None:
    actor = Actor.staff(seated.user_id)
    with pytest.raises(LastAdministrator):
        unseat(seated, actor=actor)
    with pytest.raises(LastAdministrator):
        let_post_bring(seated.post, "", actor=actor)
    with pytest.raises(Refused):
        let_post_bring(seated.post, "auditor", actor=actor)
    assert held_by(seated.user_id).at("manage_people")


def test_an_administrator_for_a_time_does_not_count(last: User, central: Agency) -> None:
    other = User.objects.create(username="other")
    grant(user=other, role="administrator", agency=central, ends=now() + DAY, actor=Actor.operator)
    with pytest.raises(LastAdministrator):
        by_switching_off(last)


def test_the_refusal_is_a_sentence(last: User) -> None:
    with pytest.raises(Refused, match=r"\w+ \w+"):
        by_switching_off(last)
