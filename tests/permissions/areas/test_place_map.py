"""The country's own drawing: every place is on the sheet, names do not lie on one another, north is up."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils.translation import override

from content.forms.place_tags import in_place_words, map_around
from permissions.areas.place_map import CLOSE_KM, FONT_PIXELS, LETTER_WIDTH, UNITS_PER_KM, Label, place_map
from permissions.areas.places import country_places

ZARQA = (36.088, 32.073)
SVG = "{http://www.w3.org/2000/svg}"


def _lie_on_one_another(one: Label, two: Label, font: float) -> bool:
    wide = (len(one.text) + len(two.text)) * LETTER_WIDTH * font / 2
    return abs(one.x - two.x) < wide and abs(one.y - two.y) < font


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_have_room_in_both_views(language: str) -> None:
    drawing = place_map(language)
    assert drawing is not None
    far = [label for label in drawing.labels if label.is_far]
    assert 5 <= len(far) <= 12
    assert len(drawing.labels) > 80
    close = FONT_PIXELS * drawing.close(ZARQA).unit
    for labels, font in ((far, FONT_PIXELS * drawing.far.unit), (drawing.labels, close)):
        near_one_another = [pair for pair in combinations(labels, 2) if _lie_on_one_another(*pair, font)]
        assert [pair for pair in near_one_another if not any(label.is_far for label in pair)] == []


def test_north_is_up_and_distances_are_true() -> None:
    drawing = place_map("en")
    assert drawing is not None
    (x, y), (north_x, north_y) = drawing.at(ZARQA), drawing.at((ZARQA[0], ZARQA[1] + 0.1))
    assert north_x == x
    assert y - north_y == pytest.approx(11.12 * UNITS_PER_KM, abs=1)
    east_x, _y = drawing.at((ZARQA[0] + 0.1, ZARQA[1]))
    assert east_x - x == pytest.approx(9.42 * UNITS_PER_KM, abs=2)
    for place in country_places().places:
        at = drawing.at(place.point)
        assert drawing.far.x < at[0] < drawing.far.x + drawing.far.width
        assert drawing.far.y < at[1] < drawing.far.y + drawing.far.height


@pytest.mark.parametrize(("language", "name"), [("ar", "الزرقاء"), ("en", "Zarqa")])
def test_around_a_position_it_is_well_formed_with_the_pin_in_its_middle(language: str, name: str) -> None:
    with override(language):
        drawn = Template("{% load places %}{% map_around '32.073,36.088' %}").render(Context())
        shown = map_around("32.073,36.088")
    svg = ET.fromstring(drawn.strip())  # noqa: S314  our own
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    assert width == CLOSE_KM * UNITS_PER_KM
    assert shown["pin"] == (round(left + width / 2), pytest.approx(top + height / 2, abs=1))
    pin = svg.find(f"{SVG}g[@class='pin']")
    assert pin is not None
    assert f"translate({shown['pin'][0]} {shown['pin'][1]})" in pin.attrib["transform"]
    assert name in [text.text for text in svg.findall(f"{SVG}text")]
    assert name in svg.attrib["aria-label"]


@pytest.mark.parametrize("typed", ["here", "", "nan,1", "1,2,3", "<b>,1", "1e999,2"])
def test_what_is_no_position_stays_as_it_was_typed(typed: str) -> None:
    assert in_place_words(typed) == typed
