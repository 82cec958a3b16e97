"""Browsers get the country's places, so that a position is put into words where it is."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.areas.services import write_areas
from portal.operations.demo_world.agencies.areas import AREAS

pytestmark = pytest.mark.django_db


def places(language: str) -> dict[str, Any]:
    return dict(Client().get(f"/areas/places.{language}.json").json())


@pytest.mark.parametrize(("language", "zarqa", "country"), [("ar", "الزرقاء", "الأردن"), ("en", "Zarqa", "Jordan")])
def test_each_place_says_its_governorate_and_its_district_where_one_bears_its_name(
    language: str, zarqa: str, country: str
) -> None:
    write_areas(AREAS, actor=Actor.operator)
    answer = places(language)
    assert answer["country"] == country
    by_name = {place["name"]: place for place in answer["places"]}
    assert by_name[zarqa]["division"] == "17"
    assert answer["divisions"]["17"]["key"] == "zarqa"
    russeifa = by_name["الرصيفة" if language == "ar" else "Russeifa"]
    assert russeifa["key"] == "zarqa-russeifa"
    assert {division["key"] for division in answer["divisions"].values()} == {
        area.key for area in AREAS if not area.under
    }
    assert ET.fromstring(answer["drawing"].strip()).tag.endswith("svg")  # noqa: S314  our own


def test_without_governorates_places_lead_to_none() -> None:
    answer = places("en")
    assert {place["key"] for place in answer["places"]} == {""}
    assert {division["key"] for division in answer["divisions"].values()} == {""}


def test_it_is_small_the_same_for_everybody_and_there_in_offered_languages_alone() -> None:
    answer = Client().get("/areas/places.ar.json")
    assert len(answer.content) < 60_000
    assert "public" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    for language in ("xx", "ar-x", "..", "AR"):
        assert Client().get(f"/areas/places.{language}.json").status_code == 404
