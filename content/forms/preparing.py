"""Videos and voices, written anew in the queue: one at a time on a machine, each begun a few times at most.

The row is the record. Whoever dies leaves it to the next, and a recording that cannot be read is said to be so.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from content.forms import encrypting, scanner
from content.forms.alone import alone
from content.forms.apart import reader_environment
from content.forms.confinement import can_confine
from content.forms.file_types import DONE, RECORDINGS
from content.forms.recording_reader import MOST_SECONDS, ORIGINAL, REMADE, THUMBNAIL, TOLD
from content.forms.storing import new_storage_key, open_stored, remove, store
from content.forms.upload import Preparation, Upload, VirusCheck
from permissions.actors import Actor
from permissions.now import now
from workflows.cases.actions import TellOfSilence
from workflows.cases.errors import NotPossible
from workflows.cases.files_made_anew import note_made_anew
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Listening
from workflows.cases.models import File as CaseFile
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

PROGRAMS: Final = ("ffmpeg", "ffprobe")
MISSING: Final = (
    "Videos and voices are not taken: ffmpeg is missing (Debian: ffmpeg), or cannot be confined here, as no file can "
    "then. Photos and documents need no ffmpeg."
)
MOST_TRIES: Final = 3
LEASE: Final = timedelta(minutes=2)
"""For so long a recording is whoever's who took it, and said again that they are at it."""
LEAST_SECONDS, SECONDS_A_MEGABYTE = 45.0, 4.0
"""How long a recording may take by how large it is. A megabyte is a second of what phones film in 1080 lines."""
SECONDS_A_FILE: Final = 450.0
"""However large. With ``PATIENCE`` less than a task of the queue may take."""
PATIENCE: Final = 60.0
_BEAT: Final = 20.0
_PROGRAM: Final = "content.forms.recording_reader"
_ROOT: Final = Path(__file__).resolve().parents[2]
_UNREADABLE: Final = range(3, min(DONE))
"""What the program ends with where the recording is at fault; all else may go better next time."""
_bells: list[Callable[[], None]] = []


def ring_with(bell: Callable[[], None]) -> None:
    """Whoever owns a queue brings its bell at start-up. What waits is found without it, a minute later."""
    _bells.append(bell)


def ring_after_commit() -> None:
    """A recording has come."""
    for bell in _bells:
        transaction.on_commit(bell, robust=True)


def can_prepare() -> bool:
    """Whether ffmpeg is on this machine, and can be confined where it must be: without it no recording is taken."""
    return (can_confine() or not settings.READERS_CONFINED) and all(
        shutil.which(program, path=os.defpath) for program in PROGRAMS
    )


def are_waiting() -> bool:
    """Whether a recording waits, or an original that was not cleared away."""
    return Upload.objects.filter(_free()).exists()


def oldest_unprepared() -> timedelta | None:
    """How long the recording that waits longest has been waiting."""
    oldest = Upload.objects.filter(preparation=Preparation.WAITING).order_by("created_at").first()
    return now() - oldest.created_at if oldest is not None else None


def prepare_waiting() -> int:
    """Prepare what waits, in turn, for about a minute; returns how many are through.

    Nothing where another process of this machine is at it, or where there is no ffmpeg: then they go on waiting.
    """
    through, began = 0, time.monotonic()
    with alone("recordings") as lock:
        if lock is None or not can_prepare():
            return 0
        while time.monotonic() - began < PATIENCE and (upload := _take()) is not None:
            through += _prepare(upload, lock)
    return through


def seconds_for(size: int) -> float:
    """How long a recording of so many bytes may take."""
    return min(SECONDS_A_FILE, LEAST_SECONDS + SECONDS_A_MEGABYTE * size / 1024**2)


def _free() -> Q:
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE)
    return free & (Q(preparation=Preparation.WAITING) | ~Q(original=""))


def _take() -> Upload | None:
    """The one that waits longest of those that nobody is at, for the next minutes ours alone. One that was begun before
    waits since then: whatever came meanwhile has its turn first."""
    at = now()
    with write_transaction():
        upload = Upload.objects.filter(_free()).order_by(Coalesce("taken_at", "created_at"), "pk").first()
        if upload is None:
            return None
        Upload.objects.filter(pk=upload.pk).update(taken_at=at, tries=F("tries") + 1)
    upload.taken_at, upload.tries = at, upload.tries + 1
    return upload


def _prepare(upload: Upload, lock: int) -> bool:
    """Whether it is ready, or said to be unreadable."""
    if upload.preparation != Preparation.WAITING:  # whoever prepared it died before the original was removed
        _clear(upload)
        return False
    if upload.tries > MOST_TRIES:
        _give_up(upload, "it was begun too often")
        return True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            with open_stored(upload.original) as content, (folder / ORIGINAL).open("wb") as copy:
                shutil.copyfileobj(content, copy)
        except FileNotFoundError:
            _give_up(upload, "its bytes are missing")
            return True
        status = _remade(upload, folder, lock)
        if status in DONE and DONE[status] in RECORDINGS:
            return _keep(upload, folder)
        if status in _UNREADABLE or upload.tries == MOST_TRIES:
            _give_up(upload, f"status {status}")
            return True
    log.warning("The recording %s was not prepared: status %s; once more later.", upload.storage_key, status)
    return False


