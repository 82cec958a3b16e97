"""Every address that one agency's officer was given is, for another agency's, a page that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from permissions.access.services import revoke
from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import addresses_in, client_of, page
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db
NOWHERE = "/admin/desk/26-00000-0/"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    storages["private"].save("2026/11/one", ContentFile(b"words"))
    return file_case(files=(StoredFile("one.txt", "text/plain", 5, "0" * 64, "2026/11/one"),))


def walked(client: Client, start: str) -> Iterator[str]:
    """Every address that is found by following all that the pages give, from ``start`` on."""
    waiting, known = [start], {start}
    while waiting:
        address = waiting.pop()
        yield address
        response = client.get(address)
        if response.streaming:
            assert list(response.streaming_content)  # type: ignore[attr-defined]  # a file, read to its end
        elif response.status_code == 200:
            found = addresses_in(page(response)) - known
            known |= found
            waiting += found


def of_the_case(client: Client, case: Case) -> list[str]:
    return sorted(address for address in walked(client, "/admin/desk/") if case.tracking in address)


def same(first: Any, second: Any) -> bool:
    return (first.status_code, page(first), headers(first)) == (second.status_code, page(second), headers(second))


def headers(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower() not in ("expires", "last-modified")}


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
