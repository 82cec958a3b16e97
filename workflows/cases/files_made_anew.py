"""Where the bytes of a case's file lie, and how they are kept, may change: its size and digest follow, nothing else."""

from __future__ import annotations

from django.db.models import F

from permissions.actors import Actor
from workflows.cases.models import Case, File
from workflows.cases.proving.parts import FILE
from workflows.cases.proving.services import NOTHING, bent_in, prove_again

VERB = "file_made_anew"


def note_made_anew(*, storage_key: str, size: int, sha256: str, seconds: int = 0) -> None:
    """Where a case names the file under ``storage_key``; ``size`` in bytes. ``seconds``: how long it is, which the
    title of a case says that came as a recording.

    Called in the transaction that says it is ready.
    """
    files = File.objects.filter(storage_key=storage_key)
    case_ids = set(files.exclude(size=size, sha256=sha256).values_list("case_id", flat=True))
    bent = bent_in(case_ids, FILE) if case_ids else NOTHING
    files.update(size=size, sha256=sha256, bytes_encrypted=False)
    if case_ids:
        prove_again(case_ids, FILE, verb=VERB, actor=Actor.clock, bent=bent)
    if seconds:
        filed = files.filter(event_number=1).values("case")
        spoken = Case.objects.filter(pk__in=filed).exclude(recording="")
        spoken.update(recording_seconds=F("recording_seconds") + seconds)


def share_bytes(file: File, *, storage_key: str, size: int, sha256: str) -> None:
    """``file`` lies from now on where another file of its case does, which is the same."""
    bent = bent_in({file.case_id}, FILE)
    file.read_all()  # its name is bound to the place where it lies
    file.storage_key, file.size, file.sha256, file.bytes_encrypted = storage_key, size, sha256, False
    file.save(update_fields=["name", "storage_key", "size", "sha256", "bytes_encrypted"])
    prove_again({file.case_id}, FILE, verb=VERB, actor=Actor.clock, bent=bent)
