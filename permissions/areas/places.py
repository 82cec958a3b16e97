"""Where a position is, in words: the nearest place and its governorate, or that it lies outside the country.

The table of the country's places is built once and kept as a file (``place_data.py``), so a process holds some 300 kB.
Browsers get it too and decide by the rules of ``locate``: a position does not leave a device to be put into words.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.areas.geometry import Outline, Point, haversine_km, is_in_outline, km_to_outline
from permissions.translated_text import in_language
from permissions.writing import active_language, locale_of, written_number

NEAR_KM: Final = 5.0
"""Up to here a position is "near" a place; further on the distance is said."""
NEAREST_DECIDES_KM: Final = 10.0
"""Up to here the nearest place says which governorate it is; further on the outlines, which are exact by kilometres."""
SHORE_KM: Final = 1.0
"""A position this little outside the outlines is inside where a place of the country is nearest: a beach, a bank."""
ABROAD_KM: Final = 100.0
"""Outside the country the nearest of its places is named up to here."""
NO_OUTLINES_KM: Final = 50.0
"""Without outlines a position lies in the country this far from its places."""


@dataclass(frozen=True, slots=True)
class Place:
    """``point``: longitude and latitude. ``division``: GeoNames' code of the governorate, or ""."""

    name: Mapping[str, str]
    point: Point
    division: str


@dataclass(frozen=True, slots=True)
class Division:
    """A governorate, or what a country calls it."""

    name: Mapping[str, str]
    outline: Outline


@dataclass(frozen=True, slots=True)
class Location:
    """What is known of a position. ``place``: the nearest of the country; ``km``: how far it is."""

    country: str
    place: Place
    km: float
    division: Division | None
    is_inside: bool

    def in_words(self, language: str) -> str:
        """A sentence part for people: “Near Zarqa, Zarqa Governorate”."""
        with override(language):
            words = words_of_locations()
            names = {
                "place": in_language(self.place.name, language),
                "km": written_number(max(1, round(self.km))),
                "country": country_name(self.country),
            }
            if not self.is_inside:
                return words["near_border" if self.km <= ABROAD_KM else "abroad"] % names
            near = words["near" if self.km <= NEAR_KM else "away"] % names
            if self.division is None:
                return near
            governorate = in_language(self.division.name, language)
            return words["governorate"] % {"place": near, "governorate": governorate}


@dataclass(frozen=True)
class CountryPlaces:
    """The places and divisions of a country, the largest place first; ``abroad``: places beyond the border."""

    country: str
    places: tuple[Place, ...]
    divisions: Mapping[str, Division]
    abroad: tuple[Point, ...]

    @cached_property
    def outline(self) -> Outline:
        """Of the whole country: the outlines of all divisions."""
        return [polygon for division in self.divisions.values() for polygon in division.outline]

    def locate(self, latitude: float, longitude: float) -> Location | None:
        """None where no place of the country is known."""
        point = (longitude, latitude)
        place = min(self.places, key=lambda place: haversine_km(place.point, point), default=None)
        if place is None:
            return None
        km = haversine_km(place.point, point)
        return Location(self.country, place, km, self._division(point, place, km), self._is_inside(point, km))

    def _division(self, point: Point, place: Place, km: float) -> Division | None:
        if km > NEAREST_DECIDES_KM:
            around = (division for division in self.divisions.values() if is_in_outline(point, division.outline))
            if (division := next(around, None)) is not None:
                return division
        return self.divisions.get(place.division)

    def _is_inside(self, point: Point, km: float) -> bool:
        km_abroad = min((haversine_km(foreign, point) for foreign in self.abroad), default=float("inf"))
        if not self.outline:
            return km <= min(km_abroad, NO_OUTLINES_KM)
        if is_in_outline(point, self.outline):
            return km_abroad > SHORE_KM or km <= km_abroad
        return km < km_abroad and km_to_outline(point, self.outline) <= SHORE_KM


def country_places() -> CountryPlaces:
    """Those of ``settings.COUNTRY``, read once in each process."""
    return _read(settings.COUNTRY, settings.PLACES_FOLDER, settings.OUTLINES_FOLDER)


def words_of_locations() -> dict[str, str]:
    """In the active language, by what they say; a browser puts them together as ``Location.in_words`` does."""
    return {
        "near": _("Near %(place)s"),
        "away": _("%(km)s km from %(place)s"),
        "governorate": _("%(place)s, %(governorate)s Governorate"),
        "near_border": _("Outside %(country)s, %(km)s km from %(place)s"),
        "abroad": _("Outside %(country)s"),
    }


def position_in_words(position: str, language: str | None = None) -> str:
    """A kept position, ``31.954,35.911``, in words; as it is where no place of the country is known."""
    latitude, longitude = map(float, position.split(","))
    location = country_places().locate(latitude, longitude)
    return location.in_words(language or active_language()) if location is not None else position


def country_name(country: str) -> str:
    """In the active language."""
    return str(locale_of(active_language()).territories.get(country, country))


@lru_cache(maxsize=2)
def _read(country: str, folder: Path, outlines: Path) -> CountryPlaces:
    table = _load_table(country, folder, outlines)
    return CountryPlaces(
        country,
        tuple(Place(row["name"], tuple(row["point"]), row["division"]) for row in table["places"]),
        {code: Division(row["name"], row["outline"]) for code, row in table["divisions"].items()},
        tuple(map(tuple, table["abroad"])),
    )


def _load_table(country: str, folder: Path, outlines: Path) -> dict[str, Any]:
    """From the file, which is built where it is missing or of other data. Kept whole or not at all: two processes may
    build it at once, and a disk that takes no file costs seconds at each start, not the page."""
    from permissions.areas.place_data import build_places, version_of_data  # noqa: PLC0415  seldom needed

    version, path = version_of_data(outlines), folder / f"{country}.json"
    with suppress(OSError, ValueError, KeyError):
        table: dict[str, Any] = json.loads(path.read_bytes())
        if table["version"] == version:
            return table
    table = {"version": version, **build_places(country, outlines)}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(table, file, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(path)
    return table
