"""Language, digits and calendar change by one press, on the page where it was pressed."""

from __future__ import annotations

import pytest

from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def test_the_same_page_in_the_other_language_says_so_in_it(land: Country) -> None:
    client = client_of(land, "officer-moh")
    answer = client.post("/admin/reading/", {"language": "ar", "next": "/admin/desk/?view=mine"}, follow=True)
    assert answer.redirect_chain == [("/admin/desk/?view=mine", 302)]
    page = answer.content.decode()
    assert 'lang="ar"' in page
    assert "تخاطبك المنصّة الآن بالعربية" in page
    back = client.post("/admin/reading/", {"language": "en", "next": "/admin/desk/"}, follow=True).content.decode()
    assert "The platform speaks English to you now." in back


@pytest.mark.parametrize("asked", ["https://evil.example/admin/", "//evil.example", "/ar/", "", "/admin/\\evil", "x"])
def test_it_leads_nowhere_else(land: Country, asked: str) -> None:
    answer = client_of(land, "officer-moh").post("/admin/reading/", {"language": "en", "next": asked})
    assert answer["Location"] == ("/admin/%5Cevil" if asked == "/admin/\\evil" else "/admin/") or answer[
        "Location"
    ].startswith("/admin/")


def test_an_unknown_language_or_switch_changes_nothing(land: Country) -> None:
    client = client_of(land, "officer-moh")
    client.post("/admin/reading/", {"language": "xx", "hijri": "perhaps", "is_active": "off"})
    person = land.people["officer-moh"]
    person.refresh_from_db()
    assert (person.hijri, person.arabic_digits, person.is_active) == (False, False, True)


def test_numbers_and_dates_are_written_as_their_reader_chose(land: Country) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")
    client.post("/admin/reading/", {"language": "ar"})
    address = f"/admin/desk/{case.tracking}/"
    assert "للهجرة" not in client.get(address).content.decode()
    client.post("/admin/reading/", {"arabic_digits": "on"})
    client.post("/admin/reading/", {"hijri": "on"})
    page = client.get(address).content.decode()
    assert "٢٠٢" in page
    assert "للهجرة" in page
    assert case.tracking in page, "a number that is copied or read out stays as it is"
    colleague = client_of(land, "staff-moh").get(address).content.decode()
    assert "للهجرة" not in colleague
    client.post("/admin/reading/", {"language": "en"})
    english = client.get(address).content.decode()
    assert " AH" in english
    assert "٢٠٢" not in english
