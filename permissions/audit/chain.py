"""How the audit chain is sealed and how a break in it is told apart: plain Python, no database."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, Literal, NamedTuple

BreakKind = Literal["changed", "reordered", "missing", "cut_off", "uncounted", "head_differs"]

# Entries looked at together: how far a moved entry is searched for, and all that is kept in memory.
_BATCH = 500
# Seals that the entry before a broken one may have had: a chain overwritten as a whole must not make this grow.
_FORMERS = 8
as_json: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""The one text of a value, by which digests are made; ``canonical`` looks first whether it would come back the same."""


class Link(NamedTuple):
    """What the chain needs to know of an entry: its place, the digest of what it says, its seal (hex)."""

    sequence: int
    digest: bytes
    seal: str


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold: from entry ``first`` to ``last``.

    ``after`` is set for "reordered": the place of the entry that this one was sealed after.
    """

    kind: BreakKind
    first: int
    last: int
    after: int | None = None


def derive(field_key: str) -> bytes:
    """The sealing key (32 bytes) that belongs to a key of the setting ``FIELD_KEYS``."""
    return hmac.digest(field_key.encode(), b"insaf: audit chain, version 1", "sha256")


def canonical(value: Any) -> str:
    """The one JSON text of ``value``, the same before it is stored and after it is read from either database.

    Raises ``TypeError`` for what would not come back as it went in: numbers with a fraction (PostgreSQL writes
    1e5 as 100000), keys that are no text, any other type.
    """
    _check(value)
    return as_json(value)


def digest(
    at: datetime, actor_kind: str, actor_user_id: int | None, verb: str, subject: str, subject_id: int, data: Any
) -> bytes:
    """SHA-256 of all that an entry says. Its place is not in it: the former seal holds that.

    Raises ``TypeError`` for data that would not come back as they went in, see ``canonical``.
    """
    _check(data)
    return digest_as_read(at, actor_kind, actor_user_id, verb, subject, subject_id, data)


def digest_as_read(
    at: datetime, actor_kind: str, actor_user_id: int | None, verb: str, subject: str, subject_id: int, data: Any
) -> bytes:
    """The same of an entry that came from the database. What ``digest`` refuses was never written, so that its text is
    that of no entry: it need not be looked for in each."""
    said = [at.astimezone(UTC).isoformat(timespec="microseconds"), actor_kind, actor_user_id, verb, subject, subject_id]
    return hashlib.sha256(as_json([*said, data]).encode()).digest()


def seal(key: bytes, former: str, entry_digest: bytes) -> str:
    """HMAC-SHA-256 (hex) over the former entry's seal ("" for the first) and this entry's digest."""
    return hmac.digest(key, former.encode() + b"|" + entry_digest, "sha256").hex()


def breaks(links: Iterable[Link], *, keys: Sequence[bytes], count: int, head_seal: str) -> Iterator[Break]:
    """Every break in ``links`` (by ascending place) against a head of ``count`` entries ending in ``head_seal``.

    An entry may be sealed with any of ``keys``. Memory does not grow with the chain.
    """
    last = Link(0, b"", "")
    formers: tuple[str, ...] = ("",)
    for batch in _batches(links):
        for link in batch:
            if link.sequence < 1:
                yield Break("uncounted", link.sequence, link.sequence)
                continue
            holds = _follows(link, formers, keys)
            if link.sequence != last.sequence + 1:
                yield Break("missing", last.sequence + 1, link.sequence - 1)
            elif not holds:
                yield _named(link, batch, keys)
            formers = (link.seal,) if holds else (link.seal, *_true_seals(link, formers, keys))
            last = link
    yield from _against_head(last, count, head_seal)


def _check(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("An audit entry's data has text for keys.")
        for inner in value.values():
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"An audit entry holds texts, whole numbers, yes and no, lists and mappings; not {value!r}.")


def _batches(links: Iterable[Link]) -> Iterator[list[Link]]:
    rest = iter(links)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _follows(link: Link, formers: Iterable[str], keys: Sequence[bytes]) -> bool:
    return any(seal(key, former, link.digest) == link.seal for former in formers for key in keys)


def _true_seals(link: Link, formers: tuple[str, ...], keys: Sequence[bytes]) -> Iterator[str]:
    """The seals a broken entry may have had: if only its seal was changed, what follows it still holds.

    Those reckoned before come first, so that the true one stays among the few that are kept.
    """
    reckoned_first = (*formers[1:], formers[0])
    return islice((seal(key, former, link.digest) for former in reckoned_first for key in keys), _FORMERS)


def _named(link: Link, batch: Sequence[Link], keys: Sequence[bytes]) -> Break:
    for other in batch:
        if other is not link and _follows(link, (other.seal,), keys):
            return Break("reordered", link.sequence, link.sequence, after=other.sequence)
    return Break("changed", link.sequence, link.sequence)


def _against_head(last: Link, count: int, head_seal: str) -> Iterator[Break]:
    if last.sequence < count:
        yield Break("cut_off", last.sequence + 1, count)
    elif last.sequence > count:
        yield Break("uncounted", count + 1, last.sequence)
    elif last.seal != head_seal:
        yield Break("head_differs", count, count)
