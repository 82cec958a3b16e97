"""Sealing the log of access into the audit trail, once a minute, and letting go of what is older than ``KEPT``.

One entry for all rows since the last, not one a row: everybody who changes anything waits for the head of the trail.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append, next_sequence
from permissions.looking.changes import KEPT
from permissions.looking.models import Look
from permissions.looking.proof import Together, written_ids

SEALED: Final = "looks_sealed"
FORGOTTEN: Final = "looks_forgotten"
"""Its ``subject_id`` is the last seal whose rows may be gone."""
SUBJECT: Final = "looks"
AT_ONCE: Final = 5_000
"""Rows removed in one statement."""


def seal(*, at: datetime) -> int:
    """Seal every row that is not yet; how many. Inside a transaction.

    Rows are taken by whether they are sealed, not by their ids: PostgreSQL gives ids out before their rows are seen.
    """
    if not Look.objects.filter(sealed_in=None).exists():
        return 0
    number = next_sequence()
    Look.objects.filter(sealed_in=None).update(sealed_in=number)
    together = Together()
    for row_id, digest in Look.objects.filter(sealed_in=number).order_by("id").values_list("id", "digest"):
        together.add(row_id, digest)
    data = {"count": len(together.ids), "ids": written_ids(together.ids), "digest": together.digest}
    append([NewEntry(SEALED, SUBJECT, together.ids[-1], data)], actor=Actor.clock, at=at)
    return len(together.ids)


def forget(*, at: datetime) -> int:
    """Remove the rows whose seals are older than ``KEPT``; how many. Inside a transaction.

    An entry of the trail says so; the seals stay, with what they were over. The machine's clock counts too, by which
    the database itself refuses to let them go any sooner: a demo's clock may be ahead of it.
    """
    last = _last_old_seal(before=min(at, datetime.now(UTC)) - KEPT)
    if last is None or not Look.objects.filter(sealed_in__lte=last).exists():
        return 0
    old = Look.objects.filter(sealed_in__lte=last)
    count = old.count()
    append([NewEntry(FORGOTTEN, SUBJECT, last, {"count": count})], actor=Actor.clock, at=at)
    while ids := list(old.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
        Look.objects.filter(id__in=ids)._raw_delete(Look.objects.db)  # nothing hangs on them
    return count


def _last_old_seal(*, before: datetime) -> int | None:
    seals = AuditEntry.objects.filter(verb=SEALED, at__lt=before)
    return seals.order_by("-at", "-sequence").values_list("sequence", flat=True).first()
