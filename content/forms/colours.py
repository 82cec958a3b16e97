"""The colour profile of a picture, bare of what it says of a device and its owner.

A screenshot carries the profile of its screen, with its maker, its serial number and what its owner calls it.
"""

from __future__ import annotations

import struct
from typing import Final

_HEAD: Final = 128
_SAID: Final = ((4, 8), (24, 36), (40, 64), (80, 100))
"""Where the head names who made the profile, when, on what and for which device, and the digest of it all."""
_KEPT: Final = frozenset(
    {
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt"),
    }
)
"""What turns one colour into another; all else are words and devices."""
_MOST: Final = 4 * 1024 * 1024
_NAME: Final = b"Colours"


def bare_profile(profile: bytes | None) -> bytes | None:
    """The same colours, and nothing else; None where there are none, or it cannot be read."""
    if not profile or not _HEAD + 4 < len(profile) <= _MOST or profile[36:40] != b"acsp":
        return None
    (number,) = struct.unpack_from(">I", profile, _HEAD)
    if number > 100:
        return None
    kept: dict[bytes, bytes] = {b"desc": _named(profile[8])}
    for place in range(number):
        if len(entry := profile[_HEAD + 4 + 12 * place :][:12]) < 12:
            return None
        name, start, length = struct.unpack(">4sII", entry)
        if name in _KEPT:
            kept[name] = profile[start : start + length]
            if len(kept[name]) < length:
                return None
    # Tables that point at the same bytes, each a little further on, would make many megabytes of a few.
    if sum(map(len, set(kept.values()))) > len(profile) + _HEAD:
        return None
    return _put_together(profile[:_HEAD], kept)


def _put_together(head: bytes, parts: dict[bytes, bytes]) -> bytes:
    """A profile of ``parts``; equal ones, as the curves of three colours mostly are, lie there once."""
    table, body, places = bytearray(struct.pack(">I", len(parts))), bytearray(), dict[bytes, int]()
    begins = _HEAD + 4 + 12 * len(parts)
    for name, content in parts.items():
        if content not in places:
            places[content] = begins + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    bare = bytearray(head)
    for start, end in _SAID:
        bare[start:end] = bytes(end - start)
    bare[:4] = struct.pack(">I", begins + len(body))
    return bytes(bare + table + body)


def _named(version: int) -> bytes:
    """The name that a profile must have, as its version writes it."""
    if version >= 4:
        text = _NAME.decode().encode("utf-16-be")
        return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(text), 28) + text
    return b"desc" + struct.pack(">II", 0, len(_NAME) + 1) + _NAME + bytes(1 + 8 + 3 + 67)
