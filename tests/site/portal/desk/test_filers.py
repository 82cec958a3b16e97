"""How many other requests a citizen has, in the inbox; and the unit's list of those who file much."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.filers import MANY

pytestmark = pytest.mark.django_db
PHONE = "0790000001"
FILERS = "/admin/desk/filers/"


@pytest.fixture
def land() -> Country:
    return country()


def test_a_row_of_the_inbox_says_how_many_others_there_are_and_leads_to_them(land: Country) -> None:
    mine = [file_case(agency="moh", phone=PHONE, email="") for _number in range(3)]
    file_case(agency="moe", phone=PHONE, email="")
    alone = file_case(agency="moh", phone="0790000002", email="")
    client = client_of(land, "officer-moh")
    shown = BeautifulSoup(page(client.get("/admin/desk/")), "lxml")
    link = shown.select_one(f'[data-others-of="{mine[0].tracking}"] a')
    assert link is not None
    assert link.text.strip().startswith("2 other")
    assert shown.select_one(f'[data-others-of="{alone.tracking}"]') is None
    assert shown.select_one(f'tr[data-case="{alone.tracking}"] .subject a') is not None
    found = page(client.get(f"/admin/desk/search/{str(link['href']).removeprefix('/admin/desk/search/')}"))
    assert all(case.tracking in found for case in mine)


def test_the_unit_sees_those_who_file_much(land: Country) -> None:
    cases = [file_case(agency="moh", phone=PHONE, email="", name="سلمى") for _number in range(MANY)]
    shown = BeautifulSoup(page(client_of(land, "officer-central").get(FILERS)), "lxml")
    [row] = shown.select("tr[data-filer]")
    assert row["data-filer"] == cases[-1].tracking
    assert "سلمى" in row.text
    assert client_of(land, "officer-moh").get(FILERS).status_code == 404


def test_nobody_is_on_it_who_is_hidden(land: Country) -> None:
    for _number in range(MANY):
        file_case(agency="moh", phone=PHONE, email="", name="سلمى", confidential=True)
    shown = page(client_of(land, "officer-central").get(FILERS))
    assert "سلمى" not in shown
    assert "data-empty" in shown
