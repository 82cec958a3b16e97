"""Whether something new has come: told of what its reader sees in that view, at the cost of one statement."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.now import now, standing_at
from portal.desk import news_screen
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Assign, Escalate, Note, Refer
from workflows.cases.lifecycle import apply

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def asked(client: Client, since: datetime, tag: str = "", **wanted: str) -> Any:
    headers = {"If-None-Match": tag} if tag else {}
    return client.get(f"/admin/desk/news/?{urlencode({'since': since.isoformat(), **wanted})}", headers=headers)


def test_nothing_new_is_no_content_and_what_came_is_counted(land: Country) -> None:
    file_case()
    drawn = now()
    client = client_of(land, "officer-moh")
    assert asked(client, drawn).status_code == 204
    file_case()
    file_case(kind="inquiry")
    answer = asked(client, drawn)
    assert (answer.status_code, answer.json()) == (200, {"said": "2 new requests: show"})
    assert asked(client, drawn, kind="inquiry").json() == {"said": "1 new request: show"}
    assert asked(client, drawn, view="waiting").status_code == 204
    assert asked(client, drawn, view="closed").status_code == 204


def test_the_same_answer_is_not_sent_twice(land: Country) -> None:
    drawn, client = now(), client_of(land, "officer-moh")
    file_case()
    tag = asked(client, drawn)["ETag"]
    same = asked(client, drawn, tag)
    assert (same.status_code, same.content) == (304, b"")
    file_case()
    assert asked(client, drawn, tag).status_code == 200


def test_what_is_not_theirs_is_no_news(land: Country) -> None:
    drawn = now()
    file_case(kind="integrity")
    file_case(agency="moe")
    for username in ("officer-moh", "level2-moh"):
        assert asked(client_of(land, username), drawn).status_code == 204
    assert asked(client_of(land, "officer-central"), drawn).json() == {"said": "1 new request: show"}
    assert asked(client_of(land, "officer-rights"), drawn).json() == {"said": "1 new request: show"}


def test_what_one_did_oneself_is_none_and_what_comes_by_others_is(land: Country) -> None:
    case = file_case()
    drawn, officer = now(), land.actor("officer-moh")
    apply(case.pk, Note(text="للعلم"), actor=land.actor("staff-moh"))
    apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=officer)
    assert asked(client_of(land, "officer-moh"), drawn).status_code == 204
    assert asked(client_of(land, "staff-moh"), drawn, view="mine").status_code == 200
    apply(case.pk, Escalate(), actor=officer)
    assert asked(client_of(land, "level1-moh"), drawn, view="climbed").status_code == 200
    moved = file_case(agency="moe")
    later = now()
    apply(moved.pk, Refer(agency="moh", reason="لهم"), actor=land.actor("officer-moe"))
    assert asked(client_of(land, "officer-moh"), later).status_code == 200


@pytest.mark.parametrize("username", ["officer-moh", "level1-moh", "officer-central"])
@pytest.mark.parametrize("view", ["", "mine", "waiting"])
def test_it_takes_one_statement_beside_those_that_say_who_asks(land: Country, username: str, view: str) -> None:
    drawn, client = now(), client_of(land, username)
    for _number in range(30):
        file_case()
    asked(client, drawn)
    with CaptureQueriesContext(connection) as queries:
        asked(client, drawn, view=view)
    own = [each["sql"] for each in queries if "workflows_" in each["sql"]]
    assert len(own) == 1
    with CaptureQueriesContext(connection) as nothing:
        client.get("/admin/desk/news/")  # nothing is asked of it: what everybody of the staff costs
    assert len(queries) - len(nothing) == 1


@pytest.mark.parametrize("since", ["", "nonsense", "2026-11-27", "2026-11-27T10:00:00", "9" * 5000])
def test_nonsense_is_nothing_new(land: Country, since: str) -> None:
    file_case()
    assert client_of(land, "officer-moh").get("/admin/desk/news/", {"since": since}).status_code == 204


def test_it_counts_to_a_bound_and_looks_back_for_hours_alone(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_screen, "COUNTED", 2)
    with standing_at(now() - timedelta(days=1)):
        file_case()
    client = client_of(land, "officer-moh")
    assert asked(client, now() - timedelta(days=300)).status_code == 204
    for _number in range(4):
        file_case()
    assert asked(client, now() - timedelta(days=300)).json() == {"said": "2+ new requests: show"}
