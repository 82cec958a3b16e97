"""Whoever leaves leaves nothing behind: it ends, and a successor has what was ticked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.access.absences import set_absence
from permissions.access.errors import SeatRefused
from permissions.access.leaving import left_by, let_go, successors_of
from permissions.access.models import Delegation, RoleAtAgency
from permissions.access.selectors import held_by
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Holding
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import User
from tests.scenes import Country

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def pass_everything(land: Country, leaver: User, successor: User) -> None:
    left = left_by(leaver)
    let_go(
        leaver,
        successor=successor,
        posts=[each.pk for each in left.posts],
        roles=[each.pk for each in left.roles],
        actor=Actor.operator,
    )


def test_a_successor_has_the_posts_and_roles_and_the_leaver_nothing(land: Country) -> None:
    leaver, successor = land.people["officer-moh"], User.objects.create(username="new")
    pass_everything(land, leaver, successor)
    leaver.refresh_from_db()
    moh = land.agencies["moh"].pk
    assert not leaver.is_active
    assert left_by(leaver) == type(left_by(leaver))([], [], [])
    assert held_by(successor.pk).at("work_case") == {moh}
    assert held_by(successor.pk).standing.levels == {moh: 0}
    assert AuditEntry.objects.filter(verb="left", subject_id=leaver.pk, data__successor=successor.pk).exists()


def test_what_is_not_ticked_ends_for_good(land: Country) -> None:
    leaver, successor = land.people["officer-moh"], User.objects.create(username="new")
    let_go(leaver, successor=successor, actor=Actor.operator)
    assert held_by(successor.pk).agencies == {}
    assert not Holding.objects.filter(user=leaver, ends__isnull=True).exists()


def test_an_absence_that_was_still_to_come_is_taken_back_on_record(land: Country) -> None:
    leaver = land.people["officer-moh"]
    set_absence(user=leaver, starts=now() + DAY, ends=now() + 3 * DAY, actor=Actor.operator)
    let_go(leaver, successor=land.people["staff-moh"], actor=Actor.operator)
    assert not leaver.absences.exists()
    assert AuditEntry.objects.filter(verb="absence_ended", subject_id=leaver.pk).count() == 1


def test_loans_given_and_received_end(land: Country) -> None:
    leaver, other = land.people["officer-moh"], land.people["staff-moh"]
    places = {place.role.code: place for place in RoleAtAgency.objects.filter(agency__code="moh")}
    span = {"starts": now(), "ends": now() + DAY}
    Delegation.objects.create(giver=leaver, deputy=other, place=places["liaison"], **span)
    Delegation.objects.create(giver=other, deputy=leaver, place=places["officer"], **span)
    let_go(leaver, successor=other, actor=Actor.operator)
    assert not Delegation.objects.filter(ends__gt=now()).exists()


def test_a_deputy_who_follows_moves_up(land: Country) -> None:
    leaver, deputy = land.people["officer-moh"], land.people["staff-moh"]
    post = Holding.objects.get(user=leaver).post
    Holding.objects.create(post=post, user=deputy, rank=2, starts=now() - DAY)
    pass_everything(land, leaver, deputy)
    assert [each.rank for each in Holding.objects.filter(post=post, user=deputy, ends__isnull=True)] == [0]


def test_done_again_it_does_nothing_more(land: Country) -> None:
    leaver, successor = land.people["officer-moh"], User.objects.create(username="new")
    pass_everything(land, leaver, successor)
    before = AuditEntry.objects.count()
    pass_everything(land, leaver, successor)
    assert AuditEntry.objects.count() == before


def test_nobody_who_is_off_and_not_the_leaver_follows(land: Country) -> None:
    leaver = land.people["officer-moh"]
    for other in (leaver, User.objects.create(username="gone", is_active=False)):
        with pytest.raises(SeatRefused):
            let_go(leaver, successor=other, actor=Actor.operator)
    assert User.objects.get(pk=leaver.pk).is_active


def test_those_who_could_follow_stand_at_the_same_agency_or_nowhere(land: Country) -> None:
    leaver, new = land.people["officer-moh"], User.objects.create(username="new")
    grant(user=land.people["staff-moe"], role="officer", agency=land.agencies["moe"], actor=Actor.operator)
    names = {each.username for each in successors_of(leaver, left_by(leaver))}
    assert names == {"level1-moh", "level2-moh", "staff-moh", new.username}
