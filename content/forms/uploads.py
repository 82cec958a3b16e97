"""Files from citizens and officers: checked, stored, refused with a sentence, and kept over the rounds of their form.

What arrived stays, though browsers forget what was chosen; what no case names in the end is found again and removed.
"""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import ClassVar

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.forms import scanner
from content.forms.apart import SECONDS
from content.forms.cleaning import cleaned
from content.forms.file_types import ENDINGS, RECORDINGS, FileType
from content.forms.keys import ALL_FILES, FILES, KEPT_FILES, REMOVED_FILES, FileNames
from content.forms.preparing import can_prepare, ring_after_commit
from content.forms.quota import no_room_for
from content.forms.refusals import TOO_LARGE, TOO_MANY, WHY_NOT, Fits, Refusal, any_kind, named
from content.forms.storing import new_storage_key, remove, store
from content.forms.unreadable import Busy, Infected, NoRecordings, Unreadable
from content.forms.upload import Preparation, Upload, UploadState, VirusCheck
from permissions import security_log
from permissions.now import now
from workflows.cases.files_made_anew import note_made_anew
from workflows.cases.models import File as CaseFile
from workflows.cases.submission import StoredFile
from workflows.transactions.turn import write_transaction

UPLOAD_QUERY = "upload"
"""In the query of a form's own address: what is sent there is one file, ahead of the form."""
NOT_TAKEN, BUSY = 422, 503
GONE = _("A file that you attached more than two hours ago was removed, since it was not sent: attach it again.")
_SALT = "insaf.upload"
MAX_FILES = settings.UPLOAD_FILES
MAX_BYTES = min(20 * 1024 * 1024, settings.UPLOAD_BYTES)
"""Of a file that comes in one piece."""
AT_ONCE_BYTES = 100 * 1024 * 1024
"""Of all files of a form that is sent with them, as a browser without scripts does it."""
MOST_BYTES = settings.UPLOAD_BYTES
"""Of a file that comes piece by piece (``resumable``)."""
_COPYING = 10.0
"""Seconds more for a file that may be large: it is copied before it is opened."""
NAME_LENGTH = 200
QUARANTINE = "quarantine"
"""The folder of the private storage in which recordings lie as they came; no address leads there."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a handful of files. The bytes of ``arrived`` are stored."""

    arrived: tuple[Upload, ...]
    refused: tuple[Refusal, ...]


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
    A recording is stored as it came, apart from all others, and held back until the queue has written it anew.
    One that the virus scanner could not look at is stored all the same, and held back until it has. ``form_key``: of
    the form that they come with, whose files have a quota while they wait; ``has_room``: that was asked when it began.
    ``most``: bytes of each, if not ``MAX_BYTES``.
    Rows first, bytes second: whatever dies in between, a row tells of the bytes.
    """
    good: list[tuple[Upload, File[bytes]]] = []
    refused: list[Refusal] = []
    until = time.monotonic() + SECONDS + (_COPYING if most else 0)
    with ExitStack() as closing:
        for file in files:
            why_not = _why_not(file, full=len(good) >= room, most=most or MAX_BYTES)
            if why_not is None and not has_room:
                why_not = _no_room(file, form_key)
            kept = why_not or _kept(file, until)
            if isinstance(kept, Refusal):
                refused.append(kept)
                continue
            content, found = kept
            closing.callback(content.close)
            try:
                # A recording is looked through as it is kept, once that is written.
                check = VirusCheck.NOT_ASKED if found in RECORDINGS else _virus_check(content, until)
            except Infected:
                refused.append(_infected(file.name or ""))
                continue
            good.append((_row(file.name or "", content, found, check, form_key), content))
        _store(good)
    return Taken(tuple(upload for upload, _content in good), tuple(refused))


def _store(good: Sequence[tuple[Upload, File[bytes]]]) -> None:
    if not good:
        return
    with write_transaction():
        Upload.objects.bulk_create([upload for upload, _content in good])
    for upload, content in good:
        store(content, upload.original or upload.storage_key)
    if any(upload.original for upload, _content in good):
        ring_after_commit()


def stored_files(uploads: Iterable[Upload], *, asked_by: str = "") -> tuple[StoredFile, ...]:
    """The uploads as a ``Submission`` or an action carries them. ``asked_by``: the key of their own question."""
    return tuple(
        StoredFile(upload.name, upload.content_type, upload.size, upload.sha256, upload.storage_key, asked_by)
        for upload in uploads
    )


def mark_filed(uploads: Iterable[Upload], *, key: str) -> None:
    """After the commit of the case or act that names them; ``key`` is its idempotency key, or any name of it."""
    ids = [upload.pk for upload in uploads if upload.state == UploadState.PENDING]
    if ids:
        with write_transaction():
            Upload.objects.filter(pk__in=ids).update(state=UploadState.FILED, filed_under=key)
            # One that got ready after its row was read and before a case named it.
            for upload in Upload.objects.filter(pk__in=ids, preparation=Preparation.READY):
                note_made_anew(storage_key=upload.storage_key, size=upload.size, sha256=upload.sha256)


def forget(upload: Upload) -> None:
    """Remove a file that its sender took back, before any case named it."""
    if CaseFile.objects.filter(storage_key=upload.storage_key).exists():
        return
    _remove(upload)


def _remove(upload: Upload) -> None:
    """Bytes first: whatever dies in between, the row tells of them."""
    for key in filter(None, (upload.storage_key, upload.original, upload.thumbnail)):
        remove(key)
    upload.delete()


def forget_abandoned(*, before: datetime) -> int:
    """Remove files that no case names and whose form last brought them along before ``before``; returns how many.

    One that a case does name, because the process died before ``mark_filed``, is marked now. One that its form brings
    along at this very moment (``_still_here``) stays: of the two, the second to write finds what the first has written.
    """
    waiting = list(Upload.objects.exclude(state=UploadState.FILED).filter(seen_at__lt=before)[:1000])
    named = set(
        CaseFile.objects.filter(storage_key__in=[upload.storage_key for upload in waiting]).values_list(
            "storage_key", flat=True
        )
    )
    mark_filed([upload for upload in waiting if upload.storage_key in named], key="")
    abandoned = [upload.pk for upload in waiting if upload.storage_key not in named]
    with write_transaction():
        old = Upload.objects.filter(pk__in=abandoned, state=UploadState.PENDING, seen_at__lt=before)
        old.update(state=UploadState.GOING)
    going = list(Upload.objects.filter(pk__in=abandoned, state=UploadState.GOING))
    for upload in going:
        _remove(upload)
    return len(going)


def clean_name(name: str, found: FileType) -> str:
    """The name to show: no folders, no invisible or direction marks, an ending that is true."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(
        " " if char.isspace() else char for char in last if unicodedata.category(char) not in ("Cc", "Cf")
    )
    stem, dot, ending = re.sub(" +", " ", visible).strip(" .").rpartition(".")
    if not dot or ending.lower() not in found.endings:
        stem, ending = f"{stem}{dot}{ending}", found.endings[0]
    return f"{stem[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"


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


