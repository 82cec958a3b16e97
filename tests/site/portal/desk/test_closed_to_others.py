"""Every address that one agency's officer was given is, for another agency's, a page that does not exist."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from permissions.access.services import revoke
from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from tests.site.portal.desk.walking import NOWHERE, of_the_case, same
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    storages["private"].save("2026/11/one", ContentFile(b"words"))
    return file_case(files=(StoredFile("one.txt", "text/plain", 5, "0" * 64, "2026/11/one"),))


@pytest.mark.parametrize("stranger", ["officer-moe", "level2-moe", "officer-rights"])
def test_every_address_of_one_officer_is_nothing_to_another(land: Country, case: Case, stranger: str) -> None:
    given = of_the_case(client_of(land, "officer-moh"), case)
    assert len(given) >= 9
    other = client_of(land, stranger)
    work = 1
    for address in given:
        assert same(other.get(address), other.get(NOWHERE)), address
        assert same(other.post(address, {"work": work, "text": "x"}), other.post(NOWHERE, {"text": "x"})), address
    assert case.events.count() == 1


def test_a_sensitive_case_is_nothing_to_the_complaints_unit(land: Country) -> None:
    case = file_case(kind="integrity")
    given = of_the_case(client_of(land, "officer-rights"), case)
    central = client_of(land, "officer-central")
    assert len(given) >= 6
    assert [address for address in given if not same(central.get(address), central.get(NOWHERE))] == []


def test_a_right_taken_back_is_refused_at_once(land: Country, case: Case) -> None:
    client = client_of(land, "staff-moh")
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 200
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    assert client.get(f"/admin/desk/{case.tracking}/")["Location"].startswith("/admin/login/")
