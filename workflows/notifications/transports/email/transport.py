"""Sends letters by email, through the server named by ``EMAIL_URL``."""

from __future__ import annotations

from email.utils import formataddr, make_msgid, parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from permissions.limits.subjects import mailbox_of
from permissions.platform.called import platform_name
from workflows.notifications.letter import Reader, WrittenLetter
from workflows.notifications.transports.email.budget import spend
from workflows.notifications.transports.errors import NoSuchAddress

PERMANENT: Final = 500
ABOVE: Final = 600
"""What a mail server says for good; a 4xx says "not now"."""


class EmailTransport:
    """Django's mail backend: text, and HTML beside it."""

    to_staff = True

    def ready(self) -> bool:
        return bool(settings.EMAIL_IS_SET_UP)

    def address_of(self, reader: Reader) -> str:
        return reader.email

    def counted_as(self, address: str) -> str:
        return mailbox_of(address)

    def send(self, *, address: str, letter: WrittenLetter) -> None:
        name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
        message = EmailMultiAlternatives(
            subject=" ".join(letter.subject.split()),
            body=letter.as_text(),
            from_email=formataddr((name or platform_name(), sender)),
            to=[address],
            headers={
                "Message-ID": letter.number or make_msgid(domain=urlsplit(settings.INSAF_URL).hostname or "localhost"),
                # No out-of-office note, no other machine shall answer: nobody reads what comes back.
                "Auto-Submitted": "auto-generated",
                "Content-Language": letter.language,
                **_way_out(letter),
            },
        )
        message.attach_alternative(letter.as_html(), "text/html")
        spend(waits=letter.waits)
        try:
            message.send()
        except SMTPRecipientsRefused as refused:
            if all(PERMANENT <= code < ABOVE for code, _said in refused.recipients.values()):
                # What the server says names the address: it goes no further.
                raise NoSuchAddress from None
            raise


def _way_out(letter: WrittenLetter) -> dict[str, str]:
    """What mail programs make a button of: one press stops letters of its sort, without a page (RFC 8058)."""
    if not letter.fewer:
        return {}
    return {"List-Unsubscribe": f"<{letter.fewer}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
