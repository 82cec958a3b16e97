"""Ways to reach people: what one takes, and what is noted where there is none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from tests.scenes import Country, file_case
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports import TRANSPORTS, reach_of, reach_of_staff
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


def acknowledgement() -> OutboxEntry:
    return OutboxEntry.objects.get(topic="acknowledged")


@pytest.mark.parametrize(
    ("said", "why"),
    [({"email": "", "phone": "0790000000"}, Unsent.NO_TRANSPORT), ({"email": ""}, Unsent.NO_ADDRESS)],
)
def test_what_no_transport_took_is_not_noted_as_delivered(land: Country, said: dict[str, str], why: Unsent) -> None:
    file_case(**said)
    assert deliver_waiting() == (1, 1)
    entry = acknowledgement()
    assert (entry.delivered_at, entry.unsent_at is not None, entry.problem) == (None, True, why)
    assert deliver_waiting() == (0, 0)


def test_without_a_mail_server_a_letter_by_e_mail_is_not_noted_as_delivered(land: Country, settings: Any) -> None:
    settings.EMAIL_IS_SET_UP = False
    file_case()
    assert deliver_waiting() == (0, 2)
    assert mail.outbox == []
    assert acknowledgement().problem == Unsent.NO_TRANSPORT


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_message_ends_with_its_link_and_says_number_and_code_alone(
    land: Country, settings: Any, tmp_path: Path, language: str
) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(language=language, email="", phone="0790000000", subject="Water")
    assert deliver_waiting() == (2, 0)
    text = json.loads(next(tmp_path.iterdir()).read_text(encoding="utf-8"))["text"]
    assert re.search(rf"\n{re.escape(settings.INSAF_URL)}(/en)?/s/\w{{11}}$", text), text
    assert case.tracking in text
    assert case.secret in text.replace(" ", "")
    assert case.subject not in text
    # A single mark, and an English message would hold 70 letters instead of 160.
    assert not any(letter in text for letter in "\u2066\u2068\u2069")


class Pigeon:
    """A way to reach people that nothing but its own class knows."""

    def __init__(self, *, to_staff: bool) -> None:
        self.to_staff = to_staff
        self.flown: list[str] = []

    def ready(self) -> bool:
        return True

    def address_of(self, reader: Reader) -> str:
        return f"roof of {reader.email}" if reader.email else ""

    def counted_as(self, address: str) -> str:
        return address

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        self.flown.append(address)


@pytest.mark.parametrize("to_staff", [True, False])
def test_a_new_transport_says_by_itself_whom_it_reaches(
    land: Country, monkeypatch: pytest.MonkeyPatch, *, to_staff: bool
) -> None:
    pigeon = Pigeon(to_staff=to_staff)
    monkeypatch.setitem(TRANSPORTS, "pigeon", pigeon)
    case, officer = file_case(email="huda@example.org"), land.people["officer-moh"]
    assert deliver_waiting() == (2, 0)
    staff = [f"roof of {officer.email}"] if to_staff else []
    assert sorted(pigeon.flown) == sorted(["roof of huda@example.org", *staff])
    assert reach_of(case.person)["pigeon"] == "roof of huda@example.org"
    assert ("pigeon" in reach_of_staff(officer)) is to_staff


def test_staff_get_no_text_messages(land: Country) -> None:
    land.people["officer-moh"].phone = "0790000000"
    assert {"email", "sms"} & set(reach_of_staff(land.people["officer-moh"])) == {"email"}
