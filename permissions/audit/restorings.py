"""A backup that was put back: the one way in which an end of the trail may be gone, and it says itself that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.audit.selectors import chain_head
from permissions.audit.services import NewEntry, append

RESTORED: Final = "backup_restored"


@dataclass(frozen=True, slots=True)
class Restoring:
    """The trail ends at entry ``kept`` and goes on with this one. ``known`` is the newest head that was known of the
    trail as it went on before (``seal`` its seal): of what lay between, nothing is there any more."""

    at: datetime
    backup: str
    kept: int
    known: int
    seal: str


def note_restoring(*, backup: str, known: int, seal: str, at: datetime) -> None:
    """Say in the trail, whose end is that of the backup now, that one was put back; inside a transaction."""
    count, own = chain_head()
    data = {"backup": backup, "kept": count, "kept_seal": own, "known": max(known, count), "known_seal": seal or own}
    append([NewEntry(RESTORED, "backup", count, data)], actor=Actor.operator, at=at)


def restorings() -> list[Restoring]:
    """Each time that a backup was put back, the first one first."""
    entries = AuditEntry.objects.filter(verb=RESTORED).order_by("sequence").values_list("at", "data")
    return [Restoring(at, data["backup"], data["kept"], data["known"], data["known_seal"]) for at, data in entries]


def is_lost(found: Sequence[Restoring], count: int, noted_at: datetime) -> bool:
    """Whether a head that was noted elsewhere, of ``count`` entries, is one of an end that a backup has replaced."""
    return any(each.kept < count and noted_at <= each.at for each in found)


def gaps() -> Iterator[str]:
    """A sentence for each end of the trail that is gone since a backup was put back: told, and no inconsistency."""
    for each in restorings():
        if each.known > each.kept:
            yield (
                f"On {each.at:%Y-%m-%d %H:%M} UTC the backup {each.backup} was put back: of the audit trail, entries "
                f"{each.kept + 1} to {each.known} as it stood then, and all that they tell, are gone."
            )
