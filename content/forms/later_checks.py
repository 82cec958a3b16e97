"""Files that came while the virus scanner was away: looked through later, and kept from everybody until then."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db.models import Q

from content.forms import scanner
from content.forms.storing import open_stored
from content.forms.unreadable import Infected
from content.forms.upload import NOT_TO_BE_FETCHED, HeldBack, Upload, VirusCheck
from permissions.now import now
from workflows.cases.models import File
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

_SECONDS_A_FILE: Final = 30.0
_AT_ONCE: Final = 500


def check_waiting(*, seconds: float = 20.0) -> int:
    """Look through the files that wait, oldest first, for some ``seconds``; returns how many are through.

    It stops where the scanner does not answer. Where none is asked any more, nobody holds the files back.
    """
    waiting = list(Upload.objects.filter(virus_check=VirusCheck.WAITING).order_by("created_at")[:_AT_ONCE])
    if waiting and not scanner.is_asked():
        with write_transaction():
            return Upload.objects.filter(virus_check=VirusCheck.WAITING).update(virus_check=VirusCheck.NOT_ASKED)
    began, through = time.monotonic(), 0
    for upload in waiting:
        if time.monotonic() - began > seconds or not _check(upload):
            break
        through += 1
    return through


def _check(upload: Upload) -> bool:
    """Whether the scanner answered; its answer is kept. Where the bytes are gone, there is nothing to ask about."""
    try:
        with open_stored(upload.storage_key) as content:
            scanner.look_through(content, until=time.monotonic() + _SECONDS_A_FILE)
        upload.virus_check = VirusCheck.CLEAN
    except FileNotFoundError:
        upload.virus_check = VirusCheck.NOT_ASKED
    except Infected as found:
        upload.virus_check, upload.virus = VirusCheck.INFECTED, str(found)
        log.warning("A virus was found in the file %s, which is kept apart: %s", upload.storage_key, found)
    except scanner.Away:
        return False
    with write_transaction():
        upload.save(update_fields=["virus_check", "virus"])
    return True


def held_back(file: File) -> HeldBack | None:
    """Why nobody may fetch a file of a case now; None where they may."""
    upload = Upload.objects.filter(NOT_TO_BE_FETCHED, storage_key=file.storage_key).first()
    return upload.held_back if upload is not None else None


def say_what_is_held_back(files: Iterable[File]) -> None:
    """Write into each of ``files`` why nobody may fetch it, if so, and whether a small picture of it is there.

    One query, none without files. Several may lie in one place: the same file is kept once in a case.
    """
    by_key: dict[str, list[File]] = {}
    for file in files:
        by_key.setdefault(file.storage_key, []).append(file)
    if not by_key:
        return
    for upload in Upload.objects.filter(NOT_TO_BE_FETCHED | ~Q(thumbnail=""), storage_key__in=by_key):
        for file in by_key[upload.storage_key]:
            file.held_back, file.has_thumbnail = upload.held_back or "", bool(upload.thumbnail)


def oldest_waiting() -> timedelta | None:
    """How long the file that waits longest has been waiting."""
    oldest = Upload.objects.filter(virus_check=VirusCheck.WAITING).order_by("created_at").first()
    return now() - oldest.created_at if oldest is not None else None