def _kept(file: File[bytes], until: float) -> tuple[File[bytes], FileType] | Refusal:
    """The file as it is kept and its type, or why it cannot be."""
    name = file.name or ""
    try:
        content, found = cleaned(file, until=until)
        if found in RECORDINGS and not can_prepare():
            content.close()
            raise NoRecordings
    except Unreadable as why:
        security_log.tell("upload", "refused", about=type(why).__name__)
        return Refusal(name, str(WHY_NOT[type(why)]) % named(name), again=isinstance(why, Busy))
    return content, found


def _virus_check(content: File[bytes], until: float) -> VirusCheck:
    """Raises ``Infected``."""
    if not scanner.is_asked():
        return VirusCheck.NOT_ASKED
    try:
        scanner.look_through(content, until=until)
    except scanner.Away:
        return VirusCheck.WAITING
    return VirusCheck.CLEAN


def _infected(name: str) -> Refusal:
    security_log.tell("upload", "refused", about=Infected.__name__)
    return Refusal(name, str(WHY_NOT[Infected]) % named(name))


def _row(name: str, content: File[bytes], found: FileType, check: VirusCheck, form_key: str) -> Upload:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    is_recording, key = found in RECORDINGS, new_storage_key()
    return Upload(
        storage_key=key,
        original=f"{QUARANTINE}/{key}" if is_recording else "",
        preparation=Preparation.WAITING if is_recording else Preparation.NOT_NEEDED,
        came_as=digest.hexdigest(),
        name=clean_name(name, found),
        content_type=found.mime,
        size=content.size,
        sha256=digest.hexdigest(),
        virus_check=check,
        waits_for=form_key[:80],
        created_at=now(),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrived file and the signed value by which the form names it in its next round."""

    upload: Upload
    token: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of a form after a round: those that are there, those that were refused, and why."""

    kept: tuple[Kept, ...] = ()
    refused: tuple[Refusal, ...] = ()
    most: ClassVar[int] = MAX_FILES
    most_bytes: ClassVar[int] = MOST_BYTES
    megabytes: ClassVar[int] = MOST_BYTES // 1024**2
    megabytes_in_one_piece: ClassVar[int] = MAX_BYTES // 1024**2
    # With pictures named as such a phone offers its camera, too.
    accepted: ClassVar[str] = ",".join(["image/*", "video/*", "audio/*", *(f".{ending}" for ending in ENDINGS)])
    kept_name: ClassVar[str] = KEPT_FILES
    removed_name: ClassVar[str] = REMOVED_FILES

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return tuple(each.upload for each in self.kept)

    def after_being_sent(self) -> Attachments:
        """What is left for a new form once these went out with a former one: files that belong to a case do not."""
        left = tuple(each for each in self.kept if each.upload.state == UploadState.PENDING)
        gone = tuple(_sent_before(each.upload) for each in self.kept if each not in left)
        return Attachments(left, (*self.refused, *gone))


def token_of(upload: Upload) -> str:
    """The value that stands for ``upload`` in a form; whoever holds it may send the file with that form.

    It can be read, so it names the random key and not the id, which is given out in turn over all forms.
    """
    return signing.dumps(upload.storage_key, salt=_SALT)


def sent_ahead(request: HttpRequest, problem: str = "", *, form_key: str, fits: Fits = any_kind) -> JsonResponse:
    """One file ahead of its form, for the script that shows how far it is. JSON: its token, or why it was refused.

    The script tries again by itself where that is worth it. ``problem``: why nothing is taken from this form, if so;
    ``form_key`` as in ``gather``. What does not fit is forgotten.
    Whoever asks has made sure that the form is the sender's.
    """
    files = [file for file in request.FILES.getlist(FILES) if isinstance(file, UploadedFile)][:1]
    if problem or not files:
        return JsonResponse({"refused": problem or gettext("Attach a file.")}, status=NOT_TAKEN)
    taken = take(files, form_key=form_key)
    for upload in taken.arrived:
        if (wrong := fits(upload)) is not None:
            forget(upload)
            return said_of(wrong)
    return said_of(*taken.refused, *taken.arrived)


def said_of(became: Refusal | Upload) -> JsonResponse:
    """What became of a file, for a script."""
    if isinstance(became, Refusal):
        return JsonResponse({"refused": str(became.sentence)}, status=BUSY if became.again else NOT_TAKEN)
    said = {"token": token_of(became), "name": became.name, "size": became.size}
    return JsonResponse(said | {"preparing": became.is_prepared_now})


def attached_to(request: HttpRequest, *, form_key: str, names: FileNames = ALL_FILES) -> Attachments:
    """The files of the form that ``request`` sends by ``names``; ``form_key`` as in ``gather``."""
    return gather(
        new=[file for file in request.FILES.getlist(names.new) if isinstance(file, UploadedFile)],
        kept_tokens=request.POST.getlist(names.kept),
        removed_tokens=request.POST.getlist(names.removed),
        form_key=form_key,
    )


def gather(
    *, new: Sequence[UploadedFile[bytes]], kept_tokens: Sequence[str], removed_tokens: Sequence[str], form_key: str
) -> Attachments:
    """The files of this round: those kept from earlier ones without those removed, and the ``new`` ones.

    A token that is not ours counts for nothing. A file that went out with another form is refused by name, one that
    went out with this same form (``form_key``) is there again.
    """
    for upload in _named(removed_tokens):
        if upload.state == UploadState.PENDING:
            forget(upload)
    uploads: list[Upload] = []
    refused: list[Refusal] = []
    wanted = [token for token in dict.fromkeys(kept_tokens) if token not in removed_tokens]
    here = _still_here(_named(wanted))
    for upload in here[:MAX_FILES]:
        if upload.virus_check == VirusCheck.INFECTED:
            refused.append(_infected(upload.name))
        elif upload.state == UploadState.PENDING or upload.filed_under == form_key:
            uploads.append(upload)
        else:
            refused.append(_sent_before(upload))
    if len(_ours(wanted)) > len(here):
        refused.append(Refusal("", GONE))
    taken = take(new, room=MAX_FILES - len(uploads), form_key=form_key)
    every = (*uploads, *taken.arrived)
    return Attachments(tuple(Kept(upload, token_of(upload)) for upload in every), (*refused, *taken.refused))


def _still_here(uploads: Sequence[Upload]) -> list[Upload]:
    """Those that are not being removed, and from now on will not be while their form is on its way."""
    waiting = [upload.pk for upload in uploads if upload.state == UploadState.PENDING]
    if waiting:
        with write_transaction():
            seen = Upload.objects.filter(pk__in=waiting, state=UploadState.PENDING).update(seen_at=now())
        if seen < len(waiting):
            uploads = list(Upload.objects.filter(pk__in=[upload.pk for upload in uploads]))
    return [upload for upload in uploads if upload.state != UploadState.GOING]


def _sent_before(upload: Upload) -> Refusal:
    sentence = gettext("“%(name)s” was sent with your previous request: attach it again.") % named(upload.name)
    return Refusal(upload.name, sentence)


def _named(tokens: Sequence[str]) -> list[Upload]:
    """The uploads that ``tokens`` name, in their order; none for a token that was not made here."""
    keys = _ours(tokens)
    found = Upload.objects.in_bulk(keys, field_name="storage_key") if keys else {}
    return [found[key] for key in keys if key in found]


def _ours(tokens: Sequence[str]) -> list[str]:
    """The keys in the tokens that were made here, whether there still is an upload by them or not."""
    keys: list[str] = []
    for token in tokens[: 2 * MAX_FILES]:
        try:
            keys.append(str(signing.loads(token, salt=_SALT)))
        except signing.BadSignature:
            continue
    return keys
