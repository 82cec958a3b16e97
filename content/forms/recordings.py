"""Videos and voices as they arrive: whether one is what it begins as, by our own walk over its container.

Nothing is decoded and nothing written here: the queue does that (``preparing``), and until then nobody can fetch it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Final

from content.forms.file_types import AAC, AMR, MP3, MP4, OGG, VIDEO, VOICE, WAV, WEBM, FileType
from content.forms.unreadable import Broken, OtherType, TooMuch

_MOST_PARTS: Final = 20_000
"""Boxes or elements that are looked at: a recording of an hour that was written piece by piece has some 7,200."""
_MOST_TRACKS: Final = 16
_BOXES: Final = {
    *(b"ftyp", b"styp", b"moov", b"moof", b"mfra", b"mdat", b"free", b"skip", b"wide", b"uuid", b"udta"),
    *(b"meta", b"sidx", b"pnot", b"PICT", b"junk", b"beam", b"emsg", b"prft"),
}
_EBML, _DOC_TYPE, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
_TRACKS, _ENTRY, _TRACK_TYPE = 0x1654AE6B, 0xAE, 0x83
_IN_OGG: Final = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC")

Span = tuple[int, int]
"""From where to where in the file, in bytes."""


def write_anew(content: IO[bytes], found: FileType, _kept: IO[bytes]) -> FileType:
    """What it will be, ``VIDEO`` or ``VOICE``. Raises ``Broken`` where it is cut off or not what it begins as,
    ``OtherType`` where neither is in it, ``TooMuch`` for more parts than any recording has.
    """
    size = content.seek(0, os.SEEK_END)
    content.seek(0)
    return _WALKS[found](content, size)


def _mp4(content: IO[bytes], size: int) -> FileType:
    """By the handlers of its tracks; a box that ends behind the end of the file tells one that is cut off."""
    kinds: list[bytes] = []
    for name, span in _boxes(content, (0, size)):
        if name not in _BOXES:
            raise Broken
        if name == b"moov":
            kinds += _handlers(content, span)
    return _of_tracks(seen=b"vide" in kinds, heard=b"soun" in kinds, tracks=len(kinds))


def _handlers(content: IO[bytes], moov: Span) -> Iterator[bytes]:
    for name, track in _boxes(content, moov):
        if name != b"trak":
            continue
        for inner, media in _boxes(content, track):
            if inner != b"mdia":
                continue
            for innermost, (start, end) in _boxes(content, media):
                if innermost == b"hdlr" and end - start >= 12:
                    content.seek(start + 8)
                    yield content.read(4)


def _boxes(content: IO[bytes], span: Span) -> Iterator[tuple[bytes, Span]]:
    """The boxes that lie in ``span``, each by its name and with where its own content lies."""
    at, end = span
    parts = 0
    while at + 8 <= end:
        parts += 1
        if parts > _MOST_PARTS:
            raise TooMuch
        content.seek(at)
        head = content.read(16)
        length, begins = int.from_bytes(head[:4]), 8
        if length == 1:
            length, begins = int.from_bytes(head[8:16]), 16
        elif length == 0:  # the rest of the file
            length = end - at
        if length < begins or at + length > end:
            raise Broken
        yield head[4:8], (at + begins, at + length)
        at += length


def _webm(content: IO[bytes], size: int) -> FileType:
    """By its tracks, which stand before the first cluster."""
    elements = _elements(content, (0, size))
    name, head = next(elements, (0, (0, 0)))
    if name != _EBML or _doc_type(content, head) not in (b"webm", b"matroska"):
        raise Broken
    segment = next((span for name, span in elements if name == _SEGMENT), None)
    if segment is None:
        raise Broken
    kinds: list[int] = []
    for name, span in _elements(content, segment):
        if name == _CLUSTER:
            break
        if name == _TRACKS:
            kinds += _track_types(content, span)
    return _of_tracks(seen=1 in kinds, heard=2 in kinds, tracks=len(kinds))


def _doc_type(content: IO[bytes], head: Span) -> bytes:
    for name, (start, end) in _elements(content, head):
        if name == _DOC_TYPE:
            content.seek(start)
            return content.read(min(end - start, 16)).rstrip(b"\0")
    return b""


def _track_types(content: IO[bytes], tracks: Span) -> Iterator[int]:
    for name, entry in _elements(content, tracks):
        if name != _ENTRY:
            continue
        for inner, (start, _end) in _elements(content, entry):
            if inner == _TRACK_TYPE:
                content.seek(start)
                yield int.from_bytes(content.read(1))


def _elements(content: IO[bytes], span: Span) -> Iterator[tuple[int, Span]]:
    """The EBML elements that lie in ``span``. One whose length is not known, as browsers write them while they record,
    goes to the end of it."""
    at, end = span
    parts = 0
    while at < end:
        parts += 1
        if parts > _MOST_PARTS:
            raise TooMuch
        name, after = _number(content, at, most=4, marked=True)
        length, begins = _number(content, after, most=8, marked=False)
        unknown = length == (1 << 7 * (begins - after)) - 1
        ends = end if unknown else begins + length
        if ends > end:
            raise Broken
        yield name, (begins, ends)
        at = ends


def _number(content: IO[bytes], at: int, *, most: int, marked: bool) -> tuple[int, int]:
    """An EBML number at ``at``, and where it ends; ``marked``: with the bit that tells its length, as names have it."""
    content.seek(at)
    first = content.read(1)
    if not first or not first[0]:
        raise Broken
    length = 9 - first[0].bit_length()
    rest = content.read(length - 1)
    if length > most or len(rest) < length - 1:
        raise Broken
    value = int.from_bytes(first + rest)
    return value if marked else value - (1 << 7 * length), at + length


def _ogg(content: IO[bytes], _size: int) -> FileType:
    head = content.read(64)
    if not head.startswith(b"OggS") or len(head) < 40:
        raise Broken
    if not any(head[27 + head[26] :].startswith(mark) for mark in _IN_OGG):
        raise OtherType
    return VOICE


def _wav(content: IO[bytes], size: int) -> FileType:
    head = content.read(12)
    if head[:4] not in (b"RIFF", b"RF64") or head[8:12] != b"WAVE" or size < 44:
        raise Broken
    return VOICE


def _sound(content: IO[bytes], size: int) -> FileType:
    """What is a row of frames and nothing around them; whether they can be heard is told by decoding."""
    if size < 64:
        raise Broken
    return VOICE


def _of_tracks(*, seen: bool, heard: bool, tracks: int) -> FileType:
    if tracks > _MOST_TRACKS:
        raise TooMuch
    if not tracks:
        raise Broken
    if not (seen or heard):
        raise OtherType
    return VIDEO if seen else VOICE


_WALKS: Final[Mapping[FileType, Callable[[IO[bytes], int], FileType]]] = {
    MP4: _mp4,
    WEBM: _webm,
    OGG: _ogg,
    WAV: _wav,
    **dict.fromkeys((MP3, AMR, AAC), _sound),
}
