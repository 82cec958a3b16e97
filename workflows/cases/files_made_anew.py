"""Where the bytes of a case's file lie, and how they are kept, may change: its size and digest follow, nothing else."""

from __future__ import annotations

from workflows.cases.models import File


def note_made_anew(*, storage_key: str, size: int, sha256: str) -> None:
    """Where a case names the file under ``storage_key``; ``size`` in bytes.

    Called in the transaction that says it is ready.
    """
    File.objects.filter(storage_key=storage_key).update(size=size, sha256=sha256)


def share_bytes(file: File, *, storage_key: str, size: int, sha256: str) -> None:
    """``file`` lies from now on where another file of its case does, which is the same."""
    File.objects.filter(pk=file.pk).update(storage_key=storage_key, size=size, sha256=sha256)
