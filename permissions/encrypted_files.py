"""Bytes of files, encrypted in pieces, so that any part is read without the rest and none can be moved, cut or added.

Each file has a key of its own, which follows from the key of what it belongs to and from a salt at its beginning. A
piece is AES-256-GCM; its number, and whether it is the last, are its nonce (STREAM, by Hoang, Reyhanitabar, Rogaway and
Vizár, 2015); what it is bound to, the place where it lies, goes in beside it.
"""

from __future__ import annotations

import hmac
import io
import secrets
import struct
from collections.abc import Callable
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from permissions.encrypted import Unreadable

PIECE: Final = 1024 * 1024
_MARK: Final = b"\x00insaf\x01e"
_HEAD: Final = struct.Struct("!8sQ16s")
_TAG: Final = 16


def encrypt_into(target: IO[bytes], source: IO[bytes], *, key: bytes, owner: int, place: str) -> None:
    """Write what ``source`` has. ``owner``: whose key it is, by a number that stands in the file and is no secret."""
    salt = secrets.token_bytes(16)
    head = _HEAD.pack(_MARK, owner, salt)
    cipher, bound = _cipher(key, salt), place.encode() + head
    target.write(head)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE) if len(piece) == PIECE else b""
        target.write(cipher.encrypt(_nonce(number, last=not following), piece, bound))
        if not following:
            return
        number, piece = number + 1, following


def owner_of(stored: IO[bytes]) -> int | None:
    """By whose key a file is encrypted; None where it is not. It stands at its beginning again."""
    stored.seek(0)
    head = stored.read(_HEAD.size)
    stored.seek(0)
    if len(head) < _HEAD.size or not head.startswith(_MARK):
        return None
    owner: int = _HEAD.unpack(head)[1]
    return owner


class Decrypted(io.RawIOBase):
    """What an encrypted file says, from any place on. Raises ``Unreadable`` where it was changed, cut or moved."""

    def __init__(self, stored: IO[bytes], *, key: Callable[[int], bytes | None], place: str) -> None:
        """``key``: gives the key of an owner, None where there is none any more."""
        super().__init__()
        self._stored, self._place = stored, place
        stored.seek(0)
        head = stored.read(_HEAD.size)
        _mark, owner, salt = _HEAD.unpack(head)
        found = key(owner)
        if found is None:
            raise Unreadable(place)
        self._cipher, self._bound = _cipher(found, salt), place.encode() + head
        body = stored.seek(0, io.SEEK_END) - _HEAD.size
        self._pieces = max(-(-body // (PIECE + _TAG)), 1)
        self.size = body - self._pieces * _TAG
        self._at, self._held = 0, (-1, b"")
        self._piece(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer goes in as a view
        if self._at >= self.size:
            return 0
        number, inside = divmod(self._at, PIECE)
        some = self._piece(number)[inside : inside + len(buffer)]
        buffer[: len(some)] = some
        self._at += len(some)
        return len(some)

    def close(self) -> None:
        if not self.closed:
            self._stored.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._stored.seek(_HEAD.size + number * (PIECE + _TAG))
            sealed = self._stored.read(PIECE + _TAG)
            nonce = _nonce(number, last=number == self._pieces - 1)
            try:
                self._held = number, self._cipher.decrypt(nonce, sealed, self._bound)
            except (InvalidTag, ValueError) as error:
                raise Unreadable(self._place) from error
        return self._held[1]


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(hmac.digest(key, b"insaf: a file of a case, version 1" + salt, "sha256"))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
