"""Ways to reach people, a folder each: copy one to add one, and name it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports.email.transport import EmailTransport
from workflows.notifications.transports.push.transport import PushTransport
from workflows.notifications.transports.sms.transport import SmsTransport


class Transport(Protocol):
    """Sends one letter to one address. Raises when it could not; the outbox tries again."""

    to_staff: bool
    """Whether the staff get their letters by it too."""

    def ready(self) -> bool:
        """Whether the operator has set it up."""

    def address_of(self, reader: Reader) -> str:
        """Where it reaches somebody; "" where they left no such address."""

    def counted_as(self, address: str) -> str:
        """What all ways of writing one address have in common: letters to it are counted under that."""

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        """Hand the letter over, while its language is on."""


ON_DEVICES: Final = "push"
TRANSPORTS: dict[str, Transport] = {"email": EmailTransport(), "sms": SmsTransport(), ON_DEVICES: PushTransport()}


def ready_transports() -> list[str]:
    """Those that the operator has set up."""
    return [name for name, transport in TRANSPORTS.items() if transport.ready()]


def ready_for_codes() -> list[str]:
    """Those of them that lead to an address which somebody has written: a notice on a device carries no code."""
    return [name for name in ready_transports() if name != ON_DEVICES]


def reach_of(citizen: Reader) -> dict[str, str]:
    """A citizen's addresses, by the transport that each is for; "" where they left none."""
    return {name: transport.address_of(citizen) for name, transport in TRANSPORTS.items()}


def addresses_of(citizen: Reader) -> dict[str, str]:
    """The same, but of what is no address of theirs."""
    return {name: address for name, address in reach_of(citizen).items() if name != ON_DEVICES}


def reach_of_staff(member: Reader) -> dict[str, str]:
    """The same of somebody on the staff, by the transports that are for them."""
    return {name: transport.address_of(member) for name, transport in TRANSPORTS.items() if transport.to_staff}


def ways(reach: Mapping[str, str]) -> list[tuple[str, str]]:
    """The transports, with the address for each, that can take a letter now to whom ``reach`` leads."""
    ready = ready_transports()
    return [(name, address) for name, address in reach.items() if address and name in ready]
