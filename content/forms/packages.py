"""Zip packages of office documents: opened once their parts were counted and really unpacked, and written anew."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Final

from content.forms.unreadable import Broken, TooMuch

MOST_PARTS: Final = 5_000
"""A long document with a picture on each page has some hundreds."""
MOST_UNPACKED: Final = 300 * 1024 * 1024
"""Fifteen times what may be sent: a full sheet of numbers unpacks to about ten times its size."""
MOST_RATIO, _MANY_BYTES = 200, 20 * 1024 * 1024
"""How many times its size a package may unpack to, where that is more than so many bytes."""
_MOST_DIRECTORY: Final = 1024 * 1024
"""In bytes; 200 for each part. The directory is read whole, whatever it says of its length."""
_END: Final = b"PK\x05\x06"
_END_OF_ZIP64: Final = b"PK\x06\x07"
_END_LENGTH, _LONGEST_COMMENT, _LOCATOR_LENGTH = 22, 65_535, 20
_LOCAL_LENGTH: Final = 30
_PIECE, _UNPACKED_PIECE = 64 * 1024, 1024 * 1024
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)


class Package:
    """The parts of a package by their names, checked: there are not too many, and none unpacks to more than it says."""

    def __init__(self, file: IO[bytes]) -> None:
        """Raises ``Broken``, ``TooMuch``, and what a damaged package makes its reader raise."""
        _check_directory(file)
        self._zip = zipfile.ZipFile(file)
        parts = self._zip.infolist()
        _check_parts(file, parts)
        self.names = frozenset(part.filename for part in parts)
        if len(self.names) < len(parts):
            raise Broken  # two parts of one name: each reader would show another document

    def read(self, name: str) -> bytes:
        """A part that is there."""
        return self._zip.read(name)


def write_package(parts: Mapping[str, bytes], kept: IO[bytes]) -> None:
    """Write ``parts`` in their order, each without a day. Only ``mimetype`` is not packed."""
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _NO_DAY)
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(part, content)


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
    whole, packed = MOST_UNPACKED - left, sum(part.compress_size for part in parts)
    if whole > _MANY_BYTES and whole > MOST_RATIO * packed:
        raise TooMuch


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
