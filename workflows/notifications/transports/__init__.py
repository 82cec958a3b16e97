"""Ways to reach people, a folder each: copy one to add one, and name it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from workflows.cases.models import Person
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.transports.email.transport import EmailTransport
from workflows.notifications.transports.sms.transport import SmsTransport


class Transport(Protocol):
    """Sends one letter to one address. Raises when it could not; the outbox tries again."""

    def ready(self) -> bool:
        """Whether the operator has set it up."""

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        """Hand the letter over, while its language is on."""


TRANSPORTS: dict[str, Transport] = {"email": EmailTransport(), "sms": SmsTransport()}


def ready_transports() -> list[str]:
    """Those that the operator has set up."""
    return [name for name, transport in TRANSPORTS.items() if transport.ready()]


def reach_of(person: Person) -> dict[str, str]:
    """A citizen's addresses, by the transport that each is for; "" where they left none."""
    return {"email": person.email, "sms": person.phone}


def ways(reach: Mapping[str, str]) -> list[tuple[str, str]]:
    """The transports, with the address for each, that can take a letter now to whom ``reach`` leads."""
    ready = ready_transports()
    return [(name, address) for name, address in reach.items() if address and name in ready]
