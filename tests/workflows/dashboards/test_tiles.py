"""The dashboards that Insaf comes with name tiles that there are, whose questions can be answered."""

from __future__ import annotations

import pytest

from workflows.dashboards.tiles import BOARDS, NUMBER, SIZES, TILES
from workflows.figures.reckoning import Reach, reckon
from workflows.figures.shipped import SHIPPED
from workflows.saved_reports.models import Drawn


def test_each_dashboard_has_tiles_that_there_are_and_none_twice() -> None:
    for board in BOARDS.values():
        assert set(board.tiles) <= set(TILES)
        assert len(board.tiles) == len(set(board.tiles))
        assert 5 <= len(board.tiles) <= 12
    assert all(BOARDS[key].key == key for key in BOARDS)


def test_a_dashboard_of_ones_own_agencies_splits_nothing_by_agency() -> None:
    for board in BOARDS.values():
        if not board.national:
            assert all("agency" not in TILES[key].question.split for key in board.tiles)


def test_tiles_are_drawn_in_ways_that_there_are() -> None:
    for tile in TILES.values():
        assert tile.drawn in {NUMBER, *Drawn.values}
        assert tile.size in SIZES
        assert set(tile.question.measures) <= set(SHIPPED)
        assert tile.is_number == (not tile.question.split)


@pytest.mark.django_db
@pytest.mark.parametrize("key", TILES)
def test_each_tile_can_be_counted_where_nothing_is_yet(key: str) -> None:
    table = reckon(TILES[key].question, Reach(None))
    assert all(not cell.top for cell in table.whole.values())
