"""A case that is hidden is asked for in the very statements that a number which never was is: time tells nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.access.models import Party
from tests.scenes import country, file_case
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
NEVER = "26-0000-0000-0"


@pytest.fixture
def officer() -> Client:
    return client_of(country(), "officer-moh")


def hidden(whose: str) -> str:
    """The number of a case that the officer of moh does not see."""
    if whose == "of another body":
        return file_case(agency="moe").tracking
    if whose == "sealed":
        return file_case(kind="integrity", agency="moh").tracking
    case = file_case(agency="moh")
    Party.objects.create(case_id=case.pk, agency=case.works.get().agency)
    Case.objects.filter(pk=case.pk).update(guarded=True)
    case.works.update(guarded=True)
    return case.tracking


def statements(client: Client, method: str, address: str) -> list[str]:
    """What is asked of the database, without the values."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)(address)
    assert answer.status_code == 404
    return [re.sub(r"'[^']*'|\bNULL\b|\b\d+\b", "?", each["sql"]) for each in asked]


@pytest.mark.parametrize("whose", ["of another body", "sealed", "accusing all of the body"])
@pytest.mark.parametrize(("method", "below"), [("get", ""), ("post", "reply/"), ("get", "files/1/")])
def test_a_hidden_case_costs_what_no_case_costs(officer: Client, whose: str, method: str, below: str) -> None:
    tracking = hidden(whose)
    officer.get(f"/admin/desk/{NEVER}/{below}")
    none = statements(officer, method, f"/admin/desk/{NEVER}/{below}")
    there = statements(officer, method, f"/admin/desk/{tracking}/{below}")
    assert there == none
