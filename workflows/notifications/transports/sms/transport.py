"""Sends letters as text messages, by the backend that ``SMS_URL`` names, within a budget."""

from __future__ import annotations

from django.conf import settings

from permissions.limits.subjects import phone_of
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports.sms.backends import backend
from workflows.notifications.transports.sms.budget import spend


class SmsTransport:
    """Numbers go out as they are dialled from anywhere: ``+962790000000``. Raises ``UsedUp`` beyond the budget."""

    to_staff = False

    def ready(self) -> bool:
        return bool(settings.SMS_URL)

    def address_of(self, reader: Reader) -> str:
        return reader.phone

    def counted_as(self, address: str) -> str:
        return phone_of(address)

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        number = phone_of(address)
        spend(number)
        backend().send(to=f"+{number}", text=letter.as_message())
