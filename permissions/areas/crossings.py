"""Whether the borders of an area cross one another or themselves: a sweep from west to east over their pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

MOST_COMPARED: Final = 10_000_000
"""Pairs of pieces; a border of sixty thousand points needs some hundred thousand, and one drawn to be slow far more."""
NEARLY: Final = 1e-12
"""Square degrees: what is less is two borders that touch, told apart by the computer's rounding alone."""

Point = Sequence[float]
Piece = tuple[float, float, Point, Point]
"""A straight piece: how far it lies to the west and to the east, and its two ends."""


class TooTangled(ValueError):
    """So many pieces lie above one another that nobody looks through them all."""


def crossing(rings: Iterable[Sequence[Point]]) -> Point | None:
    """Where two pieces cross; None where they touch at most. Raises ``TooTangled``."""
    pieces = [
        (min(one[0], two[0]), max(one[0], two[0]), one, two)
        for ring in rings
        for one, two in pairwise(ring)
        if one != two
    ]
    pieces.sort(key=lambda piece: piece[0])
    reached: list[Piece] = []
    compared = 0
    for piece in pieces:
        reached = [each for each in reached if each[1] >= piece[0]]
        compared += len(reached)
        if compared > MOST_COMPARED:
            raise TooTangled
        if (other := next((each for each in reached if _cross(piece, each)), None)) is not None:
            return _meeting(piece, other)
        reached.append(piece)
    return None


def _cross(piece: Piece, other: Piece) -> bool:
    _, _, a, b = piece
    _, _, c, d = other
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _meeting(piece: Piece, other: Piece) -> Point:
    """Where two pieces that cross do so."""
    _, _, a, b = piece
    one, two = _turn(other[2], other[3], a), _turn(other[2], other[3], b)
    part = one / (one - two)
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def _side(one: Point, two: Point, point: Point) -> int:
    """On which side of a line a point lies: 1, -1, or 0 where it lies on it."""
    turn = _turn(one, two, point)
    return 0 if abs(turn) < NEARLY else 1 if turn > 0 else -1


def _turn(one: Point, two: Point, point: Point) -> float:
    return (two[0] - one[0]) * (point[1] - one[1]) - (two[1] - one[1]) * (point[0] - one[0])
