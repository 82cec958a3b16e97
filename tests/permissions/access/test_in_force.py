"""Roles have dates, come with posts, are lent; single cases have readers and parties: ``can()`` reads it all anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from permissions.access.errors import LastAdministrator, RoleRefused
from permissions.access.models import Delegation, NamedAccess, Party, RoleAtAgency
from permissions.access.posts import let_posts_bring
from permissions.access.selectors import can, held_by, people_with
from permissions.access.services import grant, revoke
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.now import now
from permissions.people.models import User
from permissions.roles.services import ensure_catalogue

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    agency_ids: frozenset[int]
    track: str = "ordinary"
    case_id: int | None = 7
    parties: tuple[Party, ...] = ()


@pytest.fixture
def moh() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"})


@pytest.fixture
def central() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="central", name={"ar": "وحدة الشكاوى"}, role="central_unit")


def person(name: str) -> User:
    return User.objects.create(username=name)


def colleagues(agency: Agency, *people: User) -> None:
    """Seat them in a post that brings no role."""
    post = Post.objects.create(agency=agency, level=0, name={"ar": "موظف"})
    for each in people:
        Holding.objects.create(post=post, user=each, starts=LONG_AGO)


def reads(user: User, agency: Agency, *, parties: tuple[Party, ...] = (), case_id: int = 7) -> bool:
    subject = Case(frozenset({agency.pk}), case_id=case_id, parties=parties)
    return can(Actor.staff(user.pk), "view_case", subject)


def give(user: User, role: str, agency: Agency, starts: datetime | None = None, ends: datetime | None = None) -> None:
    grant(user=user, role=role, agency=agency, actor=Actor.operator, starts=starts, ends=ends)


@pytest.mark.parametrize(
    ("starts", "ends", "allowed"),
    [(-2, -1, False), (-2, None, True), (-2, 1, True), (1, None, False), (1, 2, False)],
)
def test_a_role_is_in_force_from_its_start_to_its_end(
    starts: int, ends: int | None, allowed: bool, moh: Agency
) -> None:
    user = person("huda")
    give(user, "officer", moh, LONG_AGO)
    user.role_holdings.update(starts=now() + starts * DAY, ends=None if ends is None else now() + ends * DAY)
    assert reads(user, moh) is allowed
    assert user.has_perm("wagtailadmin.access_admin") is allowed
    assert list(people_with("view_case", moh.pk)) == ([user] if allowed else [])


def test_a_role_ends_at_its_end_and_nobody_has_to_do_anything(moh: Agency) -> None:
    user = person("huda")
    end = now() + DAY
    give(user, "officer", moh, ends=end)
    assert held_by(user.pk, at=end - timedelta(microseconds=1)).at("view_case") == {moh.pk}
    assert held_by(user.pk, at=end).at("view_case") == frozenset()


@pytest.mark.parametrize(("starts", "ends"), [(2, 1), (1, 1), (None, -1)])
def test_an_end_before_the_beginning_is_refused(starts: int | None, ends: int, moh: Agency) -> None:
    user, at = person("huda"), now()
    with pytest.raises(RoleRefused):
        give(user, "officer", moh, None if starts is None else at + starts * DAY, at + ends * DAY)
    assert not user.role_holdings.exists()


def test_the_database_refuses_a_span_that_ends_before_it_starts(moh: Agency) -> None:
    user = person("huda")
    give(user, "officer", moh)
    with pytest.raises(IntegrityError), transaction.atomic():
        user.role_holdings.update(ends=LONG_AGO)


def test_a_post_brings_its_role_to_whoever_sits_in_it(moh: Agency) -> None:
    user, deputy = person("huda"), person("omar")
    post = Post.objects.create(agency=moh, level=1, name={"ar": "رئيس"})
    let_posts_bring([(post, "level1")])
    Holding.objects.create(post=post, user=user, starts=LONG_AGO)
    holding = Holding.objects.create(post=post, user=deputy, rank=1, starts=LONG_AGO)
    assert reads(user, moh)
    assert reads(deputy, moh)
    holding.ends = now()
    holding.save()
    assert not reads(deputy, moh)


def test_a_post_without_a_role_gives_no_right(moh: Agency) -> None:
    user = person("huda")
    Holding.objects.create(
        post=Post.objects.create(agency=moh, level=1, name={"ar": "رئيس"}), user=user, starts=LONG_AGO
    )
    assert not reads(user, moh)
    assert held_by(user.pk).standing.levels == {moh.pk: 1}


def test_what_is_lent_is_worth_what_the_giver_holds(moh: Agency) -> None:
    giver, deputy = person("huda"), person("omar")
    give(giver, "officer", moh)
    place = RoleAtAgency.objects.get()
    Delegation.objects.create(giver=giver, deputy=deputy, place=place, starts=now(), ends=now() + DAY)
    third = person("sami")
    colleagues(moh, deputy, third)
    assert reads(deputy, moh)
    Delegation.objects.create(giver=deputy, deputy=third, place=place, starts=now(), ends=now() + DAY)
    assert not reads(third, moh)  # what is lent cannot be lent on
    revoke(user=giver, role="officer", agency=moh, actor=Actor.operator)
    assert not reads(deputy, moh)


def test_what_is_lent_is_worth_nothing_to_a_deputy_who_has_left_the_agency(moh: Agency) -> None:
    giver, deputy = person("huda"), person("omar")
    give(giver, "officer", moh)
    place = RoleAtAgency.objects.get()
    Delegation.objects.create(giver=giver, deputy=deputy, place=place, starts=now(), ends=now() + DAY)
    colleagues(moh, deputy)
    give(deputy, "officer", Agency.objects.create(code="moe", name={"ar": "وزارة التربية"}))
    assert reads(deputy, moh)
    Holding.objects.filter(user=deputy).update(ends=now())
    assert not reads(deputy, moh)
    assert deputy not in people_with("view_case", moh.pk)
    assert held_by(deputy.pk).standing.acts_for == frozenset()


def test_an_inactive_giver_lends_nothing(moh: Agency) -> None:
    giver, deputy = person("huda"), person("omar")
    give(giver, "officer", moh)
    Delegation.objects.create(
        giver=giver, deputy=deputy, place=RoleAtAgency.objects.get(), starts=now(), ends=now() + DAY
    )
    colleagues(moh, deputy)
    assert reads(deputy, moh)
    User.objects.filter(pk=giver.pk).update(is_active=False)
    assert not reads(deputy, moh)


def test_a_named_reader_reads_one_case_and_works_none(moh: Agency) -> None:
    user, moe = person("expert"), Agency.objects.create(code="moe", name={"ar": "وزارة التربية"})
    give(user, "officer", moe)
    NamedAccess.objects.create(case_id=7, user=user, starts=now(), ends=now() + DAY)
    assert reads(user, moh)
    assert not reads(user, moh, case_id=8)
    assert not can(Actor.staff(user.pk), "work_case", Case(frozenset({moh.pk})))


def test_a_named_reader_who_reads_cases_nowhere_any_more_reads_that_one_no_longer(moh: Agency) -> None:
    user, moe = person("expert"), Agency.objects.create(code="moe", name={"ar": "وزارة التربية"})
    give(user, "officer", moe)
    NamedAccess.objects.create(case_id=7, user=user, starts=now(), ends=now() + DAY)
    revoke(user=user, role="officer", agency=moe, actor=Actor.operator)
    assert not reads(user, moh)


@pytest.mark.parametrize(
    ("level", "party", "allowed"),
    [
        (1, {"level": 0}, True),
        (1, {"level": 1}, False),
        (0, {"level": 1}, False),
        (2, {"level": 1}, True),
        (2, {"level": None}, False),
    ],
)
def test_who_is_accused_and_who_answers_to_them_are_shut_out(
    level: int, party: dict[str, int | None], allowed: bool, moh: Agency
) -> None:
    user = person("huda")
    give(user, "officer", moh)
    Holding.objects.create(
        post=Post.objects.create(agency=moh, level=level, name={"ar": "منصب"}), user=user, starts=LONG_AGO
    )
    assert reads(user, moh, parties=(Party(agency=moh, **party),)) is allowed


def test_the_bodies_below_an_accused_agency_are_shut_out_and_the_one_above_is_not(moh: Agency) -> None:
    hospital = Agency.objects.create(code="hospital", name={"ar": "مستشفى"}, parent=moh)
    below, above = person("below"), person("above")
    give(below, "officer", hospital)
    give(above, "officer", moh)
    assert not reads(below, hospital, parties=(Party(agency=moh),))
    assert reads(below, hospital, parties=(Party(agency=moh, level=0),))
    assert reads(above, moh, parties=(Party(agency=hospital),))


def test_an_officer_of_two_agencies_is_shut_out_when_one_is_accused(moh: Agency) -> None:
    moe = Agency.objects.create(code="moe", name={"ar": "وزارة التربية"})
    user = person("both")
    give(user, "officer", moh)
    give(user, "officer", moe)
    assert reads(user, moe)
    assert not reads(user, moe, parties=(Party(agency=moh),))


def test_an_accused_person_is_shut_out_wherever_they_read(moh: Agency, central: Agency) -> None:
    user = person("accused")
    give(user, "central", central)
    assert reads(user, moh)
    assert not reads(user, moh, parties=(Party(user=user),))


def test_the_last_administrator_cannot_go(central: Agency) -> None:
    last, other = person("last"), person("other")
    give(last, "administrator", central)
    give(other, "administrator", central, ends=now() + DAY)
    with pytest.raises(LastAdministrator):
        revoke(user=last, role="administrator", agency=central, actor=Actor.staff(last.pk))
    assert held_by(last.pk).at("manage_people") == {central.pk}
    give(other, "administrator", central)
    give(person("third"), "administrator", central)
    revoke(user=last, role="administrator", agency=central, actor=Actor.staff(last.pk))
    assert held_by(last.pk).at("manage_people") == frozenset()
