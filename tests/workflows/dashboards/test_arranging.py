"""People put tiles in order, size, add and take them off; nobody touches another's, and what is lost comes back."""

from __future__ import annotations

import pytest

from permissions.now import now
from tests.scenes import Country, country
from workflows.dashboards import arranging
from workflows.dashboards.arranging import MOST, is_arranged, placed_on, to_add
from workflows.dashboards.models import Arrangement
from workflows.dashboards.tiles import BOARDS, TILES
from workflows.saved_reports.models import Drawn, SavedReport

pytestmark = pytest.mark.django_db
BOARD = BOARDS["officer"]


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def me(land: Country) -> int:
    return land.people["officer-moh"].pk


def keys(user_id: int) -> list[str]:
    return [each.tile.key for each in placed_on(BOARD, user_id)]


def report(land: Country, owner: str, **changes: object) -> SavedReport:
    made = {
        "name": "Mine",
        "owner": land.people[owner],
        "question": TILES["categories"].question.as_json(),
        "drawn": Drawn.TABLE,
        "changed_at": now(),
    }
    return SavedReport.objects.create(**made | changes)


def test_without_a_row_it_is_as_the_role_has_it(me: int) -> None:
    assert keys(me) == list(BOARD.tiles)
    assert not is_arranged(BOARD, me)


def test_a_tile_is_moved_and_stays_within_the_ends(me: int, land: Country) -> None:
    first, second, *_others = BOARD.tiles
    arranging.move(BOARD, me, first, 1)
    assert keys(me)[:2] == [second, first]
    arranging.move(BOARD, me, first, 999)
    assert keys(me)[-1] == first
    arranging.move(BOARD, me, "no such tile", 0)
    assert sorted(keys(me)) == sorted(BOARD.tiles)
    assert keys(land.people["officer-moe"].pk) == list(BOARD.tiles)


def test_a_size_is_kept_and_another_is_refused(me: int) -> None:
    arranging.resize(BOARD, me, "received", "wide")
    assert {each.tile.key: each.size for each in placed_on(BOARD, me)}["received"] == "wide"
    with pytest.raises(ValueError, match="huge"):
        arranging.resize(BOARD, me, "received", "huge")


def test_a_tile_is_added_once_and_taken_off_with_its_thresholds(me: int) -> None:
    assert arranging.add(BOARD, me, "referrals")
    assert not arranging.add(BOARD, me, "referrals")
    arranging.take_off(BOARD, me, "referrals")
    assert "referrals" not in keys(me)


def test_what_splits_by_agency_cannot_stand_where_one_agency_is_seen(me: int) -> None:
    assert not arranging.add(BOARD, me, "pending_agencies")
    offered = {tile.key for tile in to_add(placed_on(BOARD, me), BOARD, me)}
    assert "pending_agencies" not in offered
    assert "pending_agencies" in {tile.key for tile in to_add([], BOARDS["unit"], me)}


def test_a_full_dashboard_takes_no_more(me: int, land: Country) -> None:
    for _each in range(MOST):
        arranging.add(BOARD, me, f"report-{report(land, 'officer-moh').pk}")
    assert len(keys(me)) == MOST
    assert not arranging.add(BOARD, me, "referrals")


def test_a_reset_is_as_the_role_has_it_and_is_taken_back(me: int) -> None:
    arranging.take_off(BOARD, me, "received")
    former = arranging.reset(BOARD, me)
    assert former is not None
    assert keys(me) == list(BOARD.tiles)
    arranging.put_back(BOARD, me, [*former, ["no such tile", "small"]])
    assert "received" not in keys(me)
    assert len(keys(me)) == len(BOARD.tiles) - 1


def test_a_report_that_they_find_is_a_tile_and_another_s_is_not(me: int, land: Country) -> None:
    own, other = report(land, "officer-moh"), report(land, "officer-moe")
    assert arranging.add(BOARD, me, f"report-{own.pk}")
    assert not arranging.add(BOARD, me, f"report-{other.pk}")
    (tile,) = [each.tile for each in placed_on(BOARD, me) if each.tile.key == f"report-{own.pk}"]
    assert (tile.name, tile.drawn) == ("Mine", Drawn.BARS)


def test_a_tile_whose_report_is_gone_or_not_shared_any_more_is_left_out(me: int, land: Country) -> None:
    own, other = report(land, "officer-moh"), report(land, "officer-moe")
    tiles = [[f"report-{own.pk}", "half"], [f"report-{other.pk}", "half"], ["gone", "half"], ["report-x", "half"]]
    Arrangement.objects.create(user_id=me, board=BOARD.key, tiles=tiles)
    assert keys(me) == [f"report-{own.pk}"]
