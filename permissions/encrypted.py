"""Texts that must come back as they were, and that nobody reads in the database: encrypted with ``FIELD_KEYS``."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(ValueError):
    """It was encrypted with none of our keys, for something else, or too long ago."""


def encrypt(text: str, purpose: str) -> str:
    """With the newest key. What was encrypted for one ``purpose`` cannot be read for another."""
    return _keys(purpose).encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str, purpose: str, *, within: timedelta | None = None) -> str:
    """What was encrypted, with whichever of the keys; ``within``: no longer ago. Raises ``Unreadable``."""
    try:
        return _keys(purpose).decrypt(encrypted, ttl=int(within.total_seconds()) if within else None).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error


def renewed(encrypted: str, purpose: str) -> str:
    """The same under the newest key, and as old as it was; unchanged where it is so already. Raises ``Unreadable``."""
    if is_newest(encrypted, purpose):
        return encrypted
    try:
        return _keys(purpose).rotate(encrypted.encode()).decode("ascii")
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error


def is_newest(encrypted: str, purpose: str) -> bool:
    """Whether the newest key alone reads it."""
    try:
        _key(purpose, settings.FIELD_KEYS[0]).decrypt(encrypted.encode())
    except (InvalidToken, UnicodeError):
        return False
    return True


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet(_key(purpose, key) for key in settings.FIELD_KEYS)


def _key(purpose: str, key: str) -> Fernet:
    """``FIELD_KEYS`` are long random texts (``settings/strength.py``): one digest makes a key of the right size."""
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"insaf.encrypted|{purpose}|{key}".encode()).digest()))
