"""How a row is put into a digest, and how a digest that waits for its seal is proved: plain Python, no database.

The digest of a row is an HMAC under a salt of the row and hangs on no key of ours: it is worth what the trail is worth
that holds it, stays valid when ``FIELD_KEYS`` change, and says nothing any more once the salt is gone. What the trail
does not hold yet bears a second one, under a key of ours.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from permissions.audit.chain import as_json

GONE: Final = ""
"""The digest of a row that is not there."""


def new_salt() -> str:
    return secrets.token_hex(16)


def digest_of(salt: str, table: str, row: int, says: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 (hex) over what a row says, by column. A row that moves to another number has another one."""
    said = [table, row, sorted([column, _plain(value)] for column, value in says.items())]
    return hmac.digest(salt.encode(), _written(said), "sha256").hex()


def key_from(field_key: str) -> bytes:
    """The key (32 bytes) that belongs to a key of the setting ``FIELD_KEYS``."""
    return hmac.digest(field_key.encode(), b"insaf: proofs of rows, version 1", "sha256")


def mac_of(waiting: Sequence[str | int], key: bytes) -> str:
    """HMAC-SHA-256 (hex) over all that a proof says while it waits: which row, what of it, and what was sealed last.

    With the last seal in it, what once waited cannot be put back later.
    """
    return hmac.digest(key, _written(list(waiting)), "sha256").hex()


def _written(said: list[Any]) -> bytes:
    return as_json(said).encode()


def _plain(value: Any) -> Any:
    """The one form of a value as it comes from either database."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case float():  # PostgreSQL writes 1e5 as 100000
            return int(value) if value.is_integer() else value
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case None | bool() | int() | str():
            return value
    raise TypeError(f"no value of a proved column: {value!r}")
