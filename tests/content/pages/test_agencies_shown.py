"""The list of agencies on the home page: in its language, found by a word however it is spelled."""

from __future__ import annotations

import pytest

from content.pages.agencies_shown import agencies_shown
from permissions.agencies.models import Agency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agencies() -> None:
    unit = Agency.objects.create(
        code="central", name={"ar": "وحدة الشكاوى", "en": "Complaints unit"}, role="central_unit"
    )
    health = Agency.objects.create(code="moh", name={"ar": "وزارة الصحة", "en": "Ministry of Health"}, parent=unit)
    Agency.objects.create(code="bashir", name={"ar": "مستشفى البشير", "en": "Al-Bashir Hospital"}, parent=health)
    Agency.objects.create(code="moe", name={"ar": "وزارة التربية والتعليم", "en": "Ministry of Education"})
    Agency.objects.create(code="amm", name={"ar": "أمانة عمّان الكبرى", "en": "Greater Amman Municipality"})
    Agency.objects.create(code="old", name={"ar": "وزارة قديمة", "en": "Old ministry"}, active=False)


@pytest.mark.parametrize(
    ("query", "code"),
    [("الصحه", "moh"), ("امانة عمان", "amm"), ("health", "moh"), ("MINISTRY education", "moe"), ("مستشفي", "bashir")],
)
def test_an_agency_is_found_by_words_of_its_name_in_either_language(query: str, code: str) -> None:
    assert [agency.code for agency in agencies_shown(query, "ar").found] == [code]


@pytest.mark.parametrize(
    ("query", "code", "instead"),
    [
        ("مستسفى", "bashir", ("مستسفى", "مستشفى")),
        ("وزارة التريبة", "moe", ("التريبة", "التربية")),
        ("التعلبم", "moe", ("التعلبم", "والتعليم")),
        ("helath", "moh", ("helath", "Health")),
    ],
)
def test_a_slip_of_the_finger_finds_the_agency_and_says_for_what_it_was_taken(
    query: str, code: str, instead: tuple[str, str]
) -> None:
    shown = agencies_shown(query, "ar")
    assert ([agency.code for agency in shown.found], shown.instead) == ([code], (instead,))


def test_units_and_agencies_that_take_no_cases_are_not_listed() -> None:
    shown = agencies_shown("", "en")
    assert shown.total == 4
    assert {agency.code for agency in shown.found} == {"moh", "bashir", "moe", "amm"}


def test_without_a_query_the_first_are_those_with_no_public_body_above_and_nothing_is_lost() -> None:
    shown = agencies_shown("", "en", at_first=3)
    assert [agency.code for agency in shown.first] == ["amm", "moe", "moh"]
    assert [(agency.code, agency.above) for agency in shown.rest] == [("bashir", "Ministry of Health")]


def test_with_a_query_all_that_match_are_shown_at_once() -> None:
    shown = agencies_shown("ministry", "en", at_first=1)
    assert [agency.name for agency in shown.first] == ["Ministry of Education", "Ministry of Health"]
    assert shown.rest == ()


def test_a_query_that_matches_nothing_is_kept_to_be_shown() -> None:
    shown = agencies_shown("  لا شيء ", "ar")
    assert (shown.query, shown.found, shown.instead) == ("لا شيء", (), ())