def _remade(upload: Upload, folder: Path, lock: int) -> int | None:
    """What the program ended with; None where it was not done in its time, and is killed with all it began.

    It gets nothing of our environment but where programs are. While it works, the recording stays ours. It holds the
    lock, too: should we die, nothing else is prepared until its own end.
    """
    program = subprocess.Popen(  # noqa: S603  the command is ours; its argument is a folder that we made
        [sys.executable, "-E", "-s", "-m", _PROGRAM, str(folder)],
        cwd=_ROOT,
        env={"PATH": os.defpath, **reader_environment()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(lock,),
        start_new_session=True,
    )
    until = time.monotonic() + seconds_for((folder / ORIGINAL).stat().st_size)
    try:
        while time.monotonic() < until:
            try:
                return program.wait(min(_BEAT, max(until - time.monotonic(), 0)))
            except subprocess.TimeoutExpired:
                _still_at(upload)
        return None
    finally:
        if program.returncode is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _still_at(upload: Upload) -> None:
    upload.taken_at = now()
    with write_transaction():
        Upload.objects.filter(pk=upload.pk).update(taken_at=upload.taken_at)


def _keep(upload: Upload, folder: Path) -> bool:
    """Bytes first, then the row with the file of the case that names it, and the original last."""
    thumbnail = ""
    if (folder / THUMBNAIL).exists():
        thumbnail = new_storage_key()
        with (folder / THUMBNAIL).open("rb") as small:
            store(File(small), thumbnail)
    with (folder / REMADE).open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        remove(upload.storage_key)  # of a try that was cut off
        store(File(content), upload.storage_key)
    size, (seconds, silent) = (folder / REMADE).stat().st_size, _told(folder)
    check = VirusCheck.WAITING if scanner.is_asked() else VirusCheck.NOT_ASKED
    with write_transaction():
        kept = Upload.objects.filter(pk=upload.pk, taken_at=upload.taken_at).update(
            preparation=Preparation.READY,
            size=size,
            sha256=digest,
            seconds=seconds,
            silent=silent,
            thumbnail=thumbnail,
            virus_check=check,
        )
        if kept:
            note_made_anew(storage_key=upload.storage_key, size=size, sha256=digest, seconds=seconds)
    if not kept:  # taken back meanwhile by its sender, or taken on by somebody else
        if thumbnail:
            remove(thumbnail)
        if not Upload.objects.filter(pk=upload.pk).exists():
            remove(upload.storage_key)
        return False
    encrypting.encrypt_at_once(Q(storage_key=upload.storage_key))
    _clear(upload)
    return True


def _told(folder: Path) -> tuple[int, bool]:
    """How long it is, in seconds, and whether nothing can be heard in it, as the program says, which read what a
    stranger sent: what makes no sense counts for nothing."""
    try:
        told = json.loads((folder / TOLD).read_text())
        seconds, silent = told["seconds"], told["silent"]
    except (OSError, ValueError, TypeError, KeyError):
        return 0, False
    length = seconds if isinstance(seconds, int) and 0 <= seconds <= MOST_SECONDS else 0
    return length, silent is True


def _give_up(upload: Upload, why: str) -> None:
    log.warning("The recording %s could not be read: %s.", upload.storage_key, why)
    with write_transaction():
        Upload.objects.filter(pk=upload.pk).update(preparation=Preparation.UNREADABLE)
    _clear(upload)


def _clear(upload: Upload) -> None:
    """Remove what came: nothing needs it any more. Silence is told of first: what died here is taken up again."""
    tell_of_silence([upload])
    remove(upload.original)
    with write_transaction():
        Upload.objects.filter(pk=upload.pk).update(original="", taken_at=None)


def tell_of_silence(uploads: Iterable[Upload]) -> None:
    """Tell the citizens of what was filed without a word and with these recordings, if nothing can be heard in any that
    came with it. Told once: afterwards such a case does not wait to be listened to any more."""
    keys = [upload.storage_key for upload in uploads if upload.is_recording]
    if not keys:
        return
    waiting = Case.objects.filter(listening=Listening.WAITING, files__event_number=1, files__storage_key__in=keys)
    for case_id in waiting.values_list("pk", flat=True).distinct():
        filed = CaseFile.objects.filter(case=case_id, event_number=1).values("storage_key")
        recordings = [upload for upload in Upload.objects.filter(storage_key__in=filed) if upload.is_recording]
        if recordings and not any(upload.can_be_heard for upload in recordings):
            with contextlib.suppress(NotPossible):  # somebody listened to it meanwhile
                apply(case_id, TellOfSilence(), actor=Actor.clock)
