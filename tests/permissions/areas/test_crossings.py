"""A border that crosses itself is found, whatever its direction; one that touches itself is none."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import Any

import pytest

from permissions.areas import crossings
from permissions.areas.crossings import TooTangled, crossing

BOW_TIE = [[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]
SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
COMB = [[0, 0], [6, 0], [6, 4], [5, 4], [5, 1], [4, 1], [4, 4], [3, 4], [3, 1], [0, 1], [0, 0]]
TOUCHES = [[0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2], [0, 0]]
SPIKE = [[0, 0], [4, 0], [4, 4], [4, 6], [4, 4], [0, 4], [0, 0]]


@pytest.mark.parametrize("ring", [SQUARE, COMB, TOUCHES, SPIKE])
@pytest.mark.parametrize("turned", [False, True])
def test_what_touches_itself_at_most_crosses_nothing(ring: Any, *, turned: bool) -> None:
    assert crossing([[[y, x] for x, y in ring] if turned else ring]) is None


@pytest.mark.parametrize("ring", [BOW_TIE, BOW_TIE[::-1], [[y, x] for x, y in BOW_TIE]])
def test_a_bow_tie_crosses_itself_at_its_knot(ring: Any) -> None:
    assert crossing([ring]) == (1, 1)


def test_a_hole_may_touch_its_border_and_not_cross_it() -> None:
    assert crossing([SQUARE, [[0, 1], [2, 1], [2, 2], [0, 1]]]) is None
    assert crossing([SQUARE, [[-1, 1], [2, 1], [2, 2], [-1, 1]]]) is not None


def test_it_finds_what_looking_at_all_pairs_finds() -> None:
    chance = random.Random(5)  # noqa: S311  shapes that are the same each time
    found = []
    for _ in range(300):
        points = [[chance.randrange(9), chance.randrange(9)] for _ in range(chance.randrange(3, 8))]
        ring = [*points, points[0]]
        found.append(crossing([ring]) is not None)
        assert found[-1] == _by_all_pairs(ring), ring
    assert 50 < sum(found) < 250, "both kinds are there"


def test_ten_thousand_points_of_a_coast_are_looked_through_and_a_comb_of_long_teeth_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    angles = [math.tau * number / 10_000 for number in range(10_000)]
    coast = [[(3 + math.sin(40 * a) / 9) * math.cos(a), (3 + math.sin(40 * a) / 9) * math.sin(a)] for a in angles]
    monkeypatch.setattr(crossings, "MOST_COMPARED", 200_000)
    assert crossing([[*coast, coast[0]]]) is None
    teeth = [[x, y] for y in range(0, 2_000, 2) for x, y in ((0, y), (9, y), (9, y + 1), (0, y + 1))]
    with pytest.raises(TooTangled):
        crossing([[*teeth, [-1, 1_999], [-1, 0], teeth[0]]])


def _by_all_pairs(ring: Any) -> bool:
    """By solving for where two lines meet, with whole numbers: strictly within both."""
    pieces = [pair for pair in pairwise(ring) if pair[0] != pair[1]]
    for at, ((ax, ay), (bx, by)) in enumerate(pieces):
        for (cx, cy), (dx, dy) in pieces[:at]:
            below = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
            along = (cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)
            beside = (cx - ax) * (by - ay) - (cy - ay) * (bx - ax)
            if below and 0 < along / below < 1 and 0 < beside / below < 1:
                return True
    return False
