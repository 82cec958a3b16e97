"""An announcement stands on every page for as long as it is to, and an editor can close the public pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client

from content.pages.models import HomePage
from content.pages.scheduled import announce_what_is_due
from permissions.now import now, standing_at

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
SAID = "Offices are closed on <Thursday>."


def announce(language: str = "en", **fields: Any) -> HomePage:
    home: HomePage = HomePage.objects.get(locale__language_code=language)
    for name, value in {"announcement": SAID, **fields}.items():
        setattr(home, name, value)
    home.save_revision().publish()
    return home


def is_on(client: Client, path: str) -> bool:
    return "closed on &lt;Thursday&gt;" in client.get(path).content.decode()


def test_it_stands_on_every_page_of_its_language(client: Client) -> None:
    announce()
    assert all(is_on(client, path) for path in ("/en/", "/en/track/", "/en/privacy/", "/en/file/complaint/"))
    assert not is_on(client, "/ar/")


def test_it_begins_and_ends_by_itself_though_pages_are_kept(client: Client) -> None:
    at = now()
    announce(announced_from=at + timedelta(hours=1), announced_until=at + timedelta(hours=2))
    for hours, shown in ((0, False), (1.5, True), (2.5, False)):
        with standing_at(at + timedelta(hours=hours)):
            announce_what_is_due()
            assert is_on(client, "/en/privacy/") is shown


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        announce(announced_from=now(), announced_until=now() - timedelta(hours=1))


def test_closed_for_maintenance_visitors_read_so_and_the_staff_go_on(client: Client, settings: Any) -> None:
    settings.CLOSED_ASKED_EVERY = 0
    announce("ar", maintenance=True)
    for method, path in (("get", "/en/"), ("get", "/ar/track/"), ("post", "/en/file/complaint/")):
        answer = getattr(client, method)(path)
        assert (answer.status_code, answer["Retry-After"]) == (503, "600"), path
    filed = client.post("/api/v1/requests", {}, "application/json", headers={"accept-language": "en"})
    assert (filed.status_code, filed["Retry-After"], filed["Content-Type"]) == (503, "600", "application/problem+json")
    assert "being worked on" in filed.json()["detail"]
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/healthz").status_code == 200
    with patch("portal.gate.middleware.is_closed", side_effect=OperationalError("away")):
        assert client.get("/en/").status_code == 503, "as it was when the database answered"
    assert client.head("/ar/arriving/key/", headers={"Tus-Resumable": "1.0.0"}).status_code == 404, "looked for"
    announce("ar", maintenance=False)
    assert client.get("/en/").status_code == 200
