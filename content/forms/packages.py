"""Office documents: which one a package is by its parts, once these were counted and really unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO, Final

from content.forms.sniffing import DOCX, ODT, XLSX, FileType
from content.forms.unreadable import Broken, OtherType, TooMuch

MOST_PARTS: Final = 5_000
"""A long document with a picture on each page has some hundreds."""
MOST_UNPACKED: Final = 300 * 1024 * 1024
"""Fifteen times what may be sent: a full sheet of numbers unpacks to about ten times its size."""
_MOST_DIRECTORY: Final = 1024 * 1024
"""In bytes; 200 for each part. The directory is read whole, whatever it says of its length."""
_MOST_DECLARED: Final = 256
"""In bytes: the ``mimetype`` of an OpenDocument file, which its standard wants stored as it is."""
_END: Final = b"PK\x05\x06"
_END_OF_ZIP64: Final = b"PK\x06\x07"
_END_LENGTH, _LONGEST_COMMENT, _LOCATOR_LENGTH = 22, 65_535, 20
_LOCAL_LENGTH: Final = 30
_PIECE, _UNPACKED_PIECE = 64 * 1024, 1024 * 1024


def office_type(file: IO[bytes]) -> FileType:
    """The type of the document in ``file``. One that carries programs is none that is taken.

    Raises one of ``Unreadable``, and what a damaged package makes its reader raise.
    """
    _check_directory(file)
    with zipfile.ZipFile(file) as package:
        parts = package.namelist()
        _check_parts(file, package.infolist())
        declared = package.read("mimetype") if _is_declared(package) else b""
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".js")) or part.startswith("Basic/") for part in parts):
        raise OtherType
    if "[Content_Types].xml" in parts and "word/document.xml" in parts:
        return DOCX
    if "[Content_Types].xml" in parts and "xl/workbook.xml" in parts:
        return XLSX
    if declared.strip() == ODT.mime.encode() and "content.xml" in parts:
        return ODT
    raise OtherType


def _check_directory(file: IO[bytes]) -> None:
    """From the record at the very end, before the directory itself is read. No file of 20 MB needs Zip64."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _LOCATOR_LENGTH))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_LENGTH > len(tail):
        raise Broken
    parts, length = struct.unpack_from("<HL", tail, at + 10)
    zip64 = tail[max(0, at - _LOCATOR_LENGTH) : at].startswith(_END_OF_ZIP64)
    if zip64 or parts > MOST_PARTS or length > _MOST_DIRECTORY:
        raise TooMuch


def _check_parts(file: IO[bytes], parts: list[zipfile.ZipInfo]) -> None:
    """That there are not too many, and that they unpack to what they say and to no more than a document may."""
    if len(parts) > MOST_PARTS:
        raise TooMuch
    left = MOST_UNPACKED
    for part in parts:
        unpacked = _unpacked(file, part, most=left)
        if unpacked != part.file_size:
            raise Broken
        left -= unpacked


def _unpacked(file: IO[bytes], part: zipfile.ZipInfo, *, most: int) -> int:
    """How many bytes ``part`` really unpacks to. Raises ``TooMuch`` as soon as these are more than ``most``."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise Broken  # both families of documents know no other way of packing
    file.seek(part.header_offset)
    name, extra = struct.unpack_from("<HH", file.read(_LOCAL_LENGTH), 26)
    file.seek(name + extra, io.SEEK_CUR)
    inflater, size, packed = zlib.decompressobj(-zlib.MAX_WBITS), 0, part.compress_size
    while not inflater.eof:
        piece = inflater.unconsumed_tail or file.read(min(packed, _PIECE))
        packed -= 0 if inflater.unconsumed_tail else len(piece)
        unpacked = inflater.decompress(piece, _UNPACKED_PIECE)
        size += len(unpacked)
        if not (piece or unpacked):
            raise Broken  # it breaks off
        if size > most:
            raise TooMuch
    return size


def _is_declared(package: zipfile.ZipFile) -> bool:
    """Whether the package says in plain bytes what it is."""
    part = package.NameToInfo.get("mimetype")
    return part is not None and part.compress_type == zipfile.ZIP_STORED and part.file_size <= _MOST_DECLARED
