"""A fake exchange rings, answers, ends and records; what is not signed, late or nonsense is refused."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.now import now
from permissions.people.models import User
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from workflows.calls.models import Call

pytestmark = pytest.mark.django_db
SECRET = "only-for-this-test-0123456789-abcdef"
START = "/admin/call-centre/"


class Exchange:
    """What a telephone exchange sends."""

    def __init__(self, secret: str = SECRET) -> None:
        self.client, self.secret = Client(), secret

    def tells(self, event: str, call: str = "a-1", *, late: int = 0, **said: Any) -> int:
        body = json.dumps({"event": event, "call": call, "at": int(now().timestamp()) - late, **said}).encode()
        return self.sends(body, self.signature(body))

    def signature(self, body: bytes) -> str:
        return "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()

    def sends(self, body: bytes, signature: str) -> int:
        headers = {"Insaf-Signature": signature}
        return self.client.post("/api/exchange/", body, content_type="application/json", headers=headers).status_code


@pytest.fixture
def exchange(settings: Any) -> Exchange:
    settings.EXCHANGE_SECRET = SECRET
    return Exchange()


@pytest.fixture
def land() -> Country:
    made = country()
    hire(made, "call_taker", username="taker")
    User.objects.filter(username="taker").update(extension="204")
    return made


def test_a_ringing_call_appears_on_the_screen_of_its_extension_and_is_taken(land: Country, exchange: Exchange) -> None:
    taker = client_of(land, "taker")
    assert taker.get(f"{START}ringing/").json() == {"calls": [], "open": ""}
    assert exchange.tells("ringing", extension="204", number="+962790000001") == 204
    [rings] = taker.get(f"{START}ringing/").json()["calls"]
    assert "+962790000001" in rings["said"]
    assert "+962790000001" in page(taker.get(START))
    call = taker.post(rings["take"]).headers["Location"]
    assert "+962790000001" in page(taker.get(call))
    assert exchange.tells("ended") == 204
    assert "+962790000001" not in page(taker.get(call))
    assert exchange.tells("recorded", recording="rec-7") == 204
    row = Call.objects.get()
    assert (row.recording, row.ended_by) == ("rec-7", "exchange")


def test_the_exchange_answers_and_a_number_withheld_rings_too(land: Country, exchange: Exchange) -> None:
    taker = client_of(land, "taker")
    assert exchange.tells("ringing", extension="204", number="") == 204
    assert "withheld" in page(taker.get(START))
    assert exchange.tells("answered") == 204
    call = taker.get(START).headers["Location"]
    assert taker.get(f"{START}ringing/").json() == {"calls": [], "open": call}
    exchange.tells("ringing", "a-2", extension="204", number="")
    told = taker.get(f"{START}ringing/").json()
    assert (len(told["calls"]), told["open"]) == (1, call), "the next one rings while this one lasts"
    exchange.tells("ended")
    assert taker.get(f"{START}ringing/").json()["open"] == ""


def test_to_look_whether_something_rings_costs_one_statement(land: Country, exchange: Exchange) -> None:
    taker = client_of(land, "taker")
    exchange.tells("ringing", extension="204", number="0790000001")
    taker.get(f"{START}ringing/")
    with CaptureQueriesContext(connection) as queries:
        taker.get(f"{START}ringing/")
    assert len([each for each in queries if "workflows_call" in each["sql"]]) == 1


@pytest.mark.parametrize(
    ("event", "said", "status"),
    [
        ("ringing", {"extension": "999", "number": ""}, 404),
        ("ended", {"call": "nobody's"}, 422),
        ("ended", {"call": "b-2"}, 404),
        ("answered", {"call": "b-2"}, 404),
        ("recorded", {"call": "b-2", "recording": "x"}, 404),
        ("recorded", {"recording": "../../etc"}, 422),
        ("recorded", {}, 422),
        ("ringing", {"extension": "204", "number": "javascript:"}, 422),
        ("dances", {}, 422),
        ("ended", {"late": 301}, 401),
        ("ended", {"late": -301}, 401),
        ("ended", {"at": "soon"}, 422),
        ("ended", {"at": 10**30}, 422),
    ],
)
def test_what_is_wrong_is_refused(land: Country, exchange: Exchange, event: str, said: Any, status: int) -> None:
    exchange.tells("ringing", extension="204", number="")
    assert exchange.tells(event, **said) == status
    assert Call.objects.filter(ended_at=None, recording="").count() == 1


def test_what_is_not_signed_is_not_looked_at(land: Country, exchange: Exchange) -> None:
    body = json.dumps({"event": "ringing", "call": "a", "at": int(now().timestamp()), "extension": "204"}).encode()
    for signature in ("", "sha256=", exchange.signature(body + b" "), Exchange("another").signature(body), "sha256=é"):
        assert exchange.sends(body, signature) == 401
    assert exchange.sends(b"[]", exchange.signature(b"[]")) == 422
    assert exchange.sends(b"x" * 5_000, exchange.signature(b"x" * 5_000)) == 413
    assert exchange.client.get("/api/exchange/").status_code == 405
    assert not Call.objects.exists()


def test_without_the_setting_there_is_nothing(land: Country) -> None:
    for secret in (SECRET, ""):
        assert Exchange(secret).tells("ringing", extension="204", number="") == 401
    assert not Call.objects.exists()
    assert Client().get("/call-centre/").headers["Location"] == START
