"""How a row of the log of access is proved, and how many of them are sealed at once: plain Python, no database."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from permissions.audit.chain import canonical


class Said(NamedTuple):
    """All that a row says, in the order in which its digest covers it."""

    at: datetime
    kind: str
    user_id: int | None
    case_id: int | None
    subject: str
    subject_id: int
    detail: str
    once: str


def key_from(field_key: str) -> bytes:
    """The key (32 bytes) that belongs to a key of the setting ``FIELD_KEYS``."""
    return hmac.digest(field_key.encode(), b"insaf: log of access, version 1", "sha256")


def digest_of(said: Said, key: bytes) -> str:
    """HMAC-SHA-256 (hex): nobody without the key puts a row in or changes one unseen."""
    stamped = [said.at.astimezone(UTC).isoformat(timespec="microseconds"), *said[1:]]
    return hmac.digest(key, canonical(stamped).encode(), "sha256").hex()


def holds(said: Said, digest: str, keys: Sequence[bytes]) -> bool:
    """Whether a row has the digest that belongs to it, by any of ``keys``."""
    return any(hmac.compare_digest(digest_of(said, key), digest) for key in keys)


class Together:
    """The digest over several rows in the order of their ids, and which they are."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.ids: list[int] = []

    def add(self, row_id: int, digest: str) -> None:
        self._digest.update(f"{row_id}:{digest}\n".encode())
        self.ids.append(row_id)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def written_ids(ids: Iterable[int]) -> str:
    """Ascending ids, in short: ``5-9 11``."""
    spans: list[tuple[int, int]] = []
    for each in ids:
        if spans and each == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], each)
        else:
            spans.append((each, each))
    return " ".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)


def read_ids(written: str) -> Iterator[int]:
    """The other way round."""
    for span in written.split():
        first, _dash, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)
