"""A recording that a case names is kept in another form than it came in: its size and digest follow, nothing else."""

from __future__ import annotations

from workflows.cases.models import File


def note_made_anew(*, storage_key: str, size: int, sha256: str) -> None:
    """Where a case names the file under ``storage_key``; ``size`` in bytes.

    Called in the transaction that says it is ready.
    """
    File.objects.filter(storage_key=storage_key).update(size=size, sha256=sha256)
