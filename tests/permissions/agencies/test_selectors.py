"""Who sits in a post at an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.agencies.decide import PostBook, SeatedPost, Sitter
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.agencies.selectors import load_posts
from permissions.people.models import User
from permissions.roles.models import Role

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def make_post(code: str = "moh", level: int = 0) -> Post:
    agency, _ = Agency.objects.get_or_create(code=code, defaults={"name": {"ar": code}})
    return Post.objects.create(agency=agency, level=level, name={"ar": str(level)})


def make_person(name: str, *, is_active: bool = True) -> User:
    return User.objects.create(username=name, is_active=is_active)


def sitters(post: Post, at: datetime = AT) -> list[Sitter]:
    (found,) = load_posts([post.agency_id], at).of_agency(post.agency_id)
    return sorted(found.sitters, key=lambda sitter: sitter.rank)


def test_holders_and_deputies_are_in_the_book() -> None:
    post, holder, deputy = make_post(), make_person("holder"), make_person("deputy")
    Holding.objects.create(post=post, user=deputy, rank=1, starts=AT)
    Holding.objects.create(post=post, user=holder, starts=AT - DAY, ends=AT + DAY)
    assert sitters(post) == [Sitter(holder.pk, 0, acts=True), Sitter(deputy.pk, 1, acts=True)]


def test_holdings_that_are_over_or_still_to_come_are_not() -> None:
    post = make_post()
    Holding.objects.create(post=post, user=make_person("former"), starts=AT - DAY, ends=AT)
    Holding.objects.create(post=post, user=make_person("next"), starts=AT + DAY)
    assert sitters(post) == []


def test_an_inactive_account_does_not_act() -> None:
    post, person = make_post(), make_person("gone", is_active=False)
    Holding.objects.create(post=post, user=person, starts=AT - DAY)
    assert sitters(post) == [Sitter(person.pk, 0, acts=False)]


def test_an_absent_person_does_not_act_from_its_start_to_before_its_end() -> None:
    post, person = make_post(), make_person("away")
    Holding.objects.create(post=post, user=person, starts=AT - DAY)
    Absence.objects.create(user=person, starts=AT, ends=AT + DAY)
    Absence.objects.create(user=person, starts=AT, ends=AT + DAY / 2)
    instants = (AT - DAY / 4, AT, AT + DAY * 3 / 4, AT + DAY)
    assert [sitters(post, at) for at in instants] == [
        [Sitter(person.pk, 0, acts=acts)] for acts in (True, False, False, True)
    ]


def test_posts_come_by_level_and_vacant_ones_are_there() -> None:
    head, liaison = make_post(level=2), make_post(level=0)
    agency_id = head.agency_id
    assert load_posts([agency_id], AT) == PostBook(
        {agency_id: [SeatedPost(liaison.pk, agency_id, 0), SeatedPost(head.pk, agency_id, 2)]}
    )


def test_two_queries_read_any_number_of_agencies(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    posts = [make_post(f"agency-{number}", level) for number in range(20) for level in range(3)]
    for number, post in enumerate(posts):
        Holding.objects.create(post=post, user=make_person(f"person-{number}"), starts=AT - DAY)
    with django_assert_num_queries(2):
        book = load_posts({post.agency_id for post in posts}, AT)
    assert sum(len(book.of_agency(agency_id)) for agency_id in book.posts) == 60


def test_nobody_sits_twice_in_the_same_post() -> None:
    post, person = make_post(), make_person("eager")
    Holding.objects.create(post=post, user=person, starts=AT - DAY, ends=AT)
    Holding.objects.create(post=post, user=person, starts=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(post=post, user=person, rank=1, starts=AT)


def lent_post(*, away: bool) -> tuple[Post, User, User]:
    """A post whose role its holder has lent, and who may be away."""
    post, holder, deputy = make_post(), make_person("holder"), make_person("deputy")
    role = Role.objects.create(code="officer", name={"ar": "x"}, rights=[], held_at=["public_body"])
    place = RoleAtAgency.objects.create(role=role, agency=post.agency, group=Group.objects.create(name="officer@moh"))
    Post.objects.filter(pk=post.pk).update(brings=place)
    Holding.objects.create(post=post, user=holder, starts=AT - DAY)
    RoleHolding.objects.create(user=deputy, place=place, starts=AT - DAY)  # a colleague
    Delegation.objects.create(giver=holder, deputy=deputy, place=place, starts=AT - DAY, ends=AT + DAY)
    if away:
        Absence.objects.create(user=holder, starts=AT - DAY, ends=AT + DAY)
    return post, holder, deputy


def test_while_the_holder_is_away_whoever_was_lent_the_role_sits_in_their_place() -> None:
    post, holder, deputy = lent_post(away=True)
    assert set(sitters(post)) == {Sitter(holder.pk, 0, acts=False), Sitter(deputy.pk, 0, acts=True)}
    assert [each.user_id for each in sitters(post, AT + DAY)] == [holder.pk]


def test_whoever_has_left_the_agency_since_sits_in_nobodys_place() -> None:
    post, holder, deputy = lent_post(away=True)
    RoleHolding.objects.filter(user=deputy).update(ends=AT)
    assert sitters(post) == [Sitter(holder.pk, 0, acts=False)]


def test_while_the_holder_is_there_nobody_sits_in_their_place() -> None:
    post, holder, _deputy = lent_post(away=False)
    assert sitters(post) == [Sitter(holder.pk, 0, acts=True)]
