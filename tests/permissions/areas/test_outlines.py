"""A file of outlines is taken as a whole or refused with a sentence, whatever somebody sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from permissions.access.errors import OutOfReach
from permissions.actors import Actor
from permissions.areas import outlines
from permissions.areas.models import Area
from permissions.areas.outlines import OutlinesRefused, keep_outlines, outlines_kept, read_outlines
from tests.areas import a_gazetteer, collection, square, the_outlines
from tests.scenes import country, hire

NOWHERE = square(35, 91)
ENDLESS = b'{"type":"FeatureCollection","features":[{"properties":{"key":"a"},"geometry":{"type":"Polygon","coordinates":[[[1e999,1],[1,2],[2,2],[1e999,1]]]}}]}'  # noqa: E501  as one sends it


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def ring(*points: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a GeoJSON file"),
        (b"\xff\xfe\x00", "not a GeoJSON file"),
        (b"[" * 200_000, "not a GeoJSON file"),
        (b"9" * 10_000, "not a GeoJSON file"),
        (b'{"type":"FeatureCollection","features":[7]}', "not a GeoJSON file"),
        (b'{"type":"FeatureCollection","features":[]}', "no shape in this file"),
        (b'{"type":"FeatureCollection","features":[{"geometry":null}]}', "Shape 1 names no governorate"),
        (b'{"type":"FeatureCollection","features":[{"properties":{"key":["x"]}}]}', "Shape 1 names no governorate"),
        (b'{"type":"FeatureCollection","features":[{"id":"a"}]}', "“a” is not an area"),
        (collection(a={"type": "Point", "coordinates": [35, 31]}), "“a” is not an area"),
        (collection(a={"type": ["Polygon"], "coordinates": []}), "“a” is not an area"),
        (collection(a={"type": "MultiPolygon", "coordinates": "x"}), "“a” is not an area"),
        (collection(a={"type": "MultiPolygon", "coordinates": []}), "“a” is not an area"),
        (collection(a=ring([1, 1], [2, 1], [2, 2], [1, 2])), "“a” is not an area"),
        (collection(a=ring([1, 1], [2, 2], [3, 3], [1, 1])), "“a” is not an area"),
        (collection(a=ring([1], [2], [3], [1])), "“a” is not an area"),
        (collection(a=ring(["1", 1], [2, 1], [2, 2], ["1", 1])), "“a” is not an area"),
        (collection(a=ring([True, 1], [2, 1], [2, 2], [True, 1])), "“a” is not an area"),
        (collection(a=ring({"x": 1}, {"x": 1}, {"x": 1}, {"x": 1})), "“a” is not an area"),
        (collection(a=NOWHERE), "“a” is not an area"),
        (
            collection(a=ring([35, 31], [37, 33.5], [37, 31], [35, 33], [35, 31])),
            "“a” crosses itself near 35.8889, 32.1111",
        ),
        (ENDLESS, "“a” is not an area"),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(OutlinesRefused, match=why):
        read_outlines(content)


def test_what_is_too_large_or_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = {"type": "FeatureCollection", "features": [{"id": "a", "geometry": square(35, 31)}] * 2}
    with pytest.raises(OutlinesRefused, match="Two shapes have the key “a”"):
        read_outlines(json.dumps(twice).encode())
    monkeypatch.setattr(outlines, "MOST_POINTS", 9)
    with pytest.raises(OutlinesRefused, match="have 10 points, and at most 9"):
        read_outlines(collection(a=square(35, 31), b=square(36, 31)))
    monkeypatch.setattr(outlines, "MOST_BYTES", 10)
    with pytest.raises(OutlinesRefused, match="simplify the shapes first"):
        read_outlines(collection(a=square(35, 31)))


def test_points_are_rounded_and_those_that_fall_together_are_one() -> None:
    border = ring([1.000011, 1], [2, 1], [2.000001, 1.000001], [2, 2], [1.000011, 1])
    assert read_outlines(collection(a=border)) == {"a": [[[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]]]]}


@pytest.mark.django_db
def test_a_file_is_all_outlines_and_one_with_an_unknown_key_changes_nothing() -> None:
    a_gazetteer()
    the_outlines()
    kept = outlines_kept()
    assert [each["properties"] for each in kept["features"]] == [
        {"key": "north", "under": ""},
        {"key": "north-hill", "under": "north"},
    ]
    with pytest.raises(OutlinesRefused, match="no district with the key “x”"):
        keep_outlines(read_outlines(collection(south=square(36, 29), x=square(1, 1))), actor=Actor.operator)
    assert outlines_kept() == kept
    keep_outlines(read_outlines(collection(south=square(36, 29))), actor=Actor.operator)
    assert list(Area.objects.exclude(outline=None).values_list("key", flat=True)) == ["south"]


@pytest.mark.django_db
def test_nobody_but_an_administrator_keeps_outlines() -> None:
    land = country()
    hire(land, "owner")
    with pytest.raises(OutOfReach):
        keep_outlines({}, actor=land.actor("owner"))
