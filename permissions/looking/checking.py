"""Whether the log of access is as it was sealed, and where not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from permissions.audit.models import AuditEntry
from permissions.looking.models import Look
from permissions.looking.proof import Said, Together, holds, key_from, read_ids
from permissions.looking.sealing import FORGOTTEN, SEALED

_CHUNK = 2_000
_NAMED = 20
"""Rows of one seal that are named one by one; of more the first ones."""


def differences() -> Iterator[str]:
    """A sentence for each row that was changed, put in or taken out; nothing at all when all is as it was sealed.

    Rows are streamed. What is not sealed yet, at most some minutes' worth, is proved row by row alone.
    """
    keys = [key_from(key) for key in settings.FIELD_KEYS]
    yield from _changed(keys)
    # The seals first: rows that are sealed meanwhile are not asked about.
    seals: dict[int, dict[str, Any]] = dict(AuditEntry.objects.filter(verb=SEALED).values_list("sequence", "data"))
    gone_until = _gone_until()
    for number, together in _as_sealed(until=max(seals, default=0)):
        seal = seals.pop(number, None)
        if seal is None:
            yield from _named(_("Row %(row)s of the log of access was put in."), together.ids)
        else:
            yield from _against_seal(number, seal, together)
    for number, seal in sorted(seals.items()):
        if number > gone_until:
            yield from _against_seal(number, seal, Together())


def _gone_until() -> int:
    """The last seal whose rows were let go, on record."""
    return max(AuditEntry.objects.filter(verb=FORGOTTEN).values_list("subject_id", flat=True), default=0)


def _changed(keys: list[bytes]) -> Iterator[str]:
    for said in Look.objects.order_by("id").values_list("id", "digest", *Said._fields).iterator(_CHUNK):
        row_id, digest, *rest = said
        if not holds(Said(*rest), digest, keys):
            yield _("Row %(row)s of the log of access was changed or put in.") % {"row": row_id}


def _as_sealed(*, until: int) -> Iterator[tuple[int, Together]]:
    rows = Look.objects.filter(sealed_in__lte=until).order_by("sealed_in", "id")
    for number, found in groupby(
        rows.values_list("sealed_in", "id", "digest").iterator(_CHUNK), key=lambda row: row[0]
    ):
        together = Together()
        for _number, row_id, digest in found:
            together.add(row_id, digest)
        yield int(number or 0), together


def _against_seal(number: int, seal: dict[str, Any], together: Together) -> Iterator[str]:
    if together.digest == seal.get("digest"):
        return
    sealed, there = set(read_ids(str(seal.get("ids", "")))), set(together.ids)
    yield from _named(_("Row %(row)s of the log of access is missing."), sorted(sealed - there))
    yield from _named(_("Row %(row)s of the log of access was put in."), sorted(there - sealed))
    if sealed == there:
        yield _("Rows of the log of access are not those that audit entry %(entry)s seals.") % {"entry": number}


def _named(sentence: str, rows: list[int]) -> Iterator[str]:
    for row in rows[:_NAMED]:
        yield sentence % {"row": row}
    if len(rows) > _NAMED:
        yield _("%(count)s more rows of the same seal are concerned.") % {"count": len(rows) - _NAMED}
