"""The small files that citizens of the demo world attach: pictures and letters made here, always the same bytes."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from random import Random
from typing import Final

from django.core.files import File
from django.core.files.storage import storages

from content.forms import pictures, portable
from content.forms.file_types import PDF, PNG, FileType
from content.forms.storing import remove, store
from content.forms.upload import Upload, UploadState
from content.pages.written import Both
from portal.operations.demo_world.cases.acts import Life
from workflows.cases.submission import StoredFile

_SHARE: Final = 0.02
"""Of the cases; a real platform has more, and a million cases must fit a laptop."""
_WIDTH, _HEIGHT = 320, 200


def _picture(sky: tuple[int, int, int], ground: tuple[int, int, int]) -> bytes:
    """A PNG of a horizon at dusk, as far as 2 kB go."""
    rows = bytearray()
    for row in range(_HEIGHT):
        near = ground if row > _HEIGHT * 0.62 else sky
        shade = 0.6 + 0.4 * row / _HEIGHT
        rows += b"\0" + bytes(int(part * shade) for part in near) * _WIDTH
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _letter(line: str) -> bytes:
    """A PDF of one page with one line of Latin text."""
    drawn = f"BT /F1 14 Tf 72 760 Td ({line}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]/Contents 4 0 R /Resources << /Font << /F1 5 0 R>>>>>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(written)


def _kept(content: bytes, kind: FileType) -> bytes:
    """What filing would keep of it, and keep as it is; here without a process apart, since these bytes are our own."""
    for _time in range(2):  # what qpdf has written once, it orders otherwise when it writes it again
        kept = BytesIO()
        (portable if kind == PDF else pictures).write_anew(BytesIO(content), kind, kept)
        content = kept.getvalue()
    return content


_FILES: Final = (
    (Both("صورة الموقع.png", "photo of the place.png"), PNG, _kept(_picture((214, 190, 150), (120, 98, 74)), PNG)),
    (Both("صورة.png", "photo.png"), PNG, _kept(_picture((150, 180, 205), (96, 104, 92)), PNG)),
    (Both("فاتورة.pdf", "bill.pdf"), PDF, _kept(_letter("Bill"), PDF)),
    (Both("كتاب رسمي.pdf", "official letter.pdf"), PDF, _kept(_letter("Letter"), PDF)),
)
_CONTENT: Final = {hashlib.sha256(content).hexdigest(): content for _name, _type, content in _FILES}


def _thumbnail(content: bytes) -> bytes:
    small = BytesIO()
    pictures.write_anew(BytesIO(content), PNG, BytesIO(), small)
    return small.getvalue()


_SMALL: Final = {
    hashlib.sha256(content).hexdigest(): _thumbnail(content) for _name, kind, content in _FILES if kind == PNG
}


def draw_files(rng: Random, key: str, language: str, at: datetime) -> tuple[StoredFile, ...]:
    """None as a rule, else one or two. Their places in the storage follow from the key, so that a run which was
    killed between the bytes and the commit leaves nothing that the next one does not take over."""
    if rng.random() >= _SHARE:
        return ()
    chosen = rng.sample(_FILES, rng.choice((1, 1, 1, 2)))
    return tuple(
        StoredFile(
            name=getattr(name, language),
            content_type=kind.mime,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            storage_key=f"{at:%Y/%m}/{hashlib.sha256(f'{key}-{place}'.encode()).hexdigest()[:32]}",
        )
        for place, (name, kind, content) in enumerate(chosen)
    )


def store_files(lives: Iterable[Life]) -> list[Upload]:
    """Put the bytes of these lives' files into the private storage; returns the rows of the uploads, not yet written.

    Outside of any transaction, and before the rows that name them, as in filing.
    """
    uploads = []
    for life in lives:
        for file in life.submission.files:
            _put(content_of(file), file.storage_key)
            if file.sha256 in _SMALL:
                _put(_SMALL[file.sha256], _place_of_thumbnail(file))
            uploads.append(_upload(life, file))
    return uploads


def _put(content: bytes, storage_key: str) -> None:
    """In the place of what a run left there that was killed."""
    if storages["private"].exists(storage_key):
        remove(storage_key)
    store(File(BytesIO(content)), storage_key)


def _place_of_thumbnail(file: StoredFile) -> str:
    """Beside those of the files, and the same in each run."""
    month = file.storage_key.rpartition("/")[0]
    return f"{month}/{hashlib.sha256(f'{file.storage_key}-small'.encode()).hexdigest()[:32]}"


def _upload(life: Life, file: StoredFile) -> Upload:
    return Upload(
        storage_key=file.storage_key,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        came_as=file.sha256,
        thumbnail=_place_of_thumbnail(file) if file.sha256 in _SMALL else "",
        state=UploadState.FILED,
        filed_under=life.key,
        waits_for=life.key,
        created_at=life.at,
        seen_at=life.at,
    )


def content_of(file: StoredFile) -> bytes:
    """The bytes of a file that was drawn."""
    return _CONTENT[file.sha256]
