"""Whether what is encrypted of cases can be read, and whether what is to be encrypted is: for ``verify``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from permissions.envelope import master_name
from workflows.cases.hiding import OF_ALL, OF_HIDDEN
from workflows.cases.models import Case, Rekeying, Track
from workflows.cases.models.encrypted import EncryptedRow, note_together

_BATCH = 1_000
_HIDDEN = ~Q(track=Track.ORDINARY) | Q(confidential=True)
_OF_A_HIDDEN_CASE = ~Q(case__track=Track.ORDINARY) | Q(case__confidential=True)


def unreadable() -> Iterator[str]:
    """What was moved from elsewhere, changed, or has lost its key."""
    models: dict[type[EncryptedRow], None] = dict.fromkeys((Case, *OF_ALL, *OF_HIDDEN))
    for model in models:
        rows = model._default_manager.filter(encrypted=True).order_by("pk").iterator(_BATCH)
        while some := list(islice(rows, _BATCH)):
            note_together(some)
            yield from _said_of(some)


def _said_of(rows: list[EncryptedRow]) -> Iterator[str]:
    for row in rows:
        named = "case" if isinstance(row, Case) else f"{row._meta.verbose_name} {row.pk} of case"
        for name in row.unreadable():
            yield f"{named} {row.whose_key}: its {name} cannot be read: it was changed, or its key is missing"


def still_plain() -> Iterator[str]:
    """What should have been encrypted by now; nothing as long as cases of before wait for their turn."""
    place = Rekeying.objects.first()
    if place is None or place.done_at is None or place.master != master_name():
        return
    for model, which in OF_ALL.items():
        yield from _plain(model, which)
    for model, which in OF_HIDDEN.items():
        yield from _plain(model, which & _OF_A_HIDDEN_CASE)
    for case_id in Case.objects.filter(_HIDDEN, encrypted=False, erased_at=None).values_list("pk", flat=True):
        yield f"case {case_id}: its subject is not encrypted; run rotate_keys"


def _plain(model: type[EncryptedRow], which: Q) -> Iterator[str]:
    rows: QuerySet[Any] = model._default_manager.all()
    ids = (
        rows.filter(which, encrypted=False, case__erased_at=None).order_by("case_id").values_list("case_id", flat=True)
    )
    for case_id in ids.distinct():
        yield f"case {case_id}: a {model._meta.verbose_name} of it is not encrypted; run rotate_keys"
