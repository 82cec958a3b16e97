"""What stands in a letter, read as one."""

from __future__ import annotations

from django.core.mail import EmailMessage, EmailMultiAlternatives

from permissions.isolated import without_isolates


def whole(letter: EmailMessage) -> str:
    """Subject, text and HTML."""
    assert isinstance(letter, EmailMultiAlternatives)
    return f"{letter.subject}\n{letter.body}\n{letter.alternatives[0][0]!s}"


def subject_of(letter: EmailMessage) -> str:
    """The subject line without the marks that keep numbers and names in their order."""
    return without_isolates(str(letter.subject))
