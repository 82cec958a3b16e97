"""Pictures inside of documents, bare of what a camera writes about its owner: their pixels are not touched.

A document may hold a hundred of them, and its layout rests on their size: so none is decoded. What surrounds the
pixels is known by its name, and what is not needed to draw them does not go along.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Final

from content.forms import inner_profiles
from content.forms.pictures import MOST_SCANS, scans, written_as_png
from content.forms.unreadable import Broken, TooMuch

MOST_PIXELS: Final = 120_000_000
"""Of one picture: a poster scanned in print quality. Whoever opens the document decodes it, not we."""
_PNG_BEGINS: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_BEGINS: Final = b"\xff\xd8\xff"
_JP2_BEGINS: Final = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_EMF_BEGINS, _EMF_HEAD = b"\x01\x00\x00\x00", 88
_WMF_BEGINS: Final = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
_SVM_BEGINS: Final = b"VCLMTF"
_DRAWN_ANEW: Final = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PNG_KEPT: Final = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"pHYs",
    b"sBIT",
    b"bKGD",
}
_JP2_GONE: Final = {b"uuid", b"xml ", b"uinf"}
_MARKER: Final = re.compile(rb"\xff[^\x00\xff]")
_END_OF_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SIZES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_SCAN, _END, _APP0, _APP2, _APP14, _APP15, _COMMENT = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE


def bare(content: bytes) -> bytes | None:
    """``content`` without what is not drawn; None where it is no picture that documents hold.

    JPEG, PNG and JPEG 2000 keep their coded pixels and the colours of their profile, drawings of Windows (EMF, WMF) and
    of LibreOffice what they draw. GIF, BMP, TIFF and WebP become PNG. Raises ``TooMuch`` where it would take too much
    to draw, ``Broken`` where its parts cannot be told apart.
    """
    if content.startswith(_JPEG_BEGINS):
        return bare_jpeg(content)
    if content.startswith(_PNG_BEGINS):
        return _bare_png(content)
    if content.startswith(_JP2_BEGINS):
        return bare_jp2(content)
    if content.startswith(_EMF_BEGINS) and content[40:44] == b" EMF":
        return _bare_emf(content)
    if content.startswith((*_WMF_BEGINS, _SVM_BEGINS)):
        return content
    return written_as_png(io.BytesIO(content)) if content.startswith(_DRAWN_ANEW) else None


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG with the segments that its pixels need, up to its end."""
    if scans(content) > MOST_SCANS:
        raise TooMuch
    kept, at = [content[:2]], 2
    while (marker := _MARKER.search(content, at)) is not None:
        at, code = marker.start(), content[marker.start() + 1]
        if code == _END:
            return _joined([*kept, content[at : at + 2]])
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if code in _SIZES:
            _check_size(*struct.unpack(">HH", content[at + 5 : at + 9]))
        if code == _SCAN:
            following = _END_OF_SCAN.search(content, end)
            if following is None:  # torn, and drawn as far as it goes
                return _joined([*kept, content[at:], b"\xff\xd9"])
            end = following.start()
        if _is_needed(code, content[at + 4 : at + 16]):
            kept.append(content[at:end])
        at = end
    raise Broken


def _joined(segments: list[bytes]) -> bytes:
    """With the bare profile in the place of its first part."""
    places = [place for place, each in enumerate(segments) if each.startswith(inner_profiles.ICC, 4)]
    profile = inner_profiles.in_jpeg([segments[place][4:] for place in places]) if places else b""
    for place in places:
        segments[place] = profile if place == places[0] else b""
    return b"".join(segments)


def _is_needed(code: int, begins: bytes) -> bool:
    if code == _APP0:
        return begins.startswith(b"JFIF\0")  # not its extension, which is a small picture
    if code == _APP2:
        return begins.startswith(inner_profiles.ICC)
    return code == _APP14 or not (_APP0 < code <= _APP15 or code == _COMMENT)


def _bare_png(content: bytes) -> bytes:
    kept, at = [_PNG_BEGINS], len(_PNG_BEGINS)
    while at < len(content):
        (length,), name = struct.unpack(">L", content[at : at + 4].rjust(4, b"\0")), content[at + 4 : at + 8]
        if name == b"IHDR":
            _check_size(*struct.unpack(">LL", content[at + 8 : at + 16]))
        if name == b"iCCP":
            kept.append(_chunk(name, inner_profiles.in_png(content[at + 8 : at + 8 + length])))
        elif name in _PNG_KEPT:
            kept.append(content[at : at + 12 + length])
        if name == b"IEND":
            return b"".join(kept)
        at += 12 + length
    raise Broken


def _chunk(name: bytes, content: bytes) -> bytes:
    """Of a PNG; nothing where it would be empty."""
    if not content:
        return b""
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))


def bare_jp2(content: bytes) -> bytes:
    """A JPEG 2000 without the boxes of its describing words; a bare codestream has none."""
    return _bare_boxes(content) if content.startswith(_JP2_BEGINS) else content


def _bare_boxes(content: bytes) -> bytes:
    kept, at = [], 0
    while at < len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        end = at + length if length else len(content)
        if length in range(1, 8):
            raise Broken
        if name in _JP2_MENDED:
            begins = at + (16 if content[at : at + 4] == b"\0\0\0\1" else 8)
            mended = _JP2_MENDED[name](content[begins:end])
            kept.append(struct.pack(">L", 8 + len(mended)) + name + mended)
        elif name not in _JP2_GONE:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


_JP2_MENDED: Final = {b"jp2h": _bare_boxes, b"colr": inner_profiles.in_jp2}
"""The head, in which other boxes lie, and in it the colours."""


def _bare_emf(content: bytes) -> bytes:
    """With blanks for the name of the program and of the drawing, which its head may carry."""
    if len(content) < _EMF_HEAD:
        raise Broken
    letters, begins = struct.unpack_from("<LL", content, 60)
    end = begins + 2 * letters
    if not letters:
        return content
    if begins < _EMF_HEAD or end > len(content):
        raise Broken
    return content[:begins] + bytes(2 * letters) + content[end:]


def _check_size(height: int, width: int) -> None:
    if width * height > MOST_PIXELS:
        raise TooMuch
