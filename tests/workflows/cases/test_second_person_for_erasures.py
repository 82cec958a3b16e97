"""Erasing before the time takes two people and a closed request that nothing holds; by the clock, one that is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.translation import override

from permissions.access.delegating import lend
from permissions.access.models import RoleAtAgency
from permissions.actors import Actor
from permissions.now import now
from tests.scenes import Country, country, file_case, grant, hire
from workflows.cases.actions import (
    Accept,
    Action,
    AgreeToErase,
    AskToErase,
    Decide,
    Erase,
    LiftHold,
    RefuseToErase,
    Reopen,
    SetHold,
)
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, LegalHold, Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def land() -> Country:
    """Two keepers, who also work the cases of the complaints unit."""
    land = country()
    for name in ("keeper", "keeper2"):
        keeper = hire(land, "data_protection", "central", username=name)
        grant(keeper, "central", land.agencies["central"])
    return land


@pytest.fixture
def closed(land: Country) -> Case:
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=land.actor("officer-moh"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    return case


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def asked(land: Country, case: Case) -> None:
    apply(case.pk, AskToErase(wish="citizen", reason="They ask."), actor=land.actor("keeper"))


def is_refused(case: Case, action: Action, actor: Actor, why: str) -> None:
    with pytest.raises(NotPossible, match=why):
        apply(case.pk, action, actor=actor)
    assert Message.objects.filter(case=case).exists()


@pytest.mark.parametrize(("giver", "deputy"), [("keeper", "keeper2"), ("keeper2", "keeper")])
def test_neither_a_deputy_nor_whoever_they_act_for_agrees(land: Country, closed: Case, giver: str, deputy: str) -> None:
    place = RoleAtAgency.objects.get(role__code="central", agency=land.agencies["central"])
    lend(giver=land.people[giver], deputy=land.people[deputy], place=place, ends=now() + DAY, actor=Actor.operator)
    asked(land, closed)
    agreeing = AgreeToErase(number=1, typed=closed.tracking)
    is_refused(closed, agreeing, land.actor("keeper2"), "One of you acts for the other")
    hire(land, "data_protection", "central", username="keeper3")
    apply(closed.pk, agreeing, actor=land.actor("keeper3"))
    assert not Message.objects.filter(case=closed).exists()


def test_one_that_was_opened_again_since_is_not_erased(land: Country, closed: Case) -> None:
    asked(land, closed)
    apply(closed.pk, Reopen(reason="It is broken again."), actor=Actor.citizen(closed.pk))
    agreeing = AgreeToErase(number=1, typed=closed.tracking)
    is_refused(closed, agreeing, land.actor("keeper2"), "Only a closed request")


def test_what_was_answered_is_not_answered_again(land: Country, closed: Case) -> None:
    asked(land, closed)
    apply(closed.pk, RefuseToErase(number=1, reason="Not theirs."), actor=land.actor("keeper2"))
    agreeing = AgreeToErase(number=1, typed=closed.tracking)
    is_refused(closed, agreeing, land.actor("keeper2"), "has been answered already")


def test_it_is_at_the_wish_of_somebody_who_can_be_named(land: Country, closed: Case) -> None:
    is_refused(closed, AskToErase(wish="nobody", reason="So."), land.actor("keeper"), "at whose wish")


def test_the_clock_erases_nothing_that_is_not_due_at_that_moment(land: Country, closed: Case) -> None:
    is_refused(closed, Erase(), Actor.clock, "not due to be erased")


def test_a_hold_ends_within_ten_years_or_not_at_all(land: Country, closed: Case) -> None:
    too_late = SetHold(reason="A trial.", until=now() + timedelta(days=3661))
    is_refused(closed, too_late, land.actor("keeper"), "at most ten years ahead")
    assert not LegalHold.objects.exists()
    apply(closed.pk, SetHold(reason="A trial.", until=now() + timedelta(days=3650)), actor=land.actor("keeper"))
    assert LegalHold.objects.count() == 1


@pytest.mark.parametrize(
    "act",
    [
        AskToErase(wish="court", reason="A ruling."),
        SetHold(reason="A trial."),
        LiftHold(reason="It is over."),
        AgreeToErase(number=1, typed=""),
        RefuseToErase(number=1, reason="Not theirs."),
    ],
)
def test_the_operator_is_neither_of_the_two_people_and_lifts_no_hold(land: Country, closed: Case, act: Action) -> None:
    asked(land, closed)
    apply(closed.pk, SetHold(reason="A trial."), actor=land.actor("keeper"))
    with pytest.raises(NotAllowed):
        apply(closed.pk, act, actor=Actor.operator)
    assert LegalHold.objects.get().lifted_at is None
