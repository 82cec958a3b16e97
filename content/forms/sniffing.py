"""What a file is, told from its first bytes: its name and what the browser says of it are only claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of files that is taken: its MIME type, and the endings it may have, the usual one first."""

    mime: str
    endings: tuple[str, ...]


JPEG = FileType("image/jpeg", ("jpg", "jpeg", "jfif"))
PNG = FileType("image/png", ("png",))
WEBP = FileType("image/webp", ("webp",))
HEIC = FileType("image/heic", ("heic", "heif"))
PDF = FileType("application/pdf", ("pdf",))
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = FileType("application/vnd.oasis.opendocument.text", ("odt",))
TYPES = (JPEG, PNG, WEBP, HEIC, PDF, DOCX, XLSX, ODT)
ENDINGS = tuple(ending for each in TYPES for ending in each.endings)
PACKAGE = FileType("application/zip", ())
"""What office documents begin as; none is taken as such."""
KEPT_AS = {JPEG: JPEG, PNG: PNG, WEBP: WEBP, HEIC: JPEG}
"""Of pictures. Few desks can open HEIC, and to write it takes a minute of CPU."""

HEAD = 1024
"""How many bytes of a file tell its type."""
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def type_of(head: bytes) -> FileType | None:
    """The type of the file that begins with ``head``, ``PACKAGE`` for a document, None for what is not taken."""
    if head.startswith(b"PK\x03\x04"):
        return PACKAGE
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    # Readers take a PDF whose header does not stand at the very start, and scanners write such files.
    return PDF if b"%PDF-" in head else None
