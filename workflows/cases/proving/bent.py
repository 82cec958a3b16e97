"""Whether a case was bent before an act: what the act then says of it would prove the bending.

Where that is found the act's entry repeats the digest of before it, so that ``verify`` goes on naming it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from permissions import security_log
from permissions.audit.models import AuditEntry
from permissions.encrypted import Unreadable
from workflows.cases.models import Case
from workflows.cases.models.key import key_of
from workflows.cases.proving.digests import SUBJECT, Row, digest_of_rows

ABOUT: Final = ("case", SUBJECT)


def last_said(case_ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """The data of the last entry of each case that speaks of what is at hand: one statement."""
    entries = AuditEntry.objects.filter(subject__in=ABOUT, subject_id__in=list(case_ids), data__has_key="event")
    return dict(entries.order_by("sequence").values_list("subject_id", "data"))


def bent_of(case: Case, rows: Mapping[str, Sequence[Row]], said: Mapping[str, str]) -> dict[str, str]:
    """Where rows are otherwise than the last digests say: these digests, by their names; none where the key tells
    nothing."""
    try:
        key = key_of(case)
    except Unreadable:
        return {}  # its key was bent: nothing is proved of it, and ``verify`` says so
    names = [name for name, some in rows.items() if key and name in said and _differs(key, name, some, said)]
    for name in names:
        security_log.tell("row_bent", "found", about=name.partition(".")[0])
    return {name: said[name] for name in names}


def _differs(key: bytes, name: str, rows: Sequence[Row], said: Mapping[str, str]) -> bool:
    try:
        return digest_of_rows(key, name, list(rows)) != said[name]
    except Unreadable:
        return True
