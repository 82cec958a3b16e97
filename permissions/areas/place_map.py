"""A plain drawing of the country with its places and, where there is one, the pin: north up, nothing from elsewhere.

Units are hundreds of metres on a flat sheet, exact enough for a country. There are two views: *far*, the whole country,
and *close*, ``CLOSE_KM`` around a point, with more names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from permissions.areas.geometry import KM_PER_DEGREE, Point
from permissions.areas.places import CountryPlaces, Place, country_places
from permissions.translated_text import in_language

UNITS_PER_KM: Final = 10
CLOSE_KM: Final = 50
FAR_BAR_KM: Final = 50
CLOSE_BAR_KM: Final = 10
"""The length of the scale in each view."""
MARGIN: Final = 300
"""Units around the country: room for half a name."""
NARROW_PIXELS: Final = 328
"""The width at which names must be legible: a phone's, without its margins."""
KEY_WIDTH: Final = 100
KEY_HEIGHT: Final = 16
"""Pixels of the corner with scale and north."""
FONT_PIXELS: Final = 13
LETTER_WIDTH: Final = 0.58
"""Of a letter, in parts of the font's height."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a place below its dot, where no pin covers it. ``is_far``: the far view has room for it."""

    x: int
    y: int
    text: str
    is_far: bool


@dataclass(frozen=True, slots=True)
class View:
    """A part of the sheet. ``unit``: units of one pixel at ``NARROW_PIXELS``, by which signs keep their size."""

    x: int
    y: int
    width: int
    height: int
    bar_km: int

    @property
    def box(self) -> str:
        return f"{self.x} {self.y} {self.width} {self.height}"

    @property
    def unit(self) -> float:
        return round(self.width / NARROW_PIXELS, 2)

    @property
    def font(self) -> float:
        """The height of names, in units."""
        return round(FONT_PIXELS * self.unit, 1)

    @property
    def bar(self) -> float:
        """The length of the scale's bar in such pixels."""
        return round(self.bar_km * UNITS_PER_KM / self.unit, 1)

    @property
    def bar_middle(self) -> float:
        return round(self.bar / 2, 1)

    @property
    def key(self) -> str:
        """Where scale and north stand: in the lower right corner, as SVG moves them there."""
        x, y = self.x + self.width - KEY_WIDTH * self.unit, self.y + self.height - KEY_HEIGHT * self.unit
        return f"translate({x:.0f} {y:.0f}) scale({self.unit})"


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """``outlines`` and ``dots``: paths of SVG. ``west``, ``north``: the sheet's corner, ``narrow``: a degree of
    longitude in parts of one of latitude."""

    west: float
    north: float
    narrow: float
    far: View
    outlines: str
    dots: str
    labels: Sequence[Label]

    def at(self, point: Point) -> tuple[int, int]:
        """A longitude and latitude in units."""
        return _in_units(point, self.west, self.north, self.narrow)

    def close(self, point: Point) -> View:
        """The view around a point, as wide in proportion as the far one."""
        x, y = self.at(point)
        width = CLOSE_KM * UNITS_PER_KM
        height = round(width * self.far.height / self.far.width)
        return View(x - width // 2, y - height // 2, width, height, CLOSE_BAR_KM)

    def labels_in(self, view: View) -> Iterator[Label]:
        for label in self.labels:
            if 0 <= label.x - view.x <= view.width and 0 <= label.y - view.y <= view.height:
                yield label


def place_map(language: str) -> PlaceMap | None:
    """None where no place of the country is known."""
    places = country_places()
    return _draw(places.country, language) if places.places else None


@lru_cache(maxsize=8)
def _draw(_country: str, language: str) -> PlaceMap:
    places = country_places()
    points = [point for polygon in places.outline for point in polygon[0]] or [place.point for place in places.places]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    narrow = math.cos(math.radians((south + north) / 2))
    right, bottom = _in_units((east, south), west, north, narrow)
    far = View(-MARGIN, -MARGIN, right + 2 * MARGIN, bottom + 2 * MARGIN, FAR_BAR_KM)
    outlines = "".join(
        "M" + "L".join("{} {}".format(*_in_units(point, west, north, narrow)) for point in polygon[0]) + "z"
        for polygon in places.outline
    )
    spots = [_in_units(place.point, west, north, narrow) for place in places.places]
    dots = "".join(f"M{x} {y}h0" for x, y in spots)
    return PlaceMap(west, north, narrow, far, outlines, dots, list(_labels(places, spots, far, language)))


def _in_units(point: Point, west: float, north: float, narrow: float) -> tuple[int, int]:
    per_degree = KM_PER_DEGREE * UNITS_PER_KM
    return round((point[0] - west) * narrow * per_degree), round((north - point[1]) * per_degree)


def _labels(places: CountryPlaces, spots: Sequence[tuple[int, int]], far: View, language: str) -> Iterator[Label]:
    """Names that do not lie on one another, larger places first; in the far view one of each division at most."""
    chief = [_chief(places, code) for code in places.divisions]
    room_far = _Room(FONT_PIXELS * far.unit)
    room_close = _Room(FONT_PIXELS * CLOSE_KM * UNITS_PER_KM / NARROW_PIXELS)
    for place, (x, y) in zip(places.places, spots, strict=True):
        text = in_language(place.name, language)
        is_far = (place in chief or not chief) and room_far.takes(x, y, text)
        if room_close.takes(x, y, text) or is_far:
            yield Label(x, y, text, is_far)


def _chief(places: CountryPlaces, code: str) -> Place | None:
    """The place that a division is named after, else its largest."""
    own = [place for place in places.places if place.division == code]
    named = (place for place in own if place.name == places.divisions[code].name)
    return next(named, own[0] if own else None)


class _Room:
    """Where names stand already, at one height of the font in units."""

    def __init__(self, font: float) -> None:
        self.font = font
        self.boxes: list[tuple[float, float, float, float]] = []

    def takes(self, x: int, y: int, text: str) -> bool:
        half = len(text) * LETTER_WIDTH * self.font / 2
        box = (x - half, y - 0.3 * self.font, x + half, y + 1.5 * self.font)
        if any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self.boxes
        ):
            return False
        self.boxes.append(box)
        return True
