"""Rows of before a table was proved, or before one of its columns was: they are taken in once, as they are then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.migrations.state import StateApps

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.audit.selectors import chain_length
from permissions.audit.services import NewEntry, append
from permissions.proving.declared import Proved, declared
from permissions.proving.models import RowProof
from permissions.proving.services import AT_ONCE, prove, said_by, says

TAKEN_IN: Final = "rows_taken_in"
"""From this entry on each row of some tables has a proof; ``data``: ``tables``, each with the columns under it."""


def are_there(apps: StateApps) -> bool:
    """Whether the tables, as a migration has left them, have all that is proved: one that stops half-way, or goes back,
    leaves them without."""
    for each in (*declared(), Proved(RowProof, ())):
        try:
            model = apps.get_model(each.model._meta.label)
        except LookupError:
            return False
        if not {field.column for field in model._meta.concrete_fields}.issuperset(each.columns):
            return False
    return True


def known_columns() -> dict[str, tuple[str, ...]]:
    """By table the columns of which the trail says that they are proved."""
    known: dict[str, tuple[str, ...]] = {}
    for data in AuditEntry.objects.filter(verb=TAKEN_IN).order_by("sequence").values_list("data", flat=True):
        known |= {table: tuple(columns) for table, columns in data.get("tables", {}).items()}
    return known


def what_is_new() -> tuple[Proved, ...]:
    """Models of which the trail does not say yet that they are proved as they are now."""
    known = known_columns()
    return tuple(each for each in declared() if known.get(each.table) != each.columns)


def marked(models: Iterable[Proved]) -> NewEntry:
    """The entry that says it."""
    tables = {each.table: list(each.columns) for each in models}
    return NewEntry(TAKEN_IN, "rows", len(tables), {"tables": tables})


def take_in(*, at: datetime, progress: Callable[[str, int], object] = lambda table, count: None) -> int:
    """Prove the rows of all tables that are new, and have the trail say so: how many rows were proved.

    May be interrupted and called again. ``progress`` is told after each ``AT_ONCE`` rows of a table. Where the trail is
    empty the first seal says it (an installation that has just been made has no words in its trail).
    """
    new, count = what_is_new(), 0
    known = known_columns()
    for each in new:
        for ids in _numbers(each):
            with transaction.atomic():
                taken = _unproved(each, ids, known.get(each.table))
                prove(each, taken)
            count += len(taken)
            progress(each.table, len(ids))
    if new and chain_length():
        with transaction.atomic():
            append([marked(new)], actor=Actor.operator, at=at)
    return count


def _unproved(proved: Proved, ids: list[int], former: tuple[str, ...] | None) -> list[int]:
    """Those rows that have no proof; and, where other columns were proved until now, those whose proof held by these.

    One that was bent before stays as it is, so that it is found. Where the trail is empty nobody has used the platform
    yet, and no column is known by which a proof could be compared: all are proved."""
    if former is None and not chain_length():
        return ids
    proofs = {proof.row: proof for proof in RowProof.objects.filter(table=proved.table, row__in=ids)}
    if former is None:
        return [row for row in ids if row not in proofs]
    before = columns_that_are_left(proved, former)
    if before is None:
        return ids
    rows = said_by(before, ids)
    return [row for row in ids if row in proofs and says(proofs[row], rows[row])]


def columns_that_are_left(proved: Proved, former: tuple[str, ...]) -> Proved | None:
    """A model by the columns that were proved before; None where one of them is gone, and nothing can be compared."""
    there = {str(field.column) for field in proved.model._meta.concrete_fields}
    return Proved(proved.model, former) if there.issuperset(former) else None


def _numbers(proved: Proved) -> Iterator[list[int]]:
    after: int | None = None
    rows = proved.model._base_manager.order_by("pk").values_list("pk", flat=True)
    while ids := list((rows if after is None else rows.filter(pk__gt=after))[:AT_ONCE]):
        yield ids
        after = ids[-1]
