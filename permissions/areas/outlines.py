"""Outlines of governorates and districts: read from GeoJSON that somebody sent, checked as a whole, kept rounded."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import Refused
from permissions.actors import Actor
from permissions.areas.crossings import TooTangled, crossing
from permissions.areas.models import Area
from permissions.audit.services import NewEntry, append
from permissions.now import now

MOST_BYTES: Final = 8_000_000
MOST_POINTS: Final = 60_000
"""Of all outlines together, as they are kept: a phone fetches them at once, some 800 kB before they are packed."""
DIGITS: Final = 4
"""Of a coordinate behind its point: some ten metres, and less than any outline is exact by."""
LEAST_RING: Final = 4

Ring = list[list[float]]
Outline = list[list[Ring]]
"""The coordinates of a GeoJSON MultiPolygon: polygons of rings, the first of each its border, the others holes."""


class OutlinesRefused(Refused):
    """A file of outlines that cannot be taken; the message says why."""


def read_outlines(content: bytes) -> dict[str, Outline]:
    """The outlines in a GeoJSON file by the keys of their areas. Raises ``OutlinesRefused``; nothing is kept yet."""
    found: dict[str, Outline] = {}
    for number, feature in enumerate(_features(content), 1):
        key = _key_of(feature)
        if not key:
            raise OutlinesRefused(
                _("Shape %(number)d names no governorate or district: give it a property “key”.") % {"number": number}
            )
        if key in found:
            raise OutlinesRefused(_("Two shapes have the key “%(key)s”.") % {"key": key[:50]})
        try:
            found[key] = _outline(feature.get("geometry"))
        except (TypeError, ValueError, ArithmeticError, KeyError, IndexError) as error:
            raise OutlinesRefused(
                _("The shape “%(key)s” is not an area: it needs closed borders of longitudes and latitudes.")
                % {"key": key[:50]}
            ) from error
        _whole(key, feature["geometry"])
    points = sum(len(ring) for outline in found.values() for polygon in outline for ring in polygon)
    if points > MOST_POINTS:
        raise OutlinesRefused(
            _("The shapes have %(count)s points, and at most %(most)s are taken in: simplify the shapes first.")
            % {"count": f"{points:,}", "most": f"{MOST_POINTS:,}"}
        )
    return found


def keep_outlines(outlines: Mapping[str, Outline], *, actor: Actor) -> int:
    """Let these areas have these outlines, and no other any: a file is all of them. Returns how many there are now.

    Raises ``OutlinesRefused`` for a key of no area, and ``OutOfReach`` for all but the platform's administrators.
    """
    must_manage_all(actor)
    with transaction.atomic():
        areas = {each.key: each for each in Area.objects.select_for_update()}
        unknown = next((key for key in outlines if key not in areas), None)
        if unknown is not None:
            raise OutlinesRefused(
                _("There is no governorate and no district with the key “%(key)s”.") % {"key": unknown[:50]}
            )
        changed = [each for each in areas.values() if each.outline != outlines.get(each.key)]
        for each in changed:
            each.outline = outlines.get(each.key)
        Area.objects.bulk_update(changed, ["outline"], batch_size=100)
        if changed:
            said = {"count": len(outlines), "changed": len(changed)}
            append([NewEntry("outlines_kept", "area", 0, said)], actor=actor, at=now())
    return len(outlines)


def outlines_kept() -> dict[str, Any]:
    """All outlines as GeoJSON, each with its key and that of its governorate."""
    rows = Area.objects.exclude(outline=None).values_list("key", "under__key", "outline")
    features = [
        {
            "type": "Feature",
            "properties": {"key": key, "under": under or ""},
            "geometry": {"type": "MultiPolygon", "coordinates": outline},
        }
        for key, under, outline in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _features(content: bytes) -> Iterator[dict[str, Any]]:
    if len(content) > MOST_BYTES:
        raise OutlinesRefused(
            _("The file is larger than %(count)d megabytes: simplify the shapes first.")
            % {"count": MOST_BYTES // 1_000_000}
        )
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        read = None
    features = read.get("features") if isinstance(read, dict) and read.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise OutlinesRefused(_("This is not a GeoJSON file with a collection of shapes (FeatureCollection)."))
    if not features:
        raise OutlinesRefused(_("There is no shape in this file: choose one that has the outlines."))
    yield from features


def _key_of(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties")
    key = properties.get("key") if isinstance(properties, dict) else None
    key = feature.get("id") if key is None else key
    return key if isinstance(key, str) else ""


def _outline(geometry: Any) -> Outline:
    """Raises what Python raises where it has another shape than it must."""
    given = geometry["coordinates"]
    polygons = {"Polygon": [given], "MultiPolygon": given}[geometry["type"]]
    if not isinstance(polygons, list) or not polygons or not all(isinstance(each, list) and each for each in polygons):
        raise ValueError(geometry["type"])
    return [[_ring(ring) for ring in polygon] for polygon in polygons]


def _whole(key: str, geometry: Mapping[str, Any]) -> None:
    """Asked of the shape as it was sent: rounding lays thin parts over one another, and nobody could mend that."""
    given = geometry["coordinates"]
    polygons = [given] if geometry["type"] == "Polygon" else given
    try:
        at = crossing(ring for polygon in polygons for ring in polygon)
    except TooTangled:
        raise OutlinesRefused(
            _("The border of the shape “%(key)s” runs to and fro too often: simplify it first.") % {"key": key[:50]}
        ) from None
    if at is not None:
        raise OutlinesRefused(
            _("The border of the shape “%(key)s” crosses itself near %(longitude)s, %(latitude)s.")
            % {"key": key[:50], "longitude": round(at[0], DIGITS), "latitude": round(at[1], DIGITS)}
        )


def _ring(raw: Any) -> Ring:
    if not isinstance(raw, list) or len(raw) < LEAST_RING or raw[0] != raw[-1]:
        raise ValueError("a border that is not closed")
    points = [_point(each) for each in raw]
    kept = [point for place, point in enumerate(points) if not place or point != points[place - 1]]
    if len(kept) < LEAST_RING or not _surface(kept):
        raise ValueError("a border around nothing")
    return kept


def _point(raw: Any) -> list[float]:
    longitude, latitude = raw[0], raw[1]
    for value, furthest in ((longitude, 180), (latitude, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError("a coordinate that is no number")
        if not math.isfinite(value) or abs(value) > furthest:
            raise ValueError("a coordinate that is nowhere")
    return [round(float(longitude), DIGITS), round(float(latitude), DIGITS)]


def _surface(ring: Ring) -> float:
    """Twice what it encloses, in square degrees; nothing of a line that goes back on itself."""
    return round(abs(sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))), 2 * DIGITS)
