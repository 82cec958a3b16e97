"""A map has the outlines that the operator gave; a governorate without one is made of its districts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from permissions.areas.models import Area
from permissions.areas.places import country_places
from portal.charts.areas_drawn import WIDE, drawing_of, outlines_of
from portal.charts.shown import render
from tests.site.portal.charts.charted import chart, series, square


def test_the_map_lies_as_on_paper_and_numbers_stand_in_their_middle() -> None:
    given = replace(chart("map", series("x", 1, 10, None)), outlines=(square(35, 31), square(36, 30), square(35, 30)))
    drawing = drawing_of(given)
    assert drawing is not None
    north_west, south_east, unknown = drawing.areas
    assert (north_west.across, north_west.down) == (25, 25)
    assert (south_east.across, south_east.down) == (75, 75)
    assert (north_west.shade, south_east.shade, unknown.shade) == (1, 5, None)
    assert drawing.wide == WIDE
    # A degree of longitude is shorter than one of latitude there.
    assert drawing.high > WIDE


def test_neighbours_keep_one_border() -> None:
    drawing = drawing_of(
        replace(chart("map", series("x", 1, 2), categories=2), outlines=(square(35, 31), square(36, 31)))
    )
    assert drawing is not None
    corners = [set(each.path.strip("Mz").split("L")) for each in drawing.areas]
    assert len(corners[0] & corners[1]) == 2


def test_what_is_not_on_the_map_darkens_nothing_and_is_told_beside_it() -> None:
    given = replace(chart("map", series("x", 1, 10, 900)), outlines=(square(35, 31), square(36, 31), None))
    drawing = drawing_of(given)
    assert drawing is not None
    assert [each.shade for each in drawing.areas] == [1, 5]
    with translation.override("en"):
        html = str(render(given))
    assert "Not on the map: A3 (900)." in html
    assert "<bdi>10</bdi>\n</p>" in html, "the darkest shade is of the largest number that is drawn"


def test_without_outlines_there_is_no_map() -> None:
    assert drawing_of(chart("map", series("x", 1, 2, 3))) is None


@pytest.mark.django_db
def test_a_governorate_without_an_outline_is_made_of_its_districts() -> None:
    north = Area.objects.create(key="t-north", name={"ar": "ا", "en": "N"})
    south = Area.objects.create(key="t-south", name={"ar": "ب", "en": "S"}, outline=square(1, 1))
    for place in range(2):
        name = {"ar": "ج", "en": "D"}
        Area.objects.create(key=f"t-d{place}", name=name, under=north, outline=square(place, 2))
        Area.objects.create(key=f"t-e{place}", name=name, under=south, outline=square(place, 0))
    found = outlines_of(["t-north", "t-south", "t-none"])
    assert set(found) == {"t-north", "t-south"}
    assert len(found["t-north"]) == 2
    assert found["t-south"] == square(1, 1)


@pytest.mark.django_db
def test_where_nobody_gave_outlines_a_governorate_has_the_one_that_comes_with_the_platform() -> None:
    division = next(each for each in country_places().divisions.values() if each.outline)
    shipped = Area.objects.create(key="t-shipped", name=dict(division.name))
    given = Area.objects.create(key="t-given", name={"ar": "ب", "en": "B"}, outline=square(1, 1))
    found = outlines_of([shipped.key, given.key, "t-none"])
    assert set(found) == {"t-shipped", "t-given"}
    assert found["t-given"] == square(1, 1)
    drawing = drawing_of(replace(chart("map", series("x", 4), categories=1), outlines=(found["t-shipped"],)))
    assert drawing is not None
    assert drawing.areas[0].path.count("L") > 10


def test_the_rest_of_the_country_is_drawn_without_a_number() -> None:
    given = replace(
        chart("map", series("x", 1), categories=1), outlines=(square(35, 31),), around=(square(36, 31), square(37, 31))
    )
    drawing = drawing_of(given)
    assert drawing is not None
    assert (len(drawing.areas), len(drawing.around)) == (1, 2)
    assert drawing.areas[0].across == 17, "the whole country has its place on the drawing"
    html = str(render(given))
    assert html.count("<path") == 3
