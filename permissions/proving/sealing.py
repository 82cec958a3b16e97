"""Sealing the proofs of what was written into the audit trail, once a minute.

One entry for many rows, not one a row: everybody who changes anything waits for the head of the trail.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, Final

from permissions import many_rows
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append, next_sequence
from permissions.proving.models import RowProof
from permissions.proving.services import is_ours
from permissions.proving.taking_in import marked, what_is_new

SEALED: Final = "rows_sealed"
SUBJECT: Final = "rows"
AT_ONCE: Final = 200
"""Rows of one entry: what a reader of the trail gets to see of it stays some kilobytes."""


def waits() -> bool:
    """Whether anything was written since the last seal."""
    return RowProof.objects.exclude(mac="").exists()


def seal(*, at: datetime, behind: int = 0) -> int | None:
    """Seal proofs that wait, ``AT_ONCE`` at most; behind which id to go on, None where there are no more.

    Inside a transaction. The head is locked first, and what is being written just now is left for the next time: so
    nobody waits for us in a circle. What our code did not write is not sealed; ``verify`` names it.
    """
    number = next_sequence()
    found = RowProof.objects.select_for_update(skip_locked=True).exclude(mac="").filter(pk__gt=behind).order_by("pk")
    proofs = list(found[:AT_ONCE])
    ours = [proof for proof in proofs if is_ours(proof)]
    if ours:
        new = what_is_new()
        entries = [marked(new)] if new else []
        append([*entries, NewEntry(SEALED, SUBJECT, len(ours), {"rows": _said(ours)})], actor=Actor.clock, at=at)
        for proof in ours:
            proof.sealed, proof.sealed_in, proof.mac = proof.digest, number + len(entries), ""
        many_rows.update(RowProof, ("sealed", "sealed_in", "mac"), ours)
    return proofs[-1].pk if len(proofs) == AT_ONCE else None


def _said(proofs: list[RowProof]) -> dict[str, Any]:
    """By table and row: its digest, and the entry that sealed the row before."""
    said: defaultdict[str, dict[str, list[str | int]]] = defaultdict(dict)
    for proof in proofs:
        said[proof.table][str(proof.row)] = [proof.digest, proof.sealed_in]
    return dict(said)
