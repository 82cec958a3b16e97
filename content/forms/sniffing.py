"""What a file is, told from its bytes: its name and what the browser says of it are only claims."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO


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

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_HEAD = 1024


def type_of(file: IO[bytes]) -> FileType | None:
    """The type of ``file``, or None when it is none that is taken. The file is left at its start."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _office_type(file)
    return _plain_type(head)


def _plain_type(head: bytes) -> FileType | None:
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


def _office_type(file: IO[bytes]) -> FileType | None:
    """A document by the parts in its package; one that carries macros is not taken. Nothing large is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = set(package.namelist())
            declared = package.read("mimetype") if _small(package, "mimetype") else b""
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return None
    finally:
        file.seek(0)
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".js")) or part.startswith("Basic/") for part in parts):
        return None
    if "[Content_Types].xml" in parts and "word/document.xml" in parts:
        return DOCX
    if "[Content_Types].xml" in parts and "xl/workbook.xml" in parts:
        return XLSX
    return ODT if declared.strip() == ODT.mime.encode() and "content.xml" in parts else None


def _small(package: zipfile.ZipFile, part: str) -> bool:
    return part in package.NameToInfo and package.getinfo(part).file_size < _HEAD
