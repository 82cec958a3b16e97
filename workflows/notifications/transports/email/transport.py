"""Sends letters by e-mail, through the server named by ``EMAIL_URL``."""

from __future__ import annotations

from django.core.mail import EmailMessage


class EmailTransport:
    """Django's mail backend; plain text."""

    def ready(self) -> bool:
        return True

    def send(self, *, address: str, subject: str, text: str) -> None:
        EmailMessage(subject=" ".join(subject.split()), body=text, to=[address]).send()
