"""Until both of the first administrators have accepted, each is held back; then neither is."""

from __future__ import annotations

import pytest

from permissions.access.errors import LinkRefused
from permissions.access.first_administrators import accept, first_administrators, hold_back, is_waiting
from permissions.access.one_time_links import make_link
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.people.models import LinkPurpose, User
from tests.at_once import while_open

FIRST = LinkPurpose.FIRST_ADMINISTRATOR


def invited() -> list[str]:
    """The tokens of two who are held back."""
    Agency.objects.create(code="central", name={"ar": "الوحدة", "en": "Unit"}, role=AgencyRole.CENTRAL_UNIT)
    people = [User.objects.create(username=f"{name}@example.org", password="!") for name in ("huda", "samer")]
    hold_back(people)
    return [make_link(person, FIRST, actor=Actor.operator) for person in people]


def held_back() -> set[str]:
    return set(User.objects.filter(held_back=True).values_list("username", flat=True))


@pytest.mark.django_db
def test_nobody_was_invited_and_nobody_is_waited_for() -> None:
    assert first_administrators() == []
    assert not is_waiting([])


@pytest.mark.django_db
def test_the_second_to_accept_frees_both() -> None:
    huda, samer = invited()
    accept(huda)
    assert held_back() == {"huda@example.org", "samer@example.org"}
    assert [each.accepted_at is not None for each in first_administrators()] == [True, False]
    with pytest.raises(LinkRefused):
        accept(huda)
    accept(samer)
    assert held_back() == set()
    assert not is_waiting(first_administrators())


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_one_moment_are_both_free() -> None:
    huda, samer = invited()
    while_open(lambda: accept(huda), lambda: accept(samer))
    assert held_back() == set()
