"""A page packed piece by piece, once, and put together around what each visitor has of their own: gzip, RFC 1952.

What is a visitor's own goes in as it is. So nothing is packed anew at each request, and no length tells whether a
secret resembles what stands around it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_END: Final = b"\x01\x00\x00\xff\xff"
"""An empty block, the last one."""
_STORED: Final = struct.Struct("<BHH")
LONGEST: Final = 0xFFFF
"""Bytes of one word that goes in as it is."""


def pack(piece: bytes) -> bytes:
    """A piece as blocks that end with a byte and point to nothing before them: any others can stand around them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def put_together(pieces: Sequence[bytes], packed: Sequence[bytes], between: Iterable[bytes]) -> bytes:
    """The packed page: ``packed`` are its ``pieces``, with a word of ``between`` behind each but the last.

    A word has at most ``LONGEST`` bytes; ``struct.error`` for a longer one.
    """
    checksum, size, parts = 0, 0, [_HEAD]
    words = iter(between)
    for piece, block in zip(pieces, packed, strict=True):
        word = next(words, b"")
        stored = _STORED.pack(0, len(word), len(word) ^ LONGEST)
        parts += [block, stored, word]
        checksum = zlib.crc32(word, zlib.crc32(piece, checksum))
        size += len(piece) + len(word)
    return b"".join([*parts, _END, struct.pack("<II", checksum, size & 0xFFFFFFFF)])
