"""A small gazetteer for tests: two governorates, one with districts of which one has closed, and square outlines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.areas.outlines import keep_outlines, read_outlines
from permissions.areas.services import NewArea, write_areas
from tests.content.forms.made import question

NORTH = (
    NewArea("north", {"ar": "الشمال", "en": "North"}),
    NewArea("north-hill", {"ar": "التل", "en": "Hill"}, "north"),
    NewArea("north-lake", {"ar": "البحيرة", "en": "Lake"}, "north"),
    NewArea("north-old", {"ar": "القديم", "en": "Old"}, "north", None, date(2020, 1, 1)),
    NewArea("south", {"ar": "الجنوب", "en": "South"}),
)
HILL, LAKE = "north-hill", "north-lake"


def a_gazetteer() -> None:
    write_areas(NORTH, actor=Actor.operator)


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    """A polygon of GeoJSON."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(**shapes: Any) -> bytes:
    """A file of shapes by the keys of their areas, with hyphens for underscores."""
    features = [
        {"type": "Feature", "properties": {"key": key.replace("_", "-")}, "geometry": shape}
        for key, shape in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def the_outlines() -> None:
    """North from 35, 31 on, two degrees wide, with Hill in its lower left; nothing of South."""
    found = read_outlines(collection(north=square(35, 31, 2), north_hill=square(35, 31)))
    keep_outlines(found, actor=Actor.operator)


def ask_where() -> None:
    """The forms for complaints ask for the district, with words and the position."""
    a_gazetteer()
    the_outlines()
    for page in FormPage.objects.filter(kind="complaint"):
        asked = question("area", ask_words=True, ask_position=True)
        page.questions = [asked if each["type"] == "place" else each for each in page.questions.raw_data]
        page.save_revision().publish()
