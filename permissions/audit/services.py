"""Writing to the audit trail: the only code that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from permissions import many_rows
from permissions.actors import Actor
from permissions.audit import chain
from permissions.audit.models import SAID, AuditCheck, AuditEntry, AuditHead

HEAD_ID = 1


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What was done or read. ``verb`` and ``subject`` are codes; ``data`` holds JSON without fractions or words.

    ``data``: texts (codes, dates, digests), whole numbers, yes and no, lists and mappings of these.
    ``actor`` and ``at`` stand for entries whose actor or time is not that of the whole call.
    """

    verb: str
    subject: str
    subject_id: int
    data: Mapping[str, Any] = field(default_factory=dict)
    actor: Actor | None = None
    at: datetime | None = None


def append(entries: Sequence[NewEntry], *, actor: Actor, at: datetime) -> None:
    """Seal ``entries`` to the end of the chain: three statements (lock the head, insert, move the head).

    Call it as the last thing before the commit: everyone who writes waits for the head. (Beyond 110 entries SQLite
    needs more than one insert.) Raises ``RuntimeError`` outside a transaction and ``TypeError`` for data that would
    not come back from the database as it went in.
    """
    if not entries:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("append() is the end of a transaction: call it inside one.")
    said = [_said(entry, actor, at) for entry in entries]
    digests = [chain.digest(*each) for each in said]
    head = AuditHead.objects.select_for_update().get(pk=HEAD_ID)
    key = chain.derive(settings.FIELD_KEYS[0])
    former, rows = head.seal, []
    for place, (each, digest) in enumerate(zip(said, digests, strict=True), start=head.count + 1):
        former = chain.seal(key, former, digest)
        rows.append((place, former, *each))
    many_rows.insert_values(AuditEntry, ("sequence", "seal", *SAID), rows)
    AuditHead.objects.filter(pk=HEAD_ID).update(count=head.count + len(rows), seal=former)


def next_sequence() -> int:
    """The sequence that the next entry of this transaction will bear; from here on everybody else waits for the head.

    For an entry that something else must name. Raises ``RuntimeError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_sequence() locks the head: call it inside a transaction.")
    return AuditHead.objects.select_for_update().get(pk=HEAD_ID).count + 1


def note_check(*, count: int, problems: int, at: datetime) -> AuditCheck:
    """Keep what a walk over the chain found. ``count``: how many entries there were when it began."""
    return AuditCheck.objects.create(at=at, count=count, problems=problems)


def ensure_head(using: str) -> None:
    """Put the head's row back where both it and the whole trail are gone (a flushed database); nothing otherwise.

    A head that is missing beside entries is left missing: that is for ``verify`` to name.
    """
    with transaction.atomic(using=using):
        heads, entries = AuditHead.objects.using(using), AuditEntry.objects.using(using)
        if not heads.exists() and not entries.exists():
            heads.bulk_create([AuditHead(pk=HEAD_ID)], ignore_conflicts=True)


def _said(entry: NewEntry, actor: Actor, at: datetime) -> tuple[Any, ...]:
    """What an entry says, in the order of ``SAID``."""
    who = entry.actor or actor
    data = dict(entry.data) if who.beside is None else {**entry.data, "beside": who.beside}
    return entry.at or at, who.kind, who.user_id, entry.verb, entry.subject, entry.subject_id, data
