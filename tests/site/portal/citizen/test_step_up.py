"""Who has a request in their list for its address alone reads it; to act they prove the address, or show its code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from permissions.citizens import services
from permissions.citizens.models import AddressKind, Citizen
from permissions.limits.catalogue import CODES
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from portal.citizen.acts import ACTS
from portal.citizen.urls import urlpatterns
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.citizen.signing_in import known, sign_in
from workflows.cases.actions import AskCitizen
from workflows.cases.joining import join
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, JoinedCase
from workflows.cases.tracking import find_case
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.reaching import set_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land", "_texts")]
NUMBER = "+962791234567"
NOT_TAKEN = 405
"""Where an address takes no such sending at all, from nobody."""
READ = {"follow", "follow_file", "follow_here", "follow_proof"}
"""What only shows a request, says that its page is open, or is the way to prove."""


@pytest.fixture
def _texts(settings: Any, tmp_path: Path) -> None:
    settings.SMS_URL = f"file://{tmp_path}"


@pytest.fixture
def case() -> Case:
    """A request on which a number stands, where our message was taken."""
    filed = file_case(email="", phone=NUMBER, name="Huda", subject="Water")
    deliver_waiting()
    return filed


@pytest.fixture
def huda() -> Citizen:
    """An account with a mailbox and that number, both proved some time today."""
    citizen = services.sign_in_by_address(AddressKind.EMAIL, "huda@example.org")
    services.add_address(citizen, AddressKind.PHONE, NUMBER)
    return citizen


@pytest.fixture
def reader(huda: Citizen, case: Case) -> Client:
    """A browser in which they are signed in, and in which no code was typed for the number."""
    return known(huda)


def act_addresses() -> list[tuple[str, list[str]]]:
    """Each address at which something can be done to one request: its name, and what stands in it beside the number."""
    names = {str(path.name) for path in urlpatterns if str(path.pattern).startswith("track/<str:tracking>/")}
    more = {"follow_act": list(ACTS), "follow_data_file": ["0" * 32]}
    return [(name, [part] if part else []) for name in sorted(names - READ) for part in more.get(name, [""])]


def at(case: Case, name: str, parts: list[str]) -> str:
    return reverse(name, args=[case.tracking, *parts]).replace("/ar/", "/en/")


def code_in(tmp_path: Path) -> str:
    deliver_waiting()
    last = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return str(re.findall(r"\b\d{6}\b", json.loads(last.read_text())["text"])[-1])


def test_it_is_read_without_any_code_and_no_act_is_offered(reader: Client, case: Case) -> None:
    shown = page(reader, case, "en")
    assert "Water" in shown
    assert "data-proof" in shown
    assert "/withdraw/" not in shown
    assert "/new-code/" not in shown


@pytest.mark.parametrize(("name", "parts"), act_addresses(), ids=str)
def test_every_address_of_an_act_asks_for_proof(reader: Client, case: Case, name: str, parts: list[str]) -> None:
    said = {"text": "My words.", "act": "none", "forget": "1"}
    before = case.events.count()
    sent, asked = reader.post(at(case, name, parts), said), reader.get(at(case, name, parts))
    assert (sent.status_code, asked.status_code) != (NOT_TAKEN, NOT_TAKEN)
    if sent.status_code != NOT_TAKEN:
        assert (sent.status_code, "Confirm it’s you" in sent.content.decode()) == (403, True)
        assert "My words." in sent.content.decode(), "what was typed is there to be copied"
    if asked.status_code != NOT_TAKEN:
        assert asked["Location"] == f"/en/track/{case.tracking}/proof/"
    case.refresh_from_db()
    assert (case.events.count(), find_case(case.tracking, case.secret)) == (before, case)


def test_there_are_such_addresses() -> None:
    assert len(act_addresses()) >= len(ACTS) + 8


def test_a_code_that_is_typed_opens_the_acts_of_this_session(reader: Client, case: Case, tmp_path: Path) -> None:
    address = f"/en/track/{case.tracking}/proof/"
    shown = reader.get(address).content.decode()
    assert "…567" in shown
    assert NUMBER not in shown
    assert reader.post(address, {"kind": "phone"})["Location"] == "/en/my/code/"
    assert f'href="{address}"' in reader.get("/en/my/code/").content.decode(), "another code is asked for there"
    answer = reader.post("/en/my/code/", {"code": code_in(tmp_path)})
    assert answer["Location"] == f"/en/track/{case.tracking}/"
    shown = page(reader, case, "en")
    assert "We’ve checked that it’s you." in shown
    assert "data-proof" not in shown
    assert reader.get(address)["Location"] == f"/en/track/{case.tracking}/"
    reader.post(f"/en/track/{case.tracking}/add/", {"text": "More of it"})
    assert case.messages.filter(text="More of it").exists()
    reader.post("/en/my/leave/")
    assert reader.get(f"/en/track/{case.tracking}/").status_code == 302


def test_the_code_of_the_request_is_the_other_way(reader: Client, case: Case) -> None:
    prove(reader, case, "en")
    assert "data-proof" not in page(reader, case, "en")
    reader.post(f"/en/track/{case.tracking}/add/", {"text": "More of it"})
    assert case.messages.filter(text="More of it").exists()


def test_who_signed_in_with_the_address_acts_at_once_and_a_new_code_leaves_the_list_as_it_was(
    case: Case, tmp_path: Path
) -> None:
    client = Client()
    client.post("/en/my/", {"address": "0791234567"})
    client.post("/en/my/code/", {"code": code_in(tmp_path)})
    assert "data-proof" not in page(client, case, "en")
    assert client.post(f"/en/track/{case.tracking}/new-code/").status_code == 302
    assert find_case(case.tracking, case.secret) is None
    assert JoinedCase.objects.filter(case=case).count() == 1
    assert "Water" in client.get("/en/my/").content.decode()


def test_a_code_for_another_address_proves_nothing_of_this_one(huda: Citizen, case: Case) -> None:
    client = sign_in(Client())
    assert "data-proof" in page(client, case, "en")
    assert client.post(f"/en/track/{case.tracking}/withdraw/").status_code == 403


def test_what_was_joined_is_acted_on_as_before(huda: Citizen, case: Case) -> None:
    join(huda, case)
    assert "data-proof" not in page(known(huda), case, "en")


def test_a_code_that_another_has_replaced_opens_no_act(reader: Client, case: Case, huda: Citizen) -> None:
    set_address(case, AddressKind.PHONE, NUMBER)
    prove(reader, case, "en")
    other = Client()
    prove(other, case, "en")
    sign_in_session = known(huda)
    assert sign_in_session.post(f"/en/track/{case.tracking}/add/", {"text": "x"}).status_code == 403
    join(huda, case)
    sign_in_session.post(f"/en/track/{case.tracking}/new-code/")
    JoinedCase.objects.all().delete()
    assert other.get(f"/en/track/{case.tracking}/").status_code == 302
    assert reader.post(f"/en/track/{case.tracking}/add/", {"text": "x"}).status_code != 200
    assert not case.messages.filter(text="x").exists()


def test_a_question_is_read_and_its_answer_asks_for_proof(reader: Client, case: Case, land: Country) -> None:
    apply(case.pk, AskCitizen(text="Which street?"), actor=land.actor("officer-moh"))
    shown = page(reader, case, "en")
    assert "Which street?" in shown
    assert "Send the answer" not in shown


def test_a_stranger_and_who_is_signed_in_as_somebody_else_learn_nothing(case: Case) -> None:
    browsers: list[Callable[[], Client]] = [Client, lambda: sign_in(Client(), "omar@example.org")]
    for browser in browsers:
        seen = set()
        for tracking in (case.tracking, "26-0000-0000-0"):
            client = browser()
            for address in ("", "proof/", "withdraw/", "new-code/"):
                answer = (
                    client.post(f"/en/track/{tracking}/{address}") if address else client.get(f"/en/track/{tracking}/")
                )
                seen.add((address, answer.status_code, answer.headers.get("Location", "").replace(tracking, "number")))
        assert len(seen) == 4, "an unknown number is answered as that of somebody else"


def test_without_a_gateway_the_code_of_the_request_is_left(reader: Client, case: Case, settings: Any) -> None:
    settings.SMS_URL = ""
    answer = reader.post(f"/en/track/{case.tracking}/proof/")
    assert answer.status_code == 422
    assert "We can’t send text messages at the moment." in answer.content.decode()
    assert f"/en/track/?tracking={case.tracking}" in answer.content.decode()


@pytest.mark.usefixtures("limits_on")
def test_a_network_that_asks_too_often_is_slowed(reader: Client, case: Case) -> None:
    count_up({key_of(CODES, "127.0.0.1", now()): CODES.most or 0}, ends_at=hour_of(now()) + HOUR)
    assert reader.post(f"/en/track/{case.tracking}/proof/").status_code == 429
