"""Encrypts the bytes of files of sealed and confidential cases, in the queue: right after the act that brought them, or
that hid the case."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from content.forms.alone import alone
from content.forms.storing import encrypt_stored, is_stored
from content.forms.upload import Upload
from permissions.encrypted import Unreadable
from workflows.cases.models import File
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
    """Files have come, or a case was hidden. Mostly nothing waits, and nobody is rung for."""
    if are_waiting():
        for bell in _bells:
            transaction.on_commit(bell, robust=True)


def are_waiting() -> bool:
    """Whether files that are to be encrypted lie in plain. One statement, of an index that holds these alone."""
    return _waiting().exists()


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
        for file in files:
            after = file.pk
            through += _encrypt(file)
        progress(through)
    return through


def _waiting() -> QuerySet[File]:
    return File.objects.filter(encrypted=True, bytes_encrypted=False)


def _encrypt(file: File) -> bool:
    """Its bytes and those of its small picture; of a recording what it becomes, while what came is removed. The name
    that it was sent under stands with the case alone from then on."""
    upload = Upload.objects.filter(storage_key=file.storage_key).first()
    places = (file.storage_key, *((upload.thumbnail,) if upload is not None else ()))
    try:
        for place in filter(is_stored, places):
            encrypt_stored(place, case_id=file.case_id, key=file.case_key)
    except FileNotFoundError:  # it was removed, or written anew, at this very moment: the next round sees how it is
        return False
    except Unreadable as error:
        log.error("File %s stays as it is: %s", file.pk, error)  # noqa: TRY400 - the sentence says all
        return False
    with write_transaction():
        Upload.objects.filter(storage_key=file.storage_key).exclude(name="").update(name="")
        as_it_was = {"storage_key": file.storage_key, "sha256": file.sha256}
        done = File.objects.filter(case_id=file.case_id, encrypted=True, **as_it_was).update(bytes_encrypted=True)
    return bool(done)
