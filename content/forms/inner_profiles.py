"""The colour profiles in the files of pictures that lie in documents, each bare of the device that it was made for."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Final

from content.forms.colours import bare_profile

ICC: Final = b"ICC_PROFILE\0"
"""With what follows, the number of the part and how many there are, it begins a part of the profile in a JPEG."""
_MOST: Final = 4 * 1024 * 1024
_PART: Final = 65_535 - 2 - len(ICC) - 2
_PROFILE, _NAMED_SPACE = 2, 1
_SPACES: Final = {b"GRAY": 17, b"CMYK": 12}
_SRGB: Final = 16


def in_jpeg(parts: Sequence[bytes]) -> bytes:
    """Instead of the segments of a JPEG that hold ``parts`` of its profile, from ``ICC`` on: others, or none."""
    ordered = sorted(parts, key=lambda part: part[len(ICC) : len(ICC) + 1])
    bare = bare_profile(b"".join(part[len(ICC) + 2 :] for part in ordered))
    if bare is None:
        return b""
    pieces = [bare[at : at + _PART] for at in range(0, len(bare), _PART)]
    segments = [ICC + bytes((number, len(pieces))) + piece for number, piece in enumerate(pieces, 1)]
    return b"".join(b"\xff\xe2" + struct.pack(">H", len(each) + 2) + each for each in segments)


def in_png(chunk: bytes) -> bytes:
    """Instead of what an ``iCCP`` of a PNG holds: the same, or nothing where there are no colours in it."""
    packed = chunk.partition(b"\0")[2][1:]
    try:
        profile = zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return b""
    bare = bare_profile(profile)
    return b"Colours\0\0" + zlib.compress(bare) if bare is not None else b""


def in_jp2(box: bytes) -> bytes:
    """Instead of what a ``colr`` of a JPEG 2000 holds; where its profile is none, the space that this names."""
    if box[:1] != bytes((_PROFILE,)):
        return box
    profile = box[3:]
    bare = bare_profile(profile)
    if bare is not None:
        return box[:3] + bare
    return bytes((_NAMED_SPACE, 0, 0)) + struct.pack(">I", _SPACES.get(profile[16:20], _SRGB))
