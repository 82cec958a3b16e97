"""The map of a chart: outlines in units of its SVG, and where the number of each area stands."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from permissions.areas.models import Area
from permissions.areas.places import country_places
from permissions.areas.selectors import gazetteer
from portal.charts.chart import Chart, Outline
from portal.charts.scale import scale_of, shade

WIDE: Final = 600
TALLEST: Final = 900
FILLS: Final = ("#ffffff", "#e8f3f0", "#cfe6e0", "#a5d0c6", "#2f7d71", "#0b5d52")
"""Of the shades on paper, where no sheet has a say over an SVG."""
GRID: Final = 2
"""Corners lie on a grid of so many units: neighbours keep one border, and a page stays light."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area. ``shade``: 0 for nothing, None for no number. ``across`` and ``down``: where its number stands, in parts
    of a hundred of the drawing."""

    name: str
    shown: str
    path: str
    shade: int | None
    across: int
    down: int

    @property
    def fill(self) -> str:
        return FILLS[self.shade or 0]


@dataclass(frozen=True, slots=True)
class Drawing:
    """``areas``, and the paths ``around`` them, in units of an SVG that is so wide and so high."""

    areas: list[Drawn]
    around: list[str]
    wide: int
    high: int


def outlines_of(keys: Collection[str]) -> dict[str, Outline]:
    """The outlines that the operator gave for areas; of a governorate without one, those of its districts together, or
    the one that comes with the platform (Natural Earth, exact by kilometres)."""
    own: dict[str, Outline] = {}
    below: dict[str, Outline] = {}
    rows = Area.objects.order_by("pk").values_list("key", "under__key", "outline")
    for key, under, outline in rows:
        if outline is None:
            continue
        if key in keys:
            own[key] = outline
        if under in keys:
            below.setdefault(under, []).extend(outline)
    given = below | own
    if given.keys() >= set(keys):
        return given
    return {key: outline for key, outline in (_shipped() | given).items() if key in keys}


def _shipped() -> dict[str, Outline]:
    """By the keys of the governorates that bear their names."""
    areas = gazetteer()
    divisions = country_places().divisions.values()
    found = {areas.key_of_name(division.name): division.outline for division in divisions if division.outline}
    return {
        key: [[[[*point] for point in ring] for ring in polygon] for polygon in outline]
        for key, outline in found.items()
        if key
    }


def drawing_of(chart: Chart) -> Drawing | None:
    """The map of the first series; None where no category has an outline. Its shades are between the numbers that are
    on it: what is not stated anywhere is often more than all of them."""
    outlines = {place: each for place, each in enumerate(chart.outlines) if each}
    if not outlines:
        return None
    onto = _Onto.all_of([*outlines.values(), *chart.around])
    series = chart.series[0]
    there = [series.values[place] for place in outlines]
    scale = scale_of([value for value in there if value is not None], chart.most)
    areas = []
    for place, outline in outlines.items():
        value = series.values[place]
        across, down = onto.middle(outline)
        found = None if value is None else shade(value, scale)
        areas.append(Drawn(chart.categories[place], series.shown[place], onto.path(outline), found, across, down))
    return Drawing(areas, [onto.path(each) for each in chart.around], onto.wide, onto.high)


@dataclass(frozen=True, slots=True)
class _Onto:
    """From longitudes and latitudes to units, as seen from above the middle of the country."""

    west: float
    north: float
    per_degree: float
    narrow: float
    wide: int
    high: int

    @classmethod
    def all_of(cls, outlines: Sequence[Outline]) -> _Onto:
        points = [point for outline in outlines for point in _points(outline)]
        west, east = min(each[0] for each in points), max(each[0] for each in points)
        south, north = min(each[1] for each in points), max(each[1] for each in points)
        narrow = math.cos(math.radians((south + north) / 2))
        across, down = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
        per_degree = min(WIDE / across, TALLEST / down)
        return cls(west, north, per_degree, narrow, math.ceil(across * per_degree), math.ceil(down * per_degree))

    def path(self, outline: Outline) -> str:
        rings = (self._ring(ring) for polygon in outline for ring in polygon)
        return "".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}z" for ring in rings if len(ring) > 2)

    def middle(self, outline: Outline) -> tuple[int, int]:
        """Of its largest part, in parts of a hundred of the drawing."""
        largest = max((polygon[0] for polygon in outline), key=_surface)
        x, y = _centre(largest)
        across = (x - self.west) * self.narrow * self.per_degree
        down = (self.north - y) * self.per_degree
        return round(100 * across / self.wide), round(100 * down / self.high)

    def _ring(self, ring: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for point in ring:
            x = round((point[0] - self.west) * self.narrow * self.per_degree / GRID) * GRID
            y = round((self.north - point[1]) * self.per_degree / GRID) * GRID
            if not found or found[-1] != (x, y):
                found.append((x, y))
        return found[:-1] if found and found[0] == found[-1] else found


def _points(outline: Outline) -> Iterator[list[float]]:
    return (point for polygon in outline for point in polygon[0])


def _surface(ring: Sequence[Sequence[float]]) -> float:
    return abs(sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)))


def _centre(ring: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Its centre of gravity."""
    twice = x = y = 0.0
    first = ring[0]
    for one, two in pairwise(ring):
        # Measured from a corner: degrees are large beside what a small area encloses.
        ax, ay, bx, by = one[0] - first[0], one[1] - first[1], two[0] - first[0], two[1] - first[1]
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (first[0] + x / (3 * twice), first[1] + y / (3 * twice)) if twice else (first[0], first[1])
