"""Files of cases with places covered, and pages of PDFs as pictures: made in a process apart, of what is stored."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from django.core.files import File

from content.forms import covering
from content.forms.apart import SECONDS, read_apart
from content.forms.file_types import PDF, FileType
from content.forms.handing_out import PICTURES
from content.forms.storing import new_storage_key, open_stored, store
from content.forms.twice import digest_of
from content.forms.upload import Upload
from permissions.now import now
from workflows.cases.models import File as CaseFile
from workflows.transactions.turn import write_transaction

COVERED: Final = PICTURES | {PDF.mime}
"""What places can be covered in."""
_PROGRAM: Final = "content.forms.covering_reader"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page (1, 2 …; of a picture 1), in thousandths (``covering.WHOLE``)."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


def covered(file: CaseFile, boxes: Sequence[Box], *, name: str) -> Upload:
    """A copy of a stored file with the boxes black, stored, and its row; ``name`` is its name without an ending.

    Raises one of ``Unreadable``, and ``FileNotFoundError``. It waits for a case to name it, as every upload does.
    """
    asked = json.dumps([[box.page, box.left, box.top, box.right, box.bottom] for box in boxes])
    with (
        tempfile.TemporaryFile() as small,
        _read(file, asked, seconds=covering.SECONDS, small=small) as (content, found),
    ):
        kept: File[bytes] = File(content)
        kept.size = content.seek(0, 2)
        has_thumbnail = bool(small.seek(0, 2))
        upload = Upload(
            storage_key=new_storage_key(),
            thumbnail=new_storage_key() if has_thumbnail else "",
            name=f"{name}.{found.endings[0]}",
            content_type=found.mime,
            size=kept.size,
            sha256=digest_of(kept),
            created_at=now(),
        )
        with write_transaction():
            upload.save()
        store(kept, upload.storage_key)
        if has_thumbnail:
            store(File(small), upload.thumbnail)
    return upload


def page_picture(file: CaseFile, page: int) -> bytes:
    """A page of a stored PDF as a JPEG. Raises one of ``Unreadable``, and ``FileNotFoundError``."""
    with _read(file, str(page)) as (content, _found):
        return content.read()


def pages_in(file: CaseFile) -> int:
    """How many pages a stored PDF has. Raises as ``page_picture`` does."""
    with _read(file, "pages") as (content, _found):
        return int(content.read())


@contextmanager
def _read(
    file: CaseFile, asked: str, *, seconds: float = SECONDS, small: IO[bytes] | None = None
) -> Iterator[tuple[IO[bytes], FileType]]:
    until = time.monotonic() + seconds
    with open_stored(file.storage_key) as stored, tempfile.TemporaryFile() as content:
        shutil.copyfileobj(stored, content)
        content.seek(0)
        read, found = read_apart(content, until=until, program=_PROGRAM, asked=asked, small=small)
    with read:
        yield read, found
