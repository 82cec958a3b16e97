"""Files of reports: asked for, taken by a worker, made, and gone after their time. What is in one is not made here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.files.storage import storages
from django.db.models import Q, QuerySet

from permissions.now import now
from workflows.cases.errors import NotAllowed
from workflows.cases.wiping import Going
from workflows.saved_reports.models import LEASE, LONGEST_NAME, Making, ReportCopy
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=1)
"""How long a file that somebody took away lies there."""
SENT_KEPT: Final = timedelta(days=60)
"""How long one that was sent does."""
AT_ONCE: Final = 100
"""Files that are let go of in one go."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be in a file: see ``ReportCopy``."""

    title: str
    question: Mapping[str, Any]
    drawn: str
    format: str
    language: str
    cell: Mapping[str, Any] | None = None
    report_id: int | None = None
    schedule_id: int | None = None
    sent_for: date | None = None


def ask_for(wanted: Wanted, *, reader_id: int) -> ReportCopy:
    """A row that waits for a worker."""
    with write_transaction():
        return ReportCopy.objects.create(
            key=secrets.token_hex(16),
            reader_id=reader_id,
            report_id=wanted.report_id,
            schedule_id=wanted.schedule_id,
            sent_for=wanted.sent_for,
            title=wanted.title[:LONGEST_NAME],
            question=dict(wanted.question),
            drawn=wanted.drawn,
            cell=dict(wanted.cell) if wanted.cell is not None else None,
            format=wanted.format,
            language=wanted.language,
            requested_at=now(),
        )


def copy_of(key: str, reader_id: int) -> ReportCopy:
    """Their own, as long as it lies there. Raises ``NotAllowed``."""
    copy = ReportCopy.objects.filter(_lies_there(), key=key, reader=reader_id).first()
    if copy is None:
        raise NotAllowed
    return copy


def take(copy_id: int) -> ReportCopy | None:
    """A waiting one, for the next minutes ours alone; None when it is made, failed or another worker has it."""
    with write_transaction():
        taken = ReportCopy.objects.filter(_free(), pk=copy_id).update(taken_at=now())
    return ReportCopy.objects.select_related("reader", "report").get(pk=copy_id) if taken else None


def note_progress(copy: ReportCopy, done: int, total: int) -> None:
    """How many rows are written; the lease begins anew."""
    at = now()
    with write_transaction():
        if _ours(copy).update(done=done, total=total, taken_at=at):
            copy.taken_at = at


def made(copy: ReportCopy, *, storage_key: str, size: int) -> bool:
    """The bytes are stored. False when another worker took it meanwhile."""
    with write_transaction():
        return bool(_ours(copy).update(state=Making.MADE, storage_key=storage_key, size=size, taken_at=None))


def failed(copy: ReportCopy, problem: str) -> None:
    """It could not be made; whoever asked reads why."""
    with write_transaction():
        _ours(copy).update(state=Making.FAILED, problem=problem[:300], taken_at=None)


def waiting() -> list[int]:
    """Those that nobody is making, the oldest first: for a ring that was lost."""
    return list(ReportCopy.objects.filter(_free()).order_by("pk").values_list("pk", flat=True))


def forget_old() -> None:
    """Let go of those whose time is over, with their bytes."""
    old = list(ReportCopy.objects.exclude(_lies_there())[:AT_ONCE])
    for copy in old:
        if copy.storage_key:
            storages["private"].delete(copy.storage_key)
    if old:
        with write_transaction():
            ReportCopy.objects.filter(pk__in=[copy.pk for copy in old]).delete()


def forget_erased(_going: Going) -> Iterable[str]:
    """Cases are erased or sealed: lists of cases that were taken away before may name them, and go; the keys of their
    bytes.

    They lie there for a day at most, and can be asked for again.
    """
    lists = ReportCopy.objects.filter(cell__isnull=False, state=Making.MADE)
    keys = list(lists.values_list("storage_key", flat=True))
    lists.delete()
    return keys


def _lies_there() -> Q:
    return Q(sent_for=None, requested_at__gt=now() - KEPT) | Q(
        sent_for__isnull=False, requested_at__gt=now() - SENT_KEPT
    )


def _free() -> Q:
    return Q(state=Making.WAITING) & (Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE))


def _ours(copy: ReportCopy) -> QuerySet[ReportCopy]:
    return ReportCopy.objects.filter(pk=copy.pk, state=Making.WAITING, taken_at=copy.taken_at)
