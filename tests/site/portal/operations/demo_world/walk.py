"""Walks through the demo as a newcomer who was told what there is, and looks whether each is there."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.test import Client, override_settings

from permissions.people.models import User
from portal.desk.models import ReadyAnswer
from portal.operations.demo_world.cases.scenes import FREQUENT, OBJECTION
from portal.operations.demo_world.news import NEWS
from workflows.calls.models import Call, EndedBy
from workflows.cases.models import Case, ErasureRequest, LegalHold
from workflows.cases.retention import in_force
from workflows.suggestions.models import About, Suggester


def reader(login: str) -> Client:
    """Somebody of the staff, or nobody."""
    client = Client()
    if login:
        client.force_login(User.objects.get(username=login))
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == HTTPStatus.OK, address
    return str(answer.content.decode())


def walk() -> None:
    """Everything but what was learned, which wants many cases."""
    _news()
    _objection()
    assert FREQUENT.name in shown(reader("central"), "/admin/desk/filers/")
    _retention()
    assert ReadyAnswer.objects.filter(text__contains="{").exists(), "ready answers have places to be filled in"
    _places()
    _call()
    for login in ("central", "level1-moh", "officer-moh"):
        assert "data-tile" in shown(reader(login), "/admin/dashboards/"), login


def walk_what_was_learned() -> None:
    """Agencies are suggested from what 500 past requests were about."""
    assert Suggester.objects.filter(about=About.BODY, language="ar").exclude(weights=None).exists()
    assert "data-lesson" in shown(reader("owner"), "/admin/suggestions/")


def _news() -> None:
    for language in ("ar", "en"):
        page = shown(Client(), f"/{language}/news/")
        assert [slug for slug, _age, words in NEWS if getattr(words["title"], language) not in page] == []
        for slug, _age, words in NEWS:
            assert getattr(words["intro"], language) in shown(Client(), f"/{language}/news/{slug}/")


def _objection() -> None:
    case = Case.objects.get(idempotency_key="demo-frequent-0")
    assert case.reopenings == 1
    assert case.tracking in shown(reader("level1-moh"), "/admin/desk/")
    assert OBJECTION in shown(reader("level1-moh"), f"/admin/desk/{case.tracking}/")


def _retention() -> None:
    waits, held = ErasureRequest.objects.get(answered_at=None), LegalHold.objects.get(lifted_at=None)
    page = shown(reader("privacy2"), "/admin/erasures/")
    assert waits.case.tracking in page
    assert held.case.tracking in page
    assert in_force().periods["complaint", "ordinary"].years > 0


def _places() -> None:
    places = Client().get("/areas/places.ar.json")
    assert places.status_code == HTTPStatus.OK
    assert len(places.json()["places"]) > 100
    assert "data-places" in shown(Client(), "/ar/file/complaint/")


def _call() -> None:
    """The exchange is played: it rings at the call-taker's, who sees who calls and what she filed."""
    client = Client()

    def post(address: str, *, data: bytes, headers: dict[str, str], timeout: float) -> Any:
        there = address.removeprefix("http://127.0.0.1:8000")
        answer = client.post(there, data, content_type="application/json", headers=headers)
        answer.text = answer.content.decode()
        return answer

    played = patch("portal.management.commands.simulate_call.requests.post", post)
    with played, override_settings(EXCHANGE_SECRET="only-for-this-test-0123456789-abcdef"):
        call_command("simulate_call", rings=0, lasts=0)
    call = Call.objects.get(exchange__startswith="demo-")
    assert (call.taker.username, call.ended_by) == ("callcentre", EndedBy.EXCHANGE)
