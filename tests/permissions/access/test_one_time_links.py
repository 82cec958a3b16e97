"""A one-time link opens one thing to one person, once, for 72 hours; its token is nowhere but with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import serializers

from permissions.access.accounts import switch_off
from permissions.access.errors import LinkRefused
from permissions.access.one_time_links import make_link, open_link, take_link, void_links
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import LinkPurpose, OneTimeLink, User
from tests.at_once import while_open

FIRST = LinkPurpose.FIRST_ADMINISTRATOR


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create(username="huda@example.org", password="!")


def trail() -> list[tuple[str, str, int | None]]:
    return list(AuditEntry.objects.order_by("sequence").values_list("verb", "actor_kind", "actor_user"))


def test_it_is_taken_once_and_each_step_is_in_the_trail(person: User) -> None:
    token = make_link(person, FIRST, actor=Actor.operator)
    found = open_link(token)
    assert found is not None
    assert (found.user, found.purpose, found.used_at) == (person, FIRST, None)
    assert open_link(token) is not None  # looking does not use it up
    assert take_link(token).user == person
    with pytest.raises(LinkRefused):
        take_link(token)
    assert open_link(token) is None
    assert trail() == [("link_made", "operator", None), ("link_used", "staff", person.pk)]
    assert set(AuditEntry.objects.values_list("subject", "subject_id")) == {("person", person.pk)}


def test_the_token_is_in_no_table(person: User) -> None:
    token = make_link(person, FIRST, actor=Actor.operator)
    take_link(token)
    rows = serializers.serialize("json", [*OneTimeLink.objects.all(), *AuditEntry.objects.all()])
    assert f'"user": {person.pk}' in rows
    assert token not in rows


def test_it_lasts_72_hours_and_not_longer(person: User) -> None:
    made = now()
    with standing_at(made):
        token = make_link(person, FIRST, actor=Actor.operator)
    with standing_at(made + timedelta(hours=72) - timedelta(seconds=1)):
        assert open_link(token) is not None
    with standing_at(made + timedelta(hours=72)):
        assert open_link(token) is None
        with pytest.raises(LinkRefused):
            take_link(token)


def test_a_newer_one_takes_its_place(person: User) -> None:
    other = User.objects.create(username="other@example.org", password="!")
    theirs = make_link(other, FIRST, actor=Actor.operator)
    former, token = (make_link(person, FIRST, actor=Actor.operator) for _ in range(2))
    assert [open_link(each) is not None for each in (former, token, theirs)] == [False, True, True]
    assert [verb for verb, *_who in trail()] == ["link_made", "link_made", "link_voided", "link_made"]
    void_links(person, FIRST, actor=Actor.operator)
    assert open_link(token) is None
    void_links(person, FIRST, actor=Actor.operator)
    assert [verb for verb, *_who in trail()].count("link_voided") == 2


def test_an_account_that_is_off_is_not_opened_by_its_link(person: User) -> None:
    token = make_link(person, FIRST, actor=Actor.operator)
    switch_off(person, actor=Actor.operator)
    with pytest.raises(LinkRefused):
        take_link(token)


@pytest.mark.parametrize("token", ["", "no-such-token", "\x00", "ه" * 500])
def test_what_nobody_was_given_opens_nothing(person: User, token: str) -> None:
    assert open_link(token) is None
    with pytest.raises(LinkRefused, match="72"):
        take_link(token)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_one_moment_one_is_refused() -> None:
    person = User.objects.create(username="huda@example.org", password="!")
    token = make_link(person, FIRST, actor=Actor.operator)

    def too_late() -> None:
        with pytest.raises(LinkRefused):
            take_link(token)

    while_open(lambda: take_link(token), too_late)
    assert [verb for verb, *_who in trail()] == ["link_made", "link_used"]
