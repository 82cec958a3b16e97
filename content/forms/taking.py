"""Files as they come in: each checked by its bytes, opened apart, looked through for viruses, and stored or refused."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from content.forms import scanner
from content.forms.apart import SECONDS
from content.forms.cleaning import cleaned
from content.forms.file_names import clean_name
from content.forms.file_types import RECORDINGS, FileType
from content.forms.preparing import can_prepare, ring_after_commit
from content.forms.quota import no_room_for
from content.forms.refusals import TOO_LARGE, TOO_MANY, WHY_NOT, Refusal, named
from content.forms.storing import new_storage_key, store
from content.forms.twice import digest_of, waiting_in
from content.forms.unreadable import Busy, Infected, NoRecordings, Unreadable
from content.forms.upload import Preparation, Upload, VirusCheck
from permissions import security_log
from permissions.now import now
from workflows.transactions.turn import write_transaction

MAX_FILES = settings.UPLOAD_FILES
MAX_BYTES = min(20 * 1024 * 1024, settings.UPLOAD_BYTES)
"""Of a file that comes in one piece."""
MOST_BYTES = settings.UPLOAD_BYTES
"""Of a file that comes piece by piece (``resumable``)."""
_COPYING = 10.0
"""Seconds more for a file that may be large: it is copied before it is opened."""
QUARANTINE = "quarantine"
"""The folder of the private storage in which recordings lie as they came; no address leads there."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a handful of files. The bytes of ``arrived`` are stored. ``again``: what came once more
    for the same form."""

    arrived: tuple[Upload, ...]
    refused: tuple[Refusal, ...]
    again: tuple[Upload, ...] = ()

    @property
    def became(self) -> tuple[Upload, ...]:
        return (*self.arrived, *self.again)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file as it is to be stored, at its start; ``small`` is its thumbnail, empty where there is none."""

    content: File[bytes]
    found: FileType
    small: IO[bytes]
    came_as: str

    @property
    def has_thumbnail(self) -> bool:
        return bool(self.small.seek(0, 2))

    def close(self) -> None:
        self.content.close()
        self.small.close()


def take(
    files: Sequence[File[bytes]],
    *,
    room: int = MAX_FILES,
    form_key: str = "",
    most: int | None = None,
    has_room: bool = False,
) -> Taken:
    """Check each file by its bytes and store the good ones, at most ``room``. A refused file holds up no other, but
    all together have ``SECONDS``.

    Files are stored as ``cleaned`` leaves them: size and hash are those of what is stored, the limit is for what came.
    One that came for the same form before is not stored again.
    A recording is stored as it came, apart from all others, and held back until the queue has written it anew.
    One that the virus scanner could not look at is stored all the same, and held back until it has. ``form_key``: of
    the form that they come with, whose files have a quota while they wait; ``has_room``: that was asked when it began.
    ``most``: bytes of each, if not ``MAX_BYTES``.
    Rows first, bytes second: whatever dies in between, a row tells of the bytes.
    """
    good: list[tuple[Upload, _Opened]] = []
    refused: list[Refusal] = []
    again: list[Upload] = []
    until = time.monotonic() + SECONDS + (_COPYING if most else 0)
    with ExitStack() as closing:
        for file in files:
            came_as = digest_of(file)
            here = next((upload for upload, _file in good if upload.came_as == came_as), None)
            if (known := here or waiting_in(form_key, came_as)) is not None:
                again.append(known)
                continue
            why_not = _why_not(file, full=len(good) >= room, most=most or MAX_BYTES)
            if why_not is None and not has_room:
                why_not = _no_room(file, form_key)
            read = why_not or _opened(file, came_as, until)
            if isinstance(read, Refusal):
                refused.append(read)
                continue
            closing.callback(read.close)
            try:
                # A recording is looked through as it is kept, once that is written.
                check = VirusCheck.NOT_ASKED if read.found in RECORDINGS else _virus_check(read.content, until)
            except Infected:
                refused.append(infected(file.name or ""))
                continue
            good.append((_row(file.name or "", read, check, form_key), read))
        _store(good)
    return Taken(tuple(upload for upload, _file in good), tuple(refused), tuple(again))


def _store(good: Sequence[tuple[Upload, _Opened]]) -> None:
    if not good:
        return
    with write_transaction():
        Upload.objects.bulk_create([upload for upload, _file in good])
    for upload, read in good:
        store(read.content, upload.original or upload.storage_key)
        if upload.thumbnail:
            store(File(read.small), upload.thumbnail)
    if any(upload.original for upload, _file in good):
        ring_after_commit()


def _why_not(file: File[bytes], *, full: bool, most: int) -> Refusal | None:
    """Why a file is not even opened; ``full`` when there is no place for one more."""
    name = file.name or ""
    if not file.size:
        return Refusal(name, _("“%(name)s” is empty: attach it again.") % named(name))
    if file.size > most:
        return Refusal(name, TOO_LARGE % {**named(name), "limit": most // 1024**2})
    return Refusal(name, TOO_MANY % {**named(name), "limit": MAX_FILES}) if full else None


def _no_room(file: File[bytes], form_key: str) -> Refusal | None:
    no_room = no_room_for(file.size or 0, form_key=form_key)
    return Refusal(file.name or "", str(no_room) % named(file.name or "")) if no_room is not None else None


def _opened(file: File[bytes], came_as: str, until: float) -> _Opened | Refusal:
    """The file as it is kept, or why it cannot be."""
    name = file.name or ""
    with ExitStack() as closing:
        small = closing.enter_context(tempfile.TemporaryFile())
        try:
            content, found = cleaned(file, until=until, small=small)
            if found in RECORDINGS and not can_prepare():
                content.close()
                raise NoRecordings
        except Unreadable as why:
            security_log.tell("upload", "refused", about=type(why).__name__)
            return Refusal(name, str(WHY_NOT[type(why)]) % named(name), again=isinstance(why, Busy))
        closing.pop_all()
    return _Opened(content, found, small, came_as)


def _virus_check(content: File[bytes], until: float) -> VirusCheck:
    """Raises ``Infected``."""
    if not scanner.is_asked():
        return VirusCheck.NOT_ASKED
    try:
        scanner.look_through(content, until=until)
    except scanner.Away:
        return VirusCheck.WAITING
    return VirusCheck.CLEAN


def infected(name: str) -> Refusal:
    security_log.tell("upload", "refused", about=Infected.__name__)
    return Refusal(name, str(WHY_NOT[Infected]) % named(name))


def _row(name: str, read: _Opened, check: VirusCheck, form_key: str) -> Upload:
    found, is_recording, key = read.found, read.found in RECORDINGS, new_storage_key()
    return Upload(
        storage_key=key,
        original=f"{QUARANTINE}/{key}" if is_recording else "",
        preparation=Preparation.WAITING if is_recording else Preparation.NOT_NEEDED,
        came_as=read.came_as,
        thumbnail=new_storage_key() if read.has_thumbnail else "",
        name=clean_name(name, found),
        content_type=found.mime,
        size=read.content.size,
        sha256=digest_of(read.content),
        virus_check=check,
        waits_for=form_key[:80],
        created_at=now(),
    )
