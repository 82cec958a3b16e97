"""After logging in the staff stand where they work, and the menus show them nothing that is not theirs."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from permissions.access.services import grant
from permissions.actors import Actor
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
TRANSLATIONS = "/admin/localize/reports/translations/"
ROOMS_OF_EDITORS = (
    "/admin/pages/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
    "/admin/reports/site-history/results/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/?export=csv",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=a",
    "/admin/images/chooser/",
)


@pytest.fixture
def land() -> Country:
    """With a person of each role that the small country lacks."""
    land = country()
    for role in ("owner", "editor", "administrator", "auditor"):
        hire(land, role)
    return land


def test_the_report_of_translations_is_named_in_the_language_of_each_reader(land: Country) -> None:
    for language, name in (("ar", "الترجمات"), ("en", "Translations")):
        html = page(client_of(land, "editor", language).get("/admin/"))
        assert f'"label": {json.dumps(name)}' in html


@pytest.mark.parametrize(
    ("username", "place"),
    [
        ("officer-moh", "/admin/desk/"),
        ("level1-moh", "/admin/desk/board/"),
        ("level2-moe", "/admin/dashboards/"),
        ("officer-central", "/admin/desk/"),
        ("officer-rights", "/admin/desk/"),
        ("owner", "/admin/studio/"),
        ("auditor", "/admin/figures/"),
        ("administrator", "/admin/access/people/"),
    ],
)
def test_whoever_has_one_place_to_work_lands_there(land: Country, username: str, place: str) -> None:
    response = client_of(land, username).get("/admin/")
    assert (response.status_code, response["Location"]) == (302, place)


def test_an_editors_first_page_leads_nowhere_that_is_not_there_or_not_ours(land: Country) -> None:
    editor = client_of(land, "editor")
    first = page(editor.get("/admin/"))
    assert "/admin/documents/" not in first
    assert "editor guide" not in first.casefold()
    assert "wagtail.org" not in first
    assert "whats-new" not in first
    for address in set(re.findall(r'href="(/admin/[^"#]*)"', first)):
        assert editor.get(address, follow=True).status_code == 200, address


def test_an_officer_who_also_edits_pages_chooses_alone(land: Country) -> None:
    grant(user=land.people["officer-central"], role="editor", agency=land.agencies["central"], actor=Actor.operator)
    assert client_of(land, "officer-central").get("/admin/").status_code == 200


def test_whoever_is_not_logged_in_is_asked_to(land: Country) -> None:
    for path in ("/admin/", *ROOMS_OF_EDITORS):
        assert Client().get(path)["Location"].startswith("/admin/login/?next=/admin/")


@pytest.mark.parametrize(
    ("username", "shown"),
    [("officer-moh", False), ("officer-central", False), ("owner", False), ("administrator", False), ("editor", True)],
)
def test_reports_and_help_of_pages_are_in_the_menus_of_editors_alone(land: Country, username: str, shown: bool) -> None:
    html = page(client_of(land, username).get("/admin/account/"))
    entries = (
        "/admin/reports/site-history/",
        "/admin/localize/reports/",
        "keyboard-shortcuts-trigger",
        '"name": "reports"',
    )
    assert [entry in html for entry in entries] == [shown] * 4


@pytest.mark.parametrize("username", ["officer-moh", "officer-central", "officer-rights", "owner", "administrator"])
def test_the_rooms_of_editors_are_nothing_to_others(land: Country, username: str) -> None:
    client = client_of(land, username)
    nowhere = client.get("/admin/desk/26-00000-0/")
    for path in (*ROOMS_OF_EDITORS, TRANSLATIONS):
        response = client.get(path)
        assert (response.status_code, page(response)) == (404, page(nowhere)), path


def test_editors_still_enter_their_rooms(land: Country) -> None:
    client = client_of(land, "editor")
    assert [path for path in ROOMS_OF_EDITORS if client.get(path).status_code != 200] == []
