"""The words of danger that an installation begins with."""

from __future__ import annotations

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from workflows.danger_words.definition import KEY
from workflows.danger_words.shipped import shipped
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version
from workflows.versions.references import problems
from workflows.versions.services import draft, publish


def make_danger_words() -> int:
    """Put them in force in a new installation whose country has the numbers that they name; elsewhere, and where
    people have worked already, leave them as a draft. Returns 1 if so, 0 where there were any before, also ones that
    were discarded.

    No number comes with Insaf: in another country it would send people in danger to a wrong one.
    """
    were = AuditEntry.objects.filter(subject="version", verb="discarded", data__subject=Subject.DANGER.value)
    if Version.objects.filter(subject=Subject.DANGER).exists() or were.exists():
        return 0
    begins = not FormPage.objects.exists()
    with write_transaction():
        version = draft(subject=Subject.DANGER, key=KEY, definition=shipped(), actor=Actor.operator)
        if begins and not problems(Subject.DANGER, KEY, version.definition):
            publish(version.pk, actor=Actor.operator)
    return 1
