"""What rights cost a page: at most two queries, however many cases, agencies held and people there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.agencies.models import Agency
from tests.scenes import Country, country, file_case, grant, hire
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import AskIdentity
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
RIGHT = '"auth_permission"."codename"'
"""In each query that asks what somebody may: ours, and Django's for the screens that ask it."""
OF_THE_MENU = "wagtailcore_group"
"""Wagtail's menu asks for permissions on pages and collections beside it, always the same."""
PAGES = {
    "/admin/desk/": "officer-moh",
    "/admin/desk/?q=صورة": "officer-central",
    "/admin/desk/{tracking}/": "officer-moh",
    "/admin/desk/{tracking}/reply/": "officer-moh",
    "/admin/identities/": "custodian",
    "/admin/identities/{tracking}/1/": "custodian",
    "/admin/audit/": "auditor",
    "/admin/figures/": "auditor",
    "/admin/studio/": "owner",
    "/admin/account/": "officer-moh",
}


@pytest.fixture
def land() -> Country:
    made = country()
    for role in ("custodian", "auditor", "owner"):
        hire(made, role)
    return made


def costs(land: Country, case: Case) -> dict[str, tuple[int, int]]:
    """Of each page: the queries that ask what somebody may, and all of them."""
    return {page: cost(client_of(land, who), page.format(tracking=case.tracking)) for page, who in PAGES.items()}


def cost(client: Client, address: str) -> tuple[int, int]:
    client.get(address)  # what is asked once a session
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code in (200, 302), address
    return sum(RIGHT in each["sql"] and OF_THE_MENU not in each["sql"] for each in queries), len(queries)


def grow(land: Country) -> None:
    """Thirty cases, eight agencies at which all of them hold their role too, and twenty people with one."""
    roles = {"officer-moh": "liaison", "officer-central": "officer"}
    for number in range(8):
        code = f"new-{number}"
        land.agencies[code] = Agency.objects.create(code=code, name={"ar": code, "en": code})
        for username, role in roles.items():
            grant(land.people[username], role, land.agencies[code])
    for number in range(20):
        hire(land, "officer", "moh", username=f"new-{number}")
    for _number in range(30):
        file_case(confidential=True)


def test_two_queries_at_most_and_none_more_as_everything_grows(land: Country) -> None:
    case = file_case(confidential=True)
    apply(case.pk, AskIdentity(reason="Needed."), actor=land.actor("officer-moh"))
    few = costs(land, case)
    assert {page: asked for page, (asked, _all) in few.items() if asked > 2} == {}
    grow(land)
    many = costs(land, case)
    assert {page: (few[page], cost) for page, cost in many.items() if cost > few[page]} == {}
