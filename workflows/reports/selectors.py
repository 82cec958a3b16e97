"""Reading snapshots and the files that were asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from permissions.now import now
from workflows.reports import definitions
from workflows.reports.figure_lists import frozen_lists
from workflows.reports.freezing import checksum
from workflows.reports.models import LEASE, FileState, ReportFile, Snapshot
from workflows.reports.period import Period


def snapshots_of(period: Period) -> QuerySet[Snapshot]:
    """The frozen numbers of a period, the latest cut-off first."""
    return Snapshot.objects.filter(kind=period.kind, period=period.name)


def files_of(period: Period) -> QuerySet[ReportFile]:
    """Every file that was asked for of a period."""
    return ReportFile.objects.filter(kind=period.kind, period=period.name)


def files_waiting() -> list[int]:
    """The ids of files that nobody is making and that can still be made: for a queue that was lost. Oldest first."""
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE)
    waiting = ReportFile.objects.filter(free, state=FileState.WAITING, definitions=definitions.today())
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def changed_snapshots() -> Iterator[str]:
    """A sentence, for an operator, for each snapshot whose numbers are not those that were frozen."""
    for snapshot in Snapshot.objects.order_by("pk").iterator():
        if checksum(snapshot) != snapshot.checksum:
            yield f"snapshot {snapshot.pk} ({snapshot.kind} {snapshot.period}): its numbers are not those frozen"
        if frozen_lists(snapshot) != snapshot.numbers.get("lists", {}):
            yield f"snapshot {snapshot.pk} ({snapshot.kind} {snapshot.period}): its lists are not those frozen"


def audit_heads() -> dict[int, str]:
    """The heads of the audit chain that snapshots noted, by their count."""
    return dict(Snapshot.objects.filter(audit_count__gt=0).values_list("audit_count", "audit_seal"))
