"""Ways to reach people, a folder each: copy one to add one, and name it here."""

from __future__ import annotations

from typing import Protocol

from workflows.notifications.transports.email.transport import EmailTransport
from workflows.notifications.transports.sms.transport import SmsTransport


class Transport(Protocol):
    """Sends one letter to one address. Raises when it could not; the outbox tries again."""

    def ready(self) -> bool:
        """Whether the operator has set it up."""

    def send(self, *, address: str, subject: str, text: str) -> None:
        """Hand the letter over."""


TRANSPORTS: dict[str, Transport] = {"email": EmailTransport(), "sms": SmsTransport()}
