"""Where accused people stood, and whoever sits in several posts: a place that was shut stays shut."""

from __future__ import annotations

import pytest

from permissions.access.accounts import switch_off, switch_on
from permissions.access.seating import unseat
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from tests.scenes import LONG_AGO, Country, file_case, grant
from tests.workflows.cases.accusing import CENTRAL, land_with_a_department, lies, mark, who_sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_with_a_department()


def test_a_place_that_the_accused_has_left_stays_shut_when_somebody_else_is_added(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-central", "level1-moh")
    seen = who_sees(land, case)
    unseat(Holding.objects.get(user=land.people["level1-moh"]), actor=Actor.operator)
    revoke(user=land.people["level1-moh"], role="level1", agency=land.agencies["moh"], actor=Actor.operator)
    grant(land.people["level1-moh"], "officer", land.agencies["moe"])
    mark(land, case, "level2-moh", "level1-moh", ("moe", 1))
    assert who_sees(land, case) == seen == {"level2-moh"} | CENTRAL


def test_somebody_can_be_added_beside_an_accused_person_whose_account_is_off(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-central", "level1-moh")
    switch_off(land.people["level1-moh"], actor=Actor.operator)
    mark(land, case, "level2-moh", "level1-moh", ("moe", 1))
    assert who_sees(land, case) == {"level2-moh"} | CENTRAL
    switch_on(land.people["level1-moh"], actor=Actor.operator)
    assert "level1-moh" not in who_sees(land, case)


def test_whoever_sits_in_an_accused_post_is_not_freed_by_deputising_above_it(land: Country) -> None:
    above = Post.objects.get(agency=land.agencies["moh"], level=1)
    Holding.objects.create(post=above, user=land.people["officer-moh"], rank=1, starts=LONG_AGO)
    case = file_case()
    mark(land, case, "officer-central", ("moh", 0))
    assert lies(case) == ("moh", "level1-moh")
    assert who_sees(land, case) == {"level1-moh", "level2-moh"} | CENTRAL
