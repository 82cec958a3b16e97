"""What Wagtail draws around every page is kept by all that it depends on: nobody is shown what another one sees."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.people.models import User
from portal.admin_screens import kept_frame
from tests.scenes import Country, country, grant, hire
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db
PROPS = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', re.DOTALL)
CONFIG = re.compile(r'<script id="wagtail-config" type="application/json">(.*?)</script>', re.DOTALL)
INBOX = "/admin/desk/"


@pytest.fixture
def land() -> Country:
    kept_frame._kept.clear()
    return country()


def sidebar(client: Client, address: str = INBOX) -> str:
    (found,) = PROPS.findall(client.get(address).content.decode())
    return str(json.loads(found))


def config(client: Client, address: str = INBOX) -> dict[str, Any]:
    (found,) = CONFIG.findall(client.get(address).content.decode())
    said: dict[str, Any] = json.loads(found)
    return said


def test_each_sees_their_own_menu_however_often_another_was_drawn(land: Country) -> None:
    officer, head = client_of(land, "officer-moh"), client_of(land, "level1-moh")
    for _again in range(2):
        assert "/admin/desk/board/" not in sidebar(officer)
        assert "/admin/desk/board/" in sidebar(head)
    assert "officer-moh" in sidebar(officer)
    assert "level1-moh" in sidebar(head)


def test_it_follows_the_language_the_name_and_the_rights(land: Country) -> None:
    assert "Inbox" in sidebar(client_of(land, "officer-moh"))
    assert "صندوق" in sidebar(client_of(land, "officer-moh", "ar"))
    User.objects.filter(username="officer-moh").update(name={"ar": "ليلى", "en": "Layla"})
    client = client_of(land, "officer-moh")
    assert "Layla" in sidebar(client)
    assert "/admin/desk/filers/" not in sidebar(client)
    grant(land.people["officer-moh"], "central", land.agencies["central"])
    assert "/admin/desk/filers/" in sidebar(client)


def test_the_keys_are_named_as_on_the_machine_of_the_reader(land: Country) -> None:
    client = client_of(land, "officer-moh")
    for machine, key in (("Macintosh", "⌘ + c"), ("Windows NT", "Ctrl + c"), ("Macintosh", "⌘ + c")):
        html = client.get(INBOX, headers={"user-agent": f"Mozilla/5.0 ({machine})"}).content.decode()
        assert f"<kbd>{key}</kbd>" in html


def test_the_token_of_forms_is_each_sessions_own(land: Country) -> None:
    first, second = client_of(land, "officer-moh"), client_of(land, "officer-moh")
    assert config(first)["CSRF_TOKEN"] != config(second)["CSRF_TOKEN"]
    assert config(first)["CSRF_HEADER_NAME"] == config(second)["CSRF_HEADER_NAME"]


def test_editors_have_the_languages_of_pages_anew_and_nobody_else_asks_for_them(land: Country) -> None:
    hire(land, "editor", username="editor")
    editor, officer = client_of(land, "editor"), client_of(land, "officer-moh")
    config(officer)
    for client, address, asked in ((editor, "/admin/", True), (officer, INBOX, False)):
        with CaptureQueriesContext(connection) as queries:
            assert config(client, address)["LOCALES"]
        assert any("wagtailcore_locale" in each["sql"] and "language_code" in each["sql"] for each in queries) == asked
