"""A citizen reads which office has their request and whether it was opened there, without jargon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.pages.models import HomePage
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.agencies.models import Post
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from tests.seeded_site import pages_and_forms
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Decide, Escalate, Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Concern

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Country:
    return country()


def office(client: Client, case: Case, language: str = "en") -> str:
    """What the head of the page says of who has it; empty where it names the agency alone."""
    prove(client, case, language)
    found = BeautifulSoup(page(client, case, language), "lxml").select_one("[data-office]")
    return " ".join(found.get_text(" ", strip=True).split()) if isinstance(found, Tag) else ""


def read(land: Country, login: str, case: Case) -> None:
    assert client_of(land, login).get(f"/admin/desk/{case.tracking}/").status_code == 200


def test_it_says_the_office_and_that_it_was_opened_when_somebody_of_the_agency_did(
    client: Client, scene: Country
) -> None:
    case = file_case()
    assert office(client, case) == "With: Public service section, MOH · not opened yet"
    read(scene, "officer-central", case)
    assert "not opened yet" in office(client, case)
    read(scene, "officer-moh", case)
    assert office(client, case) == "With: Public service section, MOH · last opened today"
    opened = now()
    with standing_at(opened + timedelta(days=1)):
        assert "last opened yesterday" in office(client, case)
    with standing_at(opened + timedelta(days=3)):
        assert "· last opened on " in office(client, case)
    assert "officer-moh" not in page(client, case, "en")


def test_who_has_the_role_by_their_post_alone_is_of_the_agency(client: Client, scene: Country) -> None:
    moh, officer = scene.agencies["moh"], scene.people["officer-moh"]
    place = RoleAtAgency.objects.get(role__code="liaison", agency=moh)
    Post.objects.filter(agency=moh, level=0).update(brings=place)
    RoleHolding.objects.filter(user=officer).delete()
    case = file_case()
    read(scene, "officer-moh", case)
    assert "last opened today" in office(client, case)


def test_a_post_above_has_its_name_and_has_not_opened_what_the_ground_did(client: Client, scene: Country) -> None:
    case = file_case()
    read(scene, "officer-moh", case)
    apply(case.pk, Escalate(reason="It needs the director."), actor=scene.actor("officer-moh"))
    assert office(client, case) == "With: level1, MOH · not opened yet"
    read(scene, "level1-moh", case)
    assert office(client, case) == "With: level1, MOH · last opened today"


def test_of_what_was_done_without_opening_it_nothing_is_said(client: Client, scene: Country) -> None:
    case = file_case()
    apply(case.pk, Reply(text="We have it."), actor=scene.actor("officer-moh"))
    assert office(client, case) == "With: Public service section, MOH"


def test_the_unit_has_the_telephone_of_the_platform(client: Client, scene: Country) -> None:
    pages_and_forms()
    number = HomePage.objects.get(locale__language_code="en").call_number
    case = file_case(agency=None, subject="Something", text="Something")
    assert office(client, case) == f"With: CENTRAL · not opened yet · {number}"


def test_what_is_hidden_or_decided_says_neither_office_nor_whether_it_was_opened(
    client: Client, scene: Country
) -> None:
    decided = file_case()
    apply(decided.pk, Decide(outcome="resolved", text="It was mended."), actor=scene.actor("officer-moh"))
    hidden = (
        file_case(kind="rights", agency="moe"),
        file_case(confidential=True),
        file_case(concerns=Concern.BODY),
    )
    for case in (decided, *hidden):
        assert office(client, case) == "", case.tracking


@pytest.mark.parametrize(("language", "jargon"), [("ar", "ضابط"), ("en", "iaison")])
def test_no_page_of_the_citizen_s_says_liaison_officer(
    client: Client, scene: Country, language: str, jargon: str
) -> None:
    for post in scene.agencies["moh"].posts.filter(level=0):
        post.name = {"ar": "ضابط الارتباط", "en": "Liaison Officer"}
        post.save()
    open_case, decided = file_case(), file_case()
    apply(decided.pk, Decide(outcome="resolved", text="It was mended."), actor=scene.actor("officer-moh"))
    for case in (open_case, decided):
        prove(client, case, language)
        assert jargon not in page(client, case, language)
    pages_and_forms()
    for path in ("", "how-we-work/", "reply-times/", "privacy/", "about/", "contact/", "file/complaint/"):
        assert jargon not in client.get(f"/{language}/{path}").content.decode(), path


def test_whether_it_was_opened_costs_no_statement(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case, "en")
    page(client, case, "en")
    with CaptureQueriesContext(connection) as queries:
        page(client, case, "en")
    (look,) = [query for query in queries if "permissions_look" in query["sql"]]
    assert look["sql"].startswith("SELECT")
    assert '"workflows_case"."tracking"' in look["sql"]
