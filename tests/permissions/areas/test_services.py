"""Governorates and districts are made, changed and closed as a whole list, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from permissions.access.errors import OutOfReach
from permissions.actors import Actor
from permissions.areas.models import Area
from permissions.areas.selectors import area_paths, areas_in_words, gazetteer
from permissions.areas.services import AreaRefused, NewArea, refused_areas, write_areas
from permissions.audit.models import AuditEntry
from tests.areas import NORTH, a_gazetteer
from tests.scenes import country, hire

pytestmark = pytest.mark.django_db
NAME = {"ar": "جديد", "en": "New"}


@pytest.fixture(autouse=True)
def _gazetteer() -> Iterator[None]:
    a_gazetteer()
    with override("en"):
        yield


def test_a_list_sent_again_changes_nothing_and_a_changed_row_is_in_the_trail() -> None:
    before = AuditEntry.objects.count()
    assert write_areas(NORTH, actor=Actor.operator) == 0
    assert AuditEntry.objects.count() == before
    lake = replace(NORTH[2], name={"ar": "البحيرة", "en": "The Lake"}, closes_on=date(2030, 1, 1))
    assert write_areas([lake], actor=Actor.operator) == 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.data["before"]["en"], entry.data["day"]) == ("area_changed", "Lake", "2030-01-01")


def test_it_is_read_with_its_paths_its_words_and_what_is_open() -> None:
    found = gazetteer()
    assert found.path("north-hill") == ("north", "north-hill")
    assert found.in_words("north-hill", "ar") == "الشمال › التل"
    assert found.path("nowhere") == ()
    assert [found.can_be_chosen(key) for key in ("north", "north-hill", "north-old", "nowhere")] == [
        *(True, True, False, False)
    ]
    assert areas_in_words()["north-old"] == "North › Old (closed)"
    assert area_paths()["south"] == ("south",)
    write_areas([replace(NORTH[0], closes_on=date(2020, 1, 1))], actor=Actor.operator)
    assert not gazetteer().can_be_chosen("north-hill")


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (NewArea("Two Words", NAME), "is not a key"),
        (NewArea("new", NAME), "is not a key"),
        (NewArea("", NAME), "Write a key."),
        (NewArea("x", {"en": "New"}), "Enter the name in Arabic."),
        (NewArea("x", NAME, "nowhere"), "There is no governorate with the key “nowhere”."),
        (NewArea("x", NAME, "north-hill"), "is not a governorate"),
        (NewArea("north", NAME, "south"), "It has districts of its own"),
        (NewArea("north", NAME, "north"), "is not a governorate"),
        (NewArea("x", {"ar": "x", "en": "LAKE"}, "north"), "are called “LAKE”"),
        (NewArea("x", NAME, "", 10_000), "is a number from 0 to 9999"),
    ],
)
def test_what_cannot_be_says_why_and_nothing_of_the_list_is_done(wanted: NewArea, why: str) -> None:
    good = NewArea("good", {"ar": "حسن", "en": "Good"})
    assert why in refused_areas([good, wanted])[1]
    with pytest.raises(AreaRefused, match=why.replace("(", r"\(")):
        write_areas([good, wanted], actor=Actor.operator)
    assert not Area.objects.filter(key="good").exists()


def test_a_key_that_stands_twice_is_refused_and_a_governorate_may_come_with_its_districts() -> None:
    east, gate = NewArea("east", NAME), NewArea("east-gate", NAME, "east")
    assert "is in the list twice" in refused_areas([east, east])[1]
    assert write_areas([gate, east], actor=Actor.operator) == 2
    assert gazetteer().path("east-gate") == ("east", "east-gate")


def test_nobody_but_an_administrator_writes_it() -> None:
    land = country()
    hire(land, "owner")
    with pytest.raises(OutOfReach):
        write_areas([NewArea("x", NAME)], actor=land.actor("owner"))
