"""Who has which dashboard, and whose requests are in its figures."""

from __future__ import annotations

import pytest

from permissions.access.selectors import held_by
from tests.scenes import Country, country, hire
from workflows.dashboards.boards import boards_of, reach_on
from workflows.dashboards.tiles import BOARDS
from workflows.figures.reckoning import Reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def keys_of(user_id: int) -> list[str]:
    return [board.key for board in boards_of(user_id, held_by(user_id))]


def test_each_role_has_its_own_and_the_first_is_most_theirs(land: Country) -> None:
    people = land.people
    assert keys_of(people["officer-moh"].pk) == ["officer"]
    assert keys_of(people["level1-moh"].pk) == ["supervisor", "officer"]
    assert keys_of(people["level2-moh"].pk) == ["head", "supervisor", "officer"]
    assert keys_of(people["officer-central"].pk)[:2] == ["unit", "office"]
    assert keys_of(hire(land, "owner", "central").pk) == ["owner"]
    assert keys_of(hire(land, "auditor", "central").pk) == ["office"]
    assert keys_of(hire(land, "editor", "central").pk) == []
    assert keys_of(hire(land, "administrator", "central").pk) == []


def test_a_head_sees_figures_of_their_own_agency_alone(land: Country) -> None:
    head = held_by(land.people["level2-moh"].pk)
    for key in ("officer", "supervisor", "head"):
        assert reach_on(BOARDS[key], head) == Reach(frozenset({land.agencies["moh"].pk}))


def test_the_unit_sees_the_country(land: Country) -> None:
    assert reach_on(BOARDS["unit"], held_by(land.people["officer-central"].pk)) == Reach(None)
