"""Sends letters as text messages, by the backend that ``SMS_URL`` names, within a budget."""

from __future__ import annotations

from django.conf import settings

from permissions.limits.subjects import phone_of
from workflows.cases.models import Person, Track
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.short_links import bare, short_link
from workflows.notifications.transports.sms.backends import backend
from workflows.notifications.transports.sms.budget import spend


class SmsTransport:
    """Numbers go out as they are dialled from anywhere: ``+962790000000``. Raises ``UsedUp`` beyond the budget."""

    to_staff = False

    def ready(self) -> bool:
        return bool(settings.SMS_URL)

    def address_of(self, reader: Reader) -> str:
        """Of a sealed request nothing goes to a phone: its screen shows messages to whoever is near."""
        if isinstance(reader, Person) and reader.case.track != Track.ORDINARY:
            return ""
        return reader.phone

    def counted_as(self, address: str) -> str:
        return phone_of(address)

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        """One statement for its link, once it may leave: of each try the link is another."""
        number, opens = phone_of(address), letter.message.opens
        spend(number)
        link = letter.link if opens is None else short_link(opens)
        # What opens something by itself says its scheme: nobody on the way may read it.
        text = letter.as_message(link if opens is not None and opens.is_secret else bare(link))
        backend().send(to=f"+{number}", text=text)
