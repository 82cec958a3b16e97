"""The digest of rows of a case: over their plain text, by the key of the case, the same on either database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter, itemgetter
from typing import Any, Final

from django.db.models import Model, QuerySet

from permissions.audit.chain import as_json
from permissions.encrypted import Unreadable
from permissions.envelope import digest
from workflows.cases.among import among
from workflows.cases.models import Case
from workflows.cases.models.encrypted import EncryptedRow
from workflows.cases.models.key import key_of
from workflows.cases.proving.parts import BY_NAME, CASE, PARTS, PERSON, Part

SUBJECT: Final = "case_proof"
"""What entries of the trail are about that prove a case beside its diary."""
PROOF: Final = "proof"
"""Where the data of an entry have the digests, by the names of parts."""
WHOLE: Final = "whole"
"""Where they say that all of the case is proved from this entry on: it opened the case, or took it in."""
_LENGTH: Final = 32
"""Hex digits of a digest: 128 bits, as NIST SP 800-107 allows of an HMAC that is kept short."""
_AS_IS: Final = frozenset({str, int, bool, type(None)})
_VALUES: Final = {part: attrgetter(*part.columns) for part in PARTS}
_PLAIN: Final = frozenset(part for part in PARTS if not issubclass(part.model, EncryptedRow))
_FIELDS: Final = {part: tuple(field.attname for field in part.model._meta.concrete_fields) for part in PARTS}
_ENCRYPTED: Final = {part: _FIELDS[part].index("encrypted") for part in PARTS if part not in _PLAIN}
_WANTED: Final = {part: itemgetter(*map(_FIELDS[part].index, (*part.columns, part.case))) for part in PARTS}
_LENT: Final = {part: tuple(part.columns.index(each) for each in part.lent) for part in PARTS}

_WHAT_IS_LEFT: Final = b"insaf: what is left of an erased case, version 1"

Row = Model | tuple[Any, ...]
"""A row, or the values of its part's columns and then the id of its case: of what is not encrypted nothing else is
asked, and that is a fifth of the work."""
Rows = dict[str, list[Row]]
"""Rows of one case, by the names under which their digests stand."""


def proof_key(case: Case, *, erased: bool) -> bytes | None:
    """By which key a case is proved; None where it has none. Raises ``Unreadable``.

    Of what was ``erased`` the key is gone, and no word is left that somebody could find out by trying: a key that
    everybody knows does, since it is the trail that proves the digest.
    """
    return _WHAT_IS_LEFT if erased else key_of(case)


def name_of(part: Part, row: Row) -> str:
    """Under which name the digest of a row stands."""
    if not part.event:
        return part.name
    event = row[part.columns.index(part.event)] if isinstance(row, tuple) else getattr(row, part.event)
    return f"{part.name}.{event}"


def digest_of_rows(key: bytes, name: str, rows: Sequence[Row]) -> str:
    """The digest of all rows that stand under one name; empty where there is none. Raises ``Unreadable``."""
    if not rows:
        return ""
    part = BY_NAME[name.partition(".")[0]]
    said = sorted((_said(part, row) for row in rows), key=itemgetter(0))  # the row's own key comes first
    if any(getattr(row, "failed", ()) for row in rows):
        raise Unreadable(name)  # a sentence stands for what could not be read
    return digest(key, [name, as_json(said)])[:_LENGTH]


def _said(part: Part, row: Row) -> list[Any]:
    values = row[:-1] if isinstance(row, tuple) else _VALUES[part](row)
    said = [value if type(value) in _AS_IS else _plain(value) for value in values]
    if part.lent:
        first, *others = _LENT[part]
        if said[first]:
            for place in others:
                said[place] = None
    return said


def _plain(value: Any) -> Any:
    """The same for a value in memory as for one that was read, on either database: PostgreSQL writes 1e5 as 100000."""
    match value:
        case str() | int() | None:
            return value
        case datetime():
            return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(timespec="microseconds")
        case timedelta():
            return [value.days, value.seconds, value.microseconds]
        case float():
            return int(value) if value.is_integer() else {"float": repr(value)}
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(name): _plain(each) for name, each in value.items()}
    raise TypeError(f"no value of a proved column: {value!r}")


def rows_of(cases: Mapping[int, Case], parts: Iterable[Part] = PARTS) -> dict[int, Rows]:
    """The rows of some cases as they stand; a statement for each part."""
    found: dict[int, Rows] = {pk: {} for pk in cases}
    for part in parts:
        if part is CASE:
            for pk, case in cases.items():
                found[pk][CASE.name] = [case]
            continue
        for row in _rows(part, cases):
            case_id = row[-1] if isinstance(row, tuple) else getattr(row, part.case)
            found[case_id].setdefault(name_of(part, row), []).append(row)
    return found


def _rows(part: Part, cases: Mapping[int, Case]) -> Iterator[Row]:
    rows = part.model._default_manager.filter(among(part.case, cases)).order_by("pk")
    if part.only is not None:
        rows = rows.filter(part.only)
    if part in _PLAIN:
        for values in rows.values_list(*part.columns, part.case):
            if values[-1] in cases:
                yield values
    else:
        yield from _as_needed(part, cases, rows)


def _as_needed(part: Part, cases: Mapping[int, Case], rows: QuerySet[Any]) -> Iterator[Row]:
    """Of what is encrypted the rows, which read themselves, and so of people, whose blind indexes are compared; of the
    rest the values."""
    names, encrypted, wanted = _FIELDS[part], _ENCRYPTED[part], _WANTED[part]
    for values in rows.values_list(*names):
        said = wanted(values)
        if said[-1] not in cases:
            continue
        if not values[encrypted] and part is not PERSON:
            yield said
            continue
        row: Any = part.model.from_db(rows.db, names, values)
        row.case = cases[said[-1]]  # what is encrypted asks its case for the key
        yield row
