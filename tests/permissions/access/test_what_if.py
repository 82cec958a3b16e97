"""What someone would hold is what they hold when it is done, and asking writes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.access.models import RoleHolding
from permissions.access.reasons import reasons_of
from permissions.access.seating import let_post_bring, seat
from permissions.access.selectors import held_by
from permissions.access.services import grant, take_back
from permissions.access.what_if import held_as_if
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue
from tests.scenes import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def moh() -> Agency:
    ensure_catalogue()
    ministry = Agency.objects.create(code="government", name={"ar": "الحكومة"})
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"}, parent=ministry)


@pytest.fixture
def huda(moh: Agency) -> User:
    person = User.objects.create(username="huda")
    grant(user=person, role="officer", agency=moh, starts=LONG_AGO, actor=Actor.operator)
    return person


def test_with_nothing_different_it_is_what_they_hold(huda: User) -> None:
    assert held_as_if(huda.pk, at=now()) == held_by(huda.pk)


def test_one_role_more_is_as_if_it_were_granted(huda: User, moh: Agency) -> None:
    central = Agency.objects.create(code="central", name={"ar": "الوحدة"}, role="central_unit")
    told = held_as_if(huda.pk, at=now(), roles=[(Role.objects.get(code="central"), central)])
    grant(user=huda, role="central", agency=central, starts=LONG_AGO, actor=Actor.operator)
    assert told == held_by(huda.pk)


def test_one_post_more_is_as_if_they_sat_in_it(huda: User, moh: Agency) -> None:
    post = Post.objects.create(agency=moh, level=1, name={"ar": "رئيس"})
    let_post_bring(post, "level1", actor=Actor.operator)
    post.refresh_from_db()
    told = held_as_if(huda.pk, at=now(), posts=[post])
    seat(post=post, user=huda, starts=LONG_AGO, actor=Actor.operator)
    assert told == held_by(huda.pk)
    assert told.standing.levels == {moh.pk: 1}


def test_without_a_role_is_as_if_it_were_taken_back(huda: User, moh: Agency) -> None:
    (reason,) = reasons_of([huda.pk], at=now())[huda.pk]
    told = held_as_if(huda.pk, at=now(), without=[(reason.kind, reason.pk)])
    take_back(RoleHolding.objects.get(), actor=Actor.operator)
    assert told == held_by(huda.pk)


def test_another_day_is_told_as_it_will_be(huda: User, moh: Agency) -> None:
    RoleHolding.objects.update(ends=now() + DAY)
    assert held_as_if(huda.pk, at=now()).at("view_case") == {moh.pk}
    assert held_as_if(huda.pk, at=now() + 2 * DAY).at("view_case") == frozenset()


def test_it_is_one_query_and_no_write(huda: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    role, agency = Role.objects.get(code="level1"), Agency.objects.select_related("parent").get(code="moh")
    with django_assert_num_queries(1) as asked:
        held_as_if(huda.pk, at=now(), roles=[(role, agency)])
    assert asked.captured_queries[0]["sql"].lstrip(" (").startswith("SELECT")
