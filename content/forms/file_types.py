"""The types of files that are taken."""

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
DONE = {64 + place: found for place, found in enumerate(TYPES)}
"""What the reader of files ends with where it wrote one anew: a number for each type."""
