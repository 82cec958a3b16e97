"""Which columns of a row may change after it was made, which did since it was read, and how those are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final

from django.db.models import Model

from permissions import many_rows
from workflows.cases.models import (
    Case,
    Consultation,
    ErasureRequest,
    IdentityRequest,
    LegalHold,
    QualityCheck,
    Work,
)
from workflows.deadlines.models import Deadline

CHANGING: Final[Mapping[type[Model], Sequence[str]]] = {
    Case: (
        *("agency", "process_version", "guarded", "priority", "category", "concerns", "status", "outcome", "level"),
        *("due", "due_by_day", "limit_due", "limit_by_day", "rating", "referrals", "reopenings", "events_count"),
        *("changed_at", "closed_at", "engine_process", "secret_hash", "lead", "leads", "held", "erased_at"),
        *("listening", "missed", "missed_since", "missed_inside", "missed_inside_since"),
    ),
    Work: (
        *("step", "branch", "entry", "agency", "routed", "referrals", "guarded", "post", "holder", "assignee"),
        *("ladder", "named_ladder"),
        *("level", "cycle", "due", "due_by_day", "paused_at", "reply_counted", "question_open", "reached_at"),
        *("done_at", "result", "follows", "waits", "done_by", "decided_by", "again", "missed", "missed_inside"),
    ),
    Deadline: ("due", "left", "paused", "done", "data"),
    Consultation: ("agency", "assignee", "level", "due", "due_by_day", "answered_in", "done_at", "result"),
    QualityCheck: ("answers", "judged_by", "judged_at"),
    ErasureRequest: ("answered_by", "answered_at", "answer", "agreed"),
    LegalHold: ("lifted_by", "lifted_at", "lifted_because"),
    IdentityRequest: ("answered_by", "answered_at", "answer", "until"),
}
"""Fields by model; every other column is fixed when the row is made."""
_VALUES = {
    model: attrgetter(*(field.attname for name in names for field in model._meta.concrete_fields if field.name == name))
    for model, names in CHANGING.items()
}


def note_read(rows: Iterable[Case | Work]) -> None:
    """These were read just now, under a lock: of them, ``write`` writes what differs by then."""
    for row in rows:
        row.as_read = _VALUES[type(row)](row)


def write(model: type[Model], rows: Sequence[Model]) -> None:
    """Write what may have changed of rows that the database has: one statement, and none where nothing did.

    What is not known as it was read, or holds JSON, whose inside may change, is written in full.
    """
    if not rows:
        return
    names = _changed(model, rows)
    for row in rows:
        row.as_read = None  # type: ignore[attr-defined]  # should this be rolled back, nobody knows what stands there
    if names:
        many_rows.update(model, names, rows)


def differs(row: Case | Work, *names: str) -> bool:
    """Whether any of these columns is otherwise than it was read; so it is of a row that is new, or was not noted."""
    if row.pk is None or row.as_read is None:
        return True
    was = dict(zip(CHANGING[type(row)], row.as_read, strict=True))
    is_now = dict(zip(CHANGING[type(row)], _VALUES[type(row)](row), strict=True))
    return any(was[name] != is_now[name] for name in names)


def _changed(model: type[Model], rows: Iterable[Model]) -> list[str]:
    """The fields in which any of the rows differs from how it was read."""
    names = CHANGING[model]
    found = set[int]()
    for row in rows:
        was = getattr(row, "as_read", None)
        if was is None:
            return list(names)
        is_now = _VALUES[model](row)
        if is_now != was:
            found |= {place for place in range(len(names)) if is_now[place] != was[place]}
    return [names[place] for place in sorted(found)]
