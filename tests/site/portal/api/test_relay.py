"""An address for news alone through a machine: offered by sealed forms, left and forgotten, told to nobody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.content.forms import made
from tests.content.forms.counted_with import is_counted_from_here
from tests.scenes import file_case
from tests.site.portal.api.calling import WORDS, Caller, errors, problem
from workflows.cases.models import Case, RelayAddress
from workflows.cases.relay import relay_of

pytestmark = pytest.mark.django_db
ADDRESS = "quiet-reed@example.org"


@pytest.fixture
def app() -> Caller:
    made.english_forms("integrity", "complaint")
    return Caller()


def filled(app: Caller, kind: str = "integrity", **more: Any) -> dict[str, Any]:
    return {"form": app.form_of(kind), "answers": dict(WORDS), **more}


def opened(app: Caller, kind: str = "integrity", **more: Any) -> Case:
    response = app.post("/requests", filled(app, kind, **more))
    assert response.status_code == 201, response.content
    app.token = response.json()["token"]
    return Case.objects.get(tracking=response.json()["tracking"])


def test_a_sealed_form_offers_it_and_no_other(app: Caller) -> None:
    offered = app.get(f"/forms/{app.form_of('integrity')}").json()
    assert (offered["relay"]["key"], offered["relay"]["required"]) == ("relay", False)
    assert "No one who works on your request sees this address" in offered["relay"]["hint"]
    assert "relay" not in {field["key"] for question in offered["questions"] for field in question["fields"]}
    assert app.get(f"/forms/{app.form_of('complaint')}").json()["relay"] is None


def test_it_comes_with_the_form_and_is_told_to_nobody(app: Caller) -> None:
    case = opened(app, relay=ADDRESS)
    assert relay_of(case) == ADDRESS
    read = app.get("/request")
    assert read.json()["relayed"] is True
    assert "quiet-reed" not in read.content.decode()


@pytest.mark.parametrize("said", [None, ""])
def test_without_one_nothing_is_kept(app: Caller, said: str | None) -> None:
    opened(app, relay=said)
    assert app.get("/request").json()["relayed"] is False
    assert not RelayAddress.objects.exists()


def test_what_is_no_address_and_what_no_form_asks_is_refused(app: Caller) -> None:
    assert "Write the email address in full" in errors(app.post("/requests", filled(app, relay="quiet-reed")))["relay"]
    assert set(errors(app.post("/requests", filled(app, "complaint", relay=ADDRESS)))) == {"relay"}
    among = filled(app)
    among["answers"]["relay"] = ADDRESS
    assert set(errors(app.post("/requests", among))) == {"relay"}
    assert not Case.objects.exists()


def test_it_is_left_and_forgotten_later_each_as_often_as_it_is_sent(app: Caller) -> None:
    case = opened(app)
    assert set(errors(app.post("/request/relay", {"relay": "quiet"}))) == {"relay"}
    assert set(errors(app.post("/request/relay", {}))) == {"relay"}
    for address in ("first@example.org", ADDRESS, f" {ADDRESS} "):
        assert "We’ll write there" in app.post("/request/relay", {"relay": address}).json()["said"]
    assert relay_of(case) == ADDRESS
    for _again in range(2):
        gone = app.post("/request/relay", {"relay": None})
        assert "The address is forgotten" in gone.json()["said"]
    assert not RelayAddress.objects.exists()


def test_who_left_no_name_leaves_one_too(app: Caller) -> None:
    case = opened(app, "complaint")
    assert app.get("/request").json()["relayed"] is False
    assert app.post("/request/relay", {"relay": ADDRESS}).status_code == 200
    assert relay_of(case) == ADDRESS


def test_an_ordinary_request_takes_none_and_a_stranger_leaves_none(app: Caller) -> None:
    app.open(file_case(name="Samar Haddad", email="samar@example.org"))
    assert app.get("/request").json()["relayed"] is None
    assert problem(app.post("/request/relay", {"relay": ADDRESS})) == (409, "not-possible")
    app.token = ""
    assert problem(app.post("/request/relay", {"relay": ADDRESS})) == (401, "closed")
    assert problem(app.post("/request/relay", {"relay": None})) == (401, "closed")
    assert not RelayAddress.objects.exists()


@pytest.mark.parametrize(("kind", "counted"), [("integrity", False), ("complaint", True)])
def test_nothing_is_counted_of_a_sealed_form_with_the_network_it_came_from(
    app: Caller, kind: str, counted: bool, settings: Any
) -> None:
    settings.LIMITS_ON = True
    opened(app, kind)
    assert is_counted_from_here() == counted
