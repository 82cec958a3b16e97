"""Distances and polygons on the globe: plain functions over longitudes and latitudes in degrees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

EARTH_RADIUS_KM: Final = 6_371.0
KM_PER_DEGREE: Final = math.pi * EARTH_RADIUS_KM / 180
"""Of latitude; of longitude at the equator."""

Point = Sequence[float]
"""Longitude and latitude, as GeoJSON writes them."""
Outline = Sequence[Sequence[Sequence[Point]]]
"""The coordinates of a GeoJSON MultiPolygon: polygons of rings, the first of each its border, the others holes."""


def haversine_km(start: Point, end: Point) -> float:
    """The great-circle distance between two points."""
    (west, south), (east, north) = (map(math.radians, point[:2]) for point in (start, end))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def is_in_outline(point: Point, outline: Outline) -> bool:
    """Whether a point lies in one of the polygons and in none of their holes."""
    return any(
        _is_in_ring(point, polygon[0]) and not any(_is_in_ring(point, hole) for hole in polygon[1:])
        for polygon in outline
    )


def km_to_outline(point: Point, outline: Outline) -> float:
    """The distance to the nearest border, from either side, infinite without one; reckoned flat, for tens of km."""
    return min(
        (_km_to_segment(point, *segment) for polygon in outline for ring in polygon for segment in pairwise(ring)),
        default=math.inf,
    )


def _is_in_ring(point: Point, ring: Sequence[Point]) -> bool:
    """By the crossings of a line that leaves the point eastwards."""
    x, y = point[:2]
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _km_to_segment(point: Point, start: Point, end: Point) -> float:
    narrow = math.cos(math.radians(point[1]))
    (ax, ay), (bx, by) = (
        ((corner[0] - point[0]) * narrow * KM_PER_DEGREE, (corner[1] - point[1]) * KM_PER_DEGREE)
        for corner in (start, end)
    )
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    part = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return math.hypot(ax + part * dx, ay + part * dy)
