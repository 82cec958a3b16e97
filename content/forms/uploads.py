"""Taking files from citizens and officers: checked, stored, refused with a sentence, and found again when abandoned."""

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

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.apart import SECONDS
from content.forms.cleaning import cleaned
from content.forms.sniffing import FileType
from content.forms.storing import new_storage_key, remove, store
from content.forms.unreadable import Broken, Busy, OtherType, TooMuch, Unreadable
from content.forms.upload import Upload, UploadState
from permissions.now import now
from workflows.cases.models import File as CaseFile
from workflows.cases.submission import StoredFile
from workflows.transactions.turn import write_transaction

MAX_FILES = 5
MAX_BYTES = 20 * 1024 * 1024
NAME_LENGTH = 200
TOO_LARGE = _("“%(name)s” is larger than %(limit)s megabytes: attach a smaller copy.")
WRONG_TYPE = _(
    "“%(name)s” is not of a type that is taken: attach a photo (JPG, PNG, WebP, HEIC), PDF, Word or Excel file."
)
TOO_MANY = _("“%(name)s” was left out: at most %(limit)s files can be attached.")
WHY_NOT: dict[type[Unreadable], Promise] = {
    OtherType: WRONG_TYPE,
    Broken: _(
        "“%(name)s” is damaged and cannot be opened: save it again on your device, or attach a screenshot or a PDF."
    ),
    TooMuch: _("“%(name)s” takes too much to open: attach a smaller or simpler copy, such as a screenshot or a PDF."),
    Busy: _("“%(name)s” could not be checked: many files are arriving just now. Wait a moment and attach it again."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and the sentence that says why and what to do.

    ``again``: the same file may be taken in a moment.
    """

    name: str
    sentence: str | Promise
    again: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a handful of files. The bytes of ``arrived`` are stored."""

    arrived: tuple[Upload, ...]
    refused: tuple[Refusal, ...]


def take(files: Sequence[UploadedFile[bytes]], *, room: int = MAX_FILES) -> Taken:
    """Check each file by its bytes and store the good ones, at most ``room``. A refused file holds up no other, but
    all together have ``SECONDS``.

    Photos are stored as ``cleaned`` leaves them: size and hash are those of what is stored, the limit is for what came.
    Rows first, bytes second: whatever dies in between, a row tells of the bytes.
    """
    good: list[tuple[Upload, File[bytes]]] = []
    refused: list[Refusal] = []
    until = time.monotonic() + SECONDS
    with ExitStack() as closing:
        for file in files:
            kept = _kept(file, full=len(good) >= room, until=until)
            if isinstance(kept, Refusal):
                refused.append(kept)
                continue
            content, found = kept
            if content is not file:
                closing.callback(content.close)
            good.append((_row(file.name or "", content, found), content))
        if good:
            with write_transaction():
                Upload.objects.bulk_create([upload for upload, _content in good])
        for upload, content in good:
            store(content, upload.storage_key)
    return Taken(tuple(upload for upload, _content in good), tuple(refused))


def stored_files(uploads: Iterable[Upload]) -> tuple[StoredFile, ...]:
    """The uploads as a ``Submission`` or an action carries them."""
    return tuple(
        StoredFile(upload.name, upload.content_type, upload.size, upload.sha256, upload.storage_key)
        for upload in uploads
    )


def mark_filed(uploads: Iterable[Upload], *, key: str) -> None:
    """After the commit of the case or act that names them; ``key`` is its idempotency key, or any name of it."""
    ids = [upload.pk for upload in uploads if upload.state == UploadState.PENDING]
    if ids:
        with write_transaction():
            Upload.objects.filter(pk__in=ids).update(state=UploadState.FILED, filed_under=key)


def forget(upload: Upload) -> None:
    """Remove a file that its sender took back, before any case named it."""
    if CaseFile.objects.filter(storage_key=upload.storage_key).exists():
        return
    remove(upload.storage_key)
    upload.delete()


def forget_abandoned(*, before: datetime) -> int:
    """Remove files that came before ``before`` and that no case names; returns how many.

    One that a case does name, because the process died before ``mark_filed``, is marked now.
    """
    waiting = list(Upload.objects.filter(state=UploadState.PENDING, created_at__lt=before)[:1000])
    named = set(
        CaseFile.objects.filter(storage_key__in=[upload.storage_key for upload in waiting]).values_list(
            "storage_key", flat=True
        )
    )
    mark_filed([upload for upload in waiting if upload.storage_key in named], key="")
    abandoned = [upload for upload in waiting if upload.storage_key not in named]
    for upload in abandoned:
        remove(upload.storage_key)
        upload.delete()
    return len(abandoned)


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


def named(name: str) -> dict[str, str]:
    """For a sentence: the file's name, isolated so that it keeps its own order inside an Arabic or an English line."""
    return {"name": f"\u2068{name}\u2069"}


def _kept(file: UploadedFile[bytes], *, full: bool, until: float) -> tuple[File[bytes], FileType] | Refusal:
    """The file as it is kept and its type, or why it is not taken; ``full`` when there is no room for one more."""
    name = file.name or ""
    size = file.size or 0
    if size == 0:
        return Refusal(name, _("“%(name)s” is empty: attach it again.") % named(name))
    if size > MAX_BYTES:
        return Refusal(name, TOO_LARGE % {**named(name), "limit": MAX_BYTES // 1024**2})
    if full:
        return Refusal(name, TOO_MANY % {**named(name), "limit": MAX_FILES})
    try:
        return cleaned(file, until=until)
    except Unreadable as why:
        return Refusal(name, str(WHY_NOT[type(why)]) % named(name), again=isinstance(why, Busy))


def _row(name: str, content: File[bytes], found: FileType) -> Upload:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return Upload(
        storage_key=new_storage_key(),
        name=clean_name(name, found),
        content_type=found.mime,
        size=content.size,
        sha256=digest.hexdigest(),
        created_at=now(),
    )
