"""Who files much is seen together, by those who know who filed, and nothing tells of those who are hidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from permissions.access.selectors import held_by
from permissions.now import now
from tests.scenes import Country, country, file_case
from workflows.cases.filers import MANY, heavy_filers, others_of
from workflows.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PHONE, EMAIL = "0790000001", "citizen@example.org"


@pytest.fixture
def land() -> Country:
    return country()


def filed(count: int = 1, **changes: Any) -> list[Case]:
    return [file_case(**{"agency": "moh"} | changes) for _number in range(count)]


def test_a_citizen_is_known_by_either_contact(land: Country) -> None:
    both, [phone], [email] = (
        filed(2, phone=PHONE, email=EMAIL),
        filed(phone="+962 79 000 0001", email=""),
        filed(email=EMAIL),
    )
    [stranger] = filed(phone="0790000002", email="")
    held = held_by(land.people["officer-moh"].pk)
    found = others_of([*both, phone, email, stranger], held)
    assert found == {both[0].pk: 3, both[1].pk: 3, phone.pk: 2, email.pk: 2}


def test_another_agency_and_the_hidden_are_not_counted(land: Country) -> None:
    [mine] = filed(phone=PHONE, email="")
    filed(phone=PHONE, email="", agency="moe")
    [hidden] = filed(phone=PHONE, email="", confidential=True)
    file_case(kind="integrity", agency=None, phone=PHONE, email="")
    assert others_of([mine, hidden], held_by(land.people["officer-moh"].pk)) == {}
    assert others_of([mine, hidden], held_by(land.people["officer-central"].pk)) == {mine.pk: 1}


def test_the_unit_has_a_list_of_them(land: Country) -> None:
    filed(MANY - 1, phone="0790000002", email="")
    filed(MANY, phone="0790000003", email="", confidential=True)
    many = filed(MANY - 1, phone=PHONE, email="")
    many += filed(phone=PHONE, email="", agency="moe")
    held = held_by(land.people["officer-central"].pk)
    [found] = heavy_filers(held, since=now() - timedelta(days=1))
    assert (found.latest, found.count, found.open, found.agencies) == (many[-1], MANY, MANY, 2)
    assert heavy_filers(held, since=now() + timedelta(days=1)) == []


@pytest.mark.postgres
def test_it_is_planned_for_the_contacts_of_the_page(land: Country) -> None:
    cases, held = filed(2, phone=PHONE, email=""), held_by(land.people["officer-moh"].pk)
    for _each in range(12):
        others_of(cases, held)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%\"phone_blind\" IN%'")
        assert cursor.fetchone() == (0,), "a plan for whatever contacts reads all people"
