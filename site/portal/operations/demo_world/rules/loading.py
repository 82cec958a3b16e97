"""Puts the kinds of request and what works them in force; what was ever published is left to its owners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.demo_world.rules.kinds import KINDS
from portal.operations.demo_world.rules.ladders import LADDERS
from portal.operations.demo_world.rules.routing import TABLES
from workflows.calendars import jordan
from workflows.cases.models import RequestKind
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version
from workflows.versions.services import draft, publish


def load_kinds() -> int:
    """Make the kinds of request that are missing; returns how many were."""
    there = set(RequestKind.objects.values_list("code", flat=True))
    missing = [
        RequestKind(
            code=kind.code,
            name={"ar": kind.arabic, "en": kind.english},
            sensitive=kind.sensitive,
            process=kind.code,
            routing=kind.routing,
            ladder=kind.ladder,
            position=position,
        )
        for position, kind in enumerate(KINDS)
        if kind.code not in there
    ]
    with write_transaction():
        RequestKind.objects.bulk_create(missing)
    return len(missing)


def publish_rules() -> int:
    """Publish what was never published, drafted by ``owner`` and put in force by ``owner2``; returns how many were."""
    ever = set(Version.objects.exclude(published_at=None).values_list("subject", "key"))
    missing = [(subject, key, definition) for subject, key, definition in _rules() if (subject, key) not in ever]
    if not missing:
        return 0
    drafter, publisher = (Actor.staff(User.objects.get(username=login).pk) for login in ("owner", "owner2"))
    for subject, key, definition in missing:
        with write_transaction():
            version = draft(subject=subject, key=key, definition=definition, actor=drafter)
            publish(version.pk, actor=publisher)
    return len(missing)


def _rules() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield Subject.CALENDAR, jordan.KEY, jordan.jordan_definition()
    for key, ladder in LADDERS.items():
        yield Subject.LADDER, key, ladder
    for key, table in TABLES.items():
        yield Subject.ROUTING, key, table
    for key, process in STANDARD_PROCESSES.items():
        yield Subject.PROCESS, key, process
