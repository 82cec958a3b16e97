"""What someone would see is told in words, with what differs marked, and no case is read for it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.access.models import RoleHolding
from permissions.access.selectors import held_by
from tests.scenes import Country, file_case
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.signed_in import page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply

pytestmark = pytest.mark.django_db


def told(client: Client, land: Country, login: str, query: str = "") -> set[tuple[str, str]]:
    """Sign and words of all that is told."""
    html = page(client.get(f"/admin/access/people/{land.people[login].pk}/what-if/{query}"))
    found = re.findall(r'data-sign="(\w+)">(.*?)</li>', html, re.DOTALL)
    return {(sign, words(re.sub(r'<span class="badge.*', "", said))) for sign, said in found}


def test_what_is_seen_now(admin: Client, land: Country) -> None:
    assert told(admin, land, "staff-moh") == {
        ("same", "Ordinary requests of MOH"),
        ("same", "Inbox"),
        ("same", "Quality of answers"),
        ("same", "Rating comments"),
        ("same", "Dashboards"),
        ("same", "Own reports"),
        ("same", "I am away"),
        ("same", "Log-in and security"),
    }


def test_one_role_more(admin: Client, land: Country) -> None:
    found = told(admin, land, "staff-moh", "?role=rights_handler&agency=rights")
    assert ("new", "Sensitive requests of RIGHTS") in found
    assert ("same", "Ordinary requests of MOH") in found


def test_the_complaints_unit_sees_every_agency_and_nothing_is_said_to_be_lost(admin: Client, land: Country) -> None:
    found = told(admin, land, "staff-moh", "?role=central&agency=central")
    assert ("new", "Ordinary requests of every agency") in found
    assert "gone" not in {sign for sign, _words in found}


def test_without_the_only_role(admin: Client, land: Country) -> None:
    holding = RoleHolding.objects.get(user=land.people["staff-moh"])
    assert {sign for sign, _words in told(admin, land, "staff-moh", f"?without=role:{holding.pk}")} == {"gone"}


@pytest.mark.parametrize("query", ["?role=central", "?role=central&agency=moh", "?day=soon", "?without=role:999"])
def test_nonsense_is_told(admin: Client, land: Country, query: str) -> None:
    html = page(admin.get(f"/admin/access/people/{land.people['staff-moh'].pk}/what-if/{query}"))
    assert 'class="err"' in html


def test_that_a_sealed_case_is_worked_by_name_is_not_told(admin: Client, land: Country) -> None:
    before = told(admin, land, "level2-central")
    case = file_case(kind="integrity")
    concerned = (Concerned(agency_id=land.agencies["rights"].pk),)
    apply(case.pk, SetParties(parties=concerned, reason="It says so"), actor=land.actor("officer-rights"))
    assert held_by(land.people["level2-central"].pk).named_to_work == {case.pk}
    assert told(admin, land, "level2-central") == before


def test_no_table_of_cases_is_asked(admin: Client, land: Country) -> None:
    file_case()
    with CaptureQueriesContext(connection) as asked:
        told(admin, land, "officer-moh", "?role=central&agency=central")
        told(admin, land, "officer-moh")
    assert [query["sql"] for query in asked if "workflows_" in query["sql"]] == []
    assert len(asked) > 10
