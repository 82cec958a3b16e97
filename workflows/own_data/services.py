"""Asking for one's own data, taking that up in the queue, and letting go of the file after a day."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.core.files.storage import storages
from django.db.models import Q, QuerySet

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.citizens.models import Citizen
from permissions.now import now
from workflows.cases.models import Case
from workflows.cases.wiping import Going
from workflows.own_data.models import LEASE, Making, OwnData
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=1)
AT_ONCE: Final = 100


def ask_for(*, language: str, case: Case | None = None, citizen: Citizen | None = None) -> OwnData:
    """A file of one request, or of all that are among a citizen's. That it was asked for stands in the trail."""
    at = now()
    with write_transaction():
        row = OwnData.objects.create(
            key=secrets.token_hex(16), case=case, citizen=citizen, language=language, requested_at=at
        )
        about = {"case": case.pk} if case is not None else {}
        actor = Actor.citizen(case.pk if case is not None else None)
        append([NewEntry("own_data_asked", "own_data", row.pk, about)], actor=actor, at=at)
    return row


def of_case(key: str, case: Case) -> OwnData | None:
    """That of a request, as long as it lies there."""
    return _there().filter(key=key, case=case).first()


def of_citizen(key: str, citizen: Citizen) -> OwnData | None:
    """That of a citizen, as long as it lies there."""
    return _there().filter(key=key, citizen=citizen).first()


def _there() -> QuerySet[OwnData]:
    return OwnData.objects.filter(requested_at__gt=now() - KEPT)


def take(row_id: int) -> OwnData | None:
    """A waiting one, for the next minutes ours alone; None when it is made or another worker has it."""
    with write_transaction():
        taken = OwnData.objects.filter(_free(), pk=row_id).update(taken_at=now())
    return OwnData.objects.select_related("case", "citizen").get(pk=row_id) if taken else None


def _free() -> Q:
    return Q(state=Making.WAITING) & (Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE))


def waiting() -> list[int]:
    """Those that nobody is making: for a ring that was lost."""
    return list(OwnData.objects.filter(_free()).order_by("pk").values_list("pk", flat=True))


def note_progress(row: OwnData, done: int, total: int) -> None:
    """How much of it is written; the lease begins anew."""
    at = now()
    with write_transaction():
        if _ours(row).update(done=done, total=total, taken_at=at):
            row.taken_at = at


def made(row: OwnData, *, storage_key: str, size: int) -> bool:
    """The bytes are stored. False when it is not wanted any more, or another worker took it meanwhile."""
    with write_transaction():
        said = {"state": Making.MADE, "storage_key": storage_key, "size": size, "taken_at": None}
        return bool(_ours(row).update(**said))


def failed(row: OwnData) -> None:
    """It could not be made."""
    with write_transaction():
        _ours(row).update(state=Making.FAILED, taken_at=None)


def _ours(row: OwnData) -> QuerySet[OwnData]:
    return OwnData.objects.filter(pk=row.pk, state=Making.WAITING, taken_at=row.taken_at)


def forget_old() -> None:
    """Let go of those whose day is over, with their bytes."""
    _let_go(OwnData.objects.filter(requested_at__lte=now() - KEPT)[:AT_ONCE])


def forget_of(citizen: Citizen) -> None:
    """Somebody is forgotten: their files go before they do."""
    _let_go(OwnData.objects.filter(citizen=citizen))


def _let_go(rows: QuerySet[OwnData]) -> None:
    """Bytes first: whatever dies in between, the row tells of them."""
    old = list(rows)
    for row in old:
        if row.storage_key:
            storages["private"].delete(row.storage_key)
    if old:
        with write_transaction():
            OwnData.objects.filter(pk__in=[row.pk for row in old]).delete()


def forget_erased(going: Going) -> Iterable[str]:
    """Cases are erased: files of them go, and files of whoever has one of them among theirs; the keys of the bytes.

    Called before it is forgotten whose they are.
    """
    theirs = Q(case__in=going.case_ids) | Q(citizen__joined__case__in=going.case_ids)
    ids = list(OwnData.objects.filter(theirs).values_list("pk", flat=True))
    rows = OwnData.objects.filter(pk__in=ids)
    keys = list(rows.values_list("storage_key", flat=True))
    rows.delete()
    return keys
