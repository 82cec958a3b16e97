"""The words of danger that an installation begins with, and what Jordan's citizens ring in danger."""

from __future__ import annotations

from typing import Final

from content.forms.page import FormPage
from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.platform.models import EmergencyNumber, Platform
from workflows.danger_words.definition import KEY
from workflows.danger_words.shipped import shipped
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version
from workflows.versions.services import draft, publish

NUMBERS: Final = {EmergencyNumber.EMERGENCY.value: "911", EmergencyNumber.FAMILY.value: "110"}
"""Jordan's: of public security, and of help for children and families. Administrators enter others."""


def make_danger_words() -> int:
    """Put them in force in a new installation; where people have worked already, leave them as a draft for two of
    them. Returns 1 if so, 0 where there were any before, also ones that were discarded."""
    were = AuditEntry.objects.filter(subject="version", verb="discarded", data__subject=Subject.DANGER.value)
    if Version.objects.filter(subject=Subject.DANGER).exists() or were.exists():
        return 0
    begins = not FormPage.objects.exists()
    with write_transaction():
        if begins and not Platform.objects.exclude(emergency_numbers={}).exists():
            say_emergency_numbers(NUMBERS, actor=Actor.operator)
        version = draft(subject=Subject.DANGER, key=KEY, definition=shipped(), actor=Actor.operator)
        if begins:
            publish(version.pk, actor=Actor.operator)
    return 1
