"""Envelope encryption: what belongs to one case is encrypted under that case's own key, and the key under ours.

Who destroys the key of a case destroys all that was encrypted under it, in every copy that is not given the key too.
Changing ``FIELD_KEYS`` changes how the keys of cases are wrapped, and nothing that they have encrypted.

AES-256-GCM (NIST SP 800-38D), with a random nonce of 96 bits before each text.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from permissions.audit.chain import canonical
from permissions.encrypted import Unreadable

_NONCE: Final = 12
_KEPT: Final = 2_000
"""Keys of cases that a process remembers, by how they are wrapped: one that was changed is another."""


def new_key() -> bytes:
    """A key for one case: 32 random bytes."""
    return secrets.token_bytes(32)


def master_name() -> str:
    """What the newest of ``FIELD_KEYS`` is called beside what is wrapped with it: 8 hex digits, which tell nothing of
    the key."""
    return _name_of(settings.FIELD_KEYS[0])


def masters() -> dict[str, str]:
    """The keys among ``FIELD_KEYS`` by what they are called, the newest first."""
    return {_name_of(master): master for master in settings.FIELD_KEYS}


def wrap(key: bytes, about: str) -> str:
    """The key of a case under the newest of ``FIELD_KEYS``. ``about`` names what it belongs to: no other can use it."""
    master = settings.FIELD_KEYS[0]
    return f"{_name_of(master)}.{_sealed(_wrapping_key(master), key, about)}"


def unwrap(wrapped: str, about: str) -> bytes:
    """A key that was wrapped for ``about``. Raises ``Unreadable``, which names a master key that is missing."""
    name, _dot, text = wrapped.partition(".")
    for master in settings.FIELD_KEYS:
        if _name_of(master) == name:
            return _unwrapped(master, text, about)
    raise Unreadable(f"wrapped with the key {name}, which is not among FIELD_KEYS")


def encrypt(key: bytes, text: str, place: str) -> str:
    """``text`` under the key of a case, bound to ``place``: the table, the row and the field where it stands."""
    return _sealed(key, text.encode(), place)


def decrypt(key: bytes, encrypted: str, place: str) -> str:
    """What was encrypted for ``place``. Raises ``Unreadable`` where it was changed, or stands in another place."""
    return _opened(key, encrypted, place).decode()


def digest(key: bytes, said: Sequence[object]) -> str:
    """HMAC-SHA-256 (hex) of what is said, by the key of a case: without that key nobody can find out by trying what it
    was over. ``said``: texts, whole numbers, yes and no, None, and lists and mappings of these."""
    return hmac.digest(_digest_key(key), canonical(list(said)).encode(), "sha256").hex()


@lru_cache(maxsize=_KEPT)
def _unwrapped(master: str, text: str, about: str) -> bytes:
    return _opened(_wrapping_key(master), text, about)


def _sealed(key: bytes, content: bytes, place: str) -> str:
    nonce = secrets.token_bytes(_NONCE)
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, content, place.encode())).decode("ascii")


def _opened(key: bytes, text: str, place: str) -> bytes:
    try:
        content = urlsafe_b64decode(text)
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(place) from error


@cache
def _wrapping_key(master: str) -> bytes:
    return hmac.digest(master.encode(), b"insaf: wraps keys of cases, version 1", "sha256")


@cache
def _name_of(master: str) -> str:
    return hmac.digest(master.encode(), b"insaf: name of a master key, version 1", hashlib.sha256).hex()[:8]


@lru_cache(maxsize=_KEPT)
def _digest_key(key: bytes) -> bytes:
    return hmac.digest(key, b"insaf: digests of a case, version 1", "sha256")
