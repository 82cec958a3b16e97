"""Encrypts the bytes of files of sealed and confidential cases: of those that are sent before their sender is answered,
of others in the queue, right after the act that hid the case."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db import transaction
from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from content.forms.alone import alone
from content.forms.storing import encrypt_stored, is_stored
from content.forms.upload import Upload
from permissions.encrypted import Unreadable
from permissions.now import now
from workflows.cases.models import CaseEvent, File
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

PATIENCE: Final = 60.0
"""Seconds; the rest is rung for again."""
_AT_ONCE: Final = 100
_bells: list[Callable[[], None]] = []


def ring_with(bell: Callable[[], None]) -> None:
    """Whoever owns a queue brings its bell at start-up. What waits is found without it, a minute later."""
    _bells.append(bell)


def ring_if_waiting() -> None:
    """A case was hidden. Mostly nothing waits, and nobody is rung for."""
    if are_waiting():
        for bell in _bells:
            transaction.on_commit(bell, robust=True)


def are_waiting() -> bool:
    """Whether files that are to be encrypted lie in plain. One statement, of an index that holds these alone."""
    return _waiting().exists()


def oldest_plain() -> timedelta | None:
    """How long the case that was last acted on longest ago has had files that are to be encrypted and lie in plain."""
    last_act = CaseEvent.objects.filter(case=OuterRef("case")).order_by("-number").values("at")[:1]
    oldest = _waiting().annotate(since=Subquery(last_act)).aggregate(oldest=Min("since"))["oldest"]
    return now() - oldest if oldest is not None else None


def encrypt_at_once(which: Q, *, uploads: Iterable[Upload] = ()) -> None:
    """Encrypt those files that ``which`` names before anybody is answered, whoever runs the clock; in no transaction.

    ``uploads``: those of their rows that are at hand. One that cannot be encrypted now (no room on the disk) is logged
    and waits; its sender is answered, since the case is there.
    """
    _encrypt(list(_waiting().filter(which).select_related("case__key")), uploads)


def encrypt_waiting(*, patience: float = PATIENCE, progress: Callable[[int], object] = lambda count: None) -> int:
    """Encrypt what waits, for so many seconds; returns how many files are through. Safe to ring twice and to kill."""
    with alone("encrypting") as lock:
        return _encrypt_some(time.monotonic() + patience, progress) if lock is not None else 0


def _encrypt_some(until: float, progress: Callable[[int], object]) -> int:
    through, after = 0, 0
    while time.monotonic() < until:
        files = list(_waiting().filter(pk__gt=after).select_related("case__key").order_by("pk")[:_AT_ONCE])
        if not files:
            break
        after = files[-1].pk
        through += _encrypt(files)
        progress(through)
    return through


def _waiting() -> QuerySet[File]:
    return File.objects.filter(encrypted=True, bytes_encrypted=False)


def _encrypt(files: Sequence[File], uploads: Iterable[Upload] = ()) -> int:
    """How many are through. The name that a file was sent under stands with the case alone from then on."""
    upload_by_key = {upload.storage_key: upload for upload in uploads}
    missing = [file.storage_key for file in files if file.storage_key not in upload_by_key]
    if missing:
        upload_by_key |= Upload.objects.in_bulk(missing, field_name="storage_key")
    through = [file for file in files if _encrypt_bytes(file, upload_by_key.get(file.storage_key))]
    if not through:
        return 0
    # A recording that was written anew meanwhile waits for the next round.
    as_they_were = (Q(case_id=file.case_id, storage_key=file.storage_key, sha256=file.sha256) for file in through)
    keys = {file.storage_key for file in through}
    named = [upload.pk for key, upload in upload_by_key.items() if key in keys and upload.name]
    with write_transaction():
        if named:
            Upload.objects.filter(pk__in=named).update(name="")
        File.objects.filter(reduce(or_, as_they_were), encrypted=True).update(bytes_encrypted=True)
    return len(through)


def _encrypt_bytes(file: File, upload: Upload | None) -> bool:
    """Its bytes and those of its small picture; of a recording what came, until it is written anew."""
    places = (file.storage_key, *((upload.thumbnail, upload.original) if upload is not None else ()))
    try:
        for place in filter(is_stored, places):
            encrypt_stored(place, case_id=file.case_id, key=file.case_key)
    except FileNotFoundError:  # it was removed, or written anew, at this very moment: the next round sees how it is
        return False
    except (OSError, Unreadable) as error:
        log.error("File %s stays as it is: %s", file.pk, error)  # noqa: TRY400 - the sentence says all
        return False
    return True
