"""A letter that comes back later is said to have come back, by notices as mail servers write them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.scenes import Country, country, file_case
from tests.workflows.notifications.notices import OUTLOOK, POSTFIX, notice
from workflows.notifications.came_back import MOST_BYTES, Notice, message_id, note
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.told import State, confirmations, letters, letters_of, told
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Country:
    return country()


@pytest.fixture
def sent(scene: Country) -> OutboxEntry:
    """A letter to a citizen, as it left."""
    file_case()
    deliver_waiting()
    return OutboxEntry.objects.get(topic="acknowledged")


def number_of(entry: OutboxEntry) -> str:
    """As the mail server saw it."""
    letter = next(each for each in mail.outbox if "citizen@example.org" in each.to)
    number = str(letter.message()["Message-ID"])
    assert len(number) > 100, "nobody makes it up, and it does not tell how many letters there were"
    return number


@pytest.mark.parametrize("shape", [POSTFIX, OUTLOOK])
def test_what_a_mail_server_says_is_noted_with_the_letter_once(sent: OutboxEntry, shape: str) -> None:
    number = number_of(sent)
    assert note(notice(number, shape=shape)) == Notice.NOTED
    assert note(notice(number, shape=shape)) == Notice.KNOWN
    sent.refresh_from_db()
    said = told(sent)
    assert said.state == State.RETURNED
    assert "5.1.1" in said.reason
    assert not said.again
    assert [entry.pk for entry in letters(state=State.RETURNED)] == [sent.pk]
    assert sent.pk not in {entry.pk for entry in letters(state=State.SENT)}
    assert sent.case is not None
    assert {each.state for each in letters_of(sent.case, most=9)} == {State.RETURNED, State.SENT}
    (confirmed,) = confirmations(sent.case, [("email", "citizen@example.org")])
    assert (confirmed.at, confirmed.failed) == (None, True)


@pytest.mark.parametrize(
    "said",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"action": "delivered", "status": "2.0.0"},
        {"action": "relayed", "status": "2.1.5"},
    ],
)
def test_what_is_late_or_arrived_did_not_come_back(sent: OutboxEntry, said: dict[str, str]) -> None:
    assert note(notice(number_of(sent), **said)) == Notice.OTHER
    sent.refresh_from_db()
    assert told(sent).state == State.SENT


def test_what_was_given_up_after_days_came_back_with_its_code(sent: OutboxEntry) -> None:
    assert note(notice(number_of(sent), status="4.4.7 (delivery time expired)")) == Notice.NOTED
    sent.refresh_from_db()
    assert sent.problem == "came back: 4.4.7"


def test_nobody_makes_up_that_a_letter_came_back(sent: OutboxEntry, settings: Any) -> None:
    number = number_of(sent)
    for made_up in (f"<{sent.pk}@localhost>", number.replace("<gA", "<gB"), "<>", "no number", number[:-30] + "@a>"):
        assert note(notice(made_up)) == Notice.OTHER
    enclosing = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
    assert note(enclosing + notice(number)) == Notice.OTHER, "somebody encloses what a mail server never said to us"
    settings.FIELD_KEYS = ["another-key-that-has-never-made-a-number-of-ours"]
    assert note(notice(number)) == Notice.OTHER


def test_what_is_hostile_is_refused_and_harms_nothing(sent: OutboxEntry) -> None:
    nested = b"".join(
        f"Content-Type: multipart/report; boundary=b{deep}\r\n\r\n--b{deep}\r\n".encode() for deep in range(3_000)
    )
    whole = notice(number_of(sent))
    hostile = [
        *(b"", b"\x00" * 100, b"\xff\xfe" * 500, b"Content-Type: multipart/report; boundary=\r\n\r\n--\r\n", nested),
        *(whole[:half] for half in range(0, len(whole) - 700, 97)),
        whole.replace(b"Action: failed", b"Action: =?utf-8?b?//8=?="),
        whole + b"x" * MOST_BYTES,
    ]
    assert {note(each) for each in hostile} == {Notice.OTHER}
    sent.refresh_from_db()
    assert told(sent).state == State.SENT


def test_a_notice_that_is_quicker_than_our_own_note_is_read_again_later(scene: Country) -> None:
    file_case()
    entry = OutboxEntry.objects.get(topic="acknowledged")
    raw = notice(message_id(entry.pk))
    assert note(raw) == Notice.EARLY
    deliver_waiting()
    assert note(raw) == Notice.NOTED
