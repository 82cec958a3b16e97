"""At the desk a name and a number that the identity provider proved are marked so, and nobody else's are."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.scenes import Country, file_case
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
NAME, NUMBER = "ليلى الحديدي", "9001010101"


def facts(land: Country, case: Case, login: str = "officer-moh", language: str = "en") -> dict[str, str]:
    """What the desk says of the citizen, by the words of the field, with its marks."""
    html = client_of(land, login, language).get(f"/admin/desk/{case.tracking}/").content
    found: dict[str, str] = {}
    for facts_ in BeautifulSoup(html, "lxml").select("dl.facts"):
        names = [each.get_text(" ", strip=True) for each in facts_.select("dt")]
        found |= dict(zip(names, [each.get_text(" ", strip=True) for each in facts_.select("dd")], strict=True))
    return found


@pytest.mark.parametrize(
    ("language", "name", "number", "mark"),
    [("en", "Name", "National number", "proved"), ("ar", "الاسم", "الرقم الوطني", "مثبت")],
)
def test_a_proved_name_and_its_number_are_marked(
    land: Country, language: str, name: str, number: str, mark: str
) -> None:
    said = facts(land, file_case(name=NAME, national_number=NUMBER, email="layla@example.org"), language=language)
    assert said[name] == f"{NAME} {mark}"
    assert said[number] == f"{NUMBER} {mark}"
    assert [words for words in said.values() if mark in words] == [said[name], said[number]]


def test_a_name_that_somebody_wrote_is_not(land: Country) -> None:
    said = facts(land, file_case(name=NAME, email="layla@example.org"))
    assert said["Name"] == NAME
    assert "National number" not in said
    assert not any("proved" in words for words in said.values())


def test_who_stays_hidden_is_neither_named_nor_marked(land: Country) -> None:
    case = file_case(name=NAME, national_number=NUMBER, confidential=True)
    html = client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").content.decode()
    assert NAME not in html
    assert NUMBER not in html
    assert "badge done" not in html
