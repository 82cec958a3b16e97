"""How many open requests each version of a process still works."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from workflows.cases.models import HIDDEN, Work
from workflows.versions.models import Subject


@dataclass(frozen=True, slots=True)
class OnVersion:
    """Open requests on the version ``number``, whose row is ``id``."""

    id: int
    number: int
    open: int


def on_versions(key: str) -> list[OnVersion]:
    """Of the process ``key``, the newest version first, without hidden requests; one statement."""
    rows = (
        Work.objects.filter(
            case__process_version__subject=Subject.PROCESS,
            case__process_version__key=key,
            done_at__isnull=True,
        )
        .exclude(HIDDEN)
        .order_by("-case__process_version__number")
        .values_list("case__process_version", "case__process_version__number")
        .annotate(open=Count("case", distinct=True))
    )
    return [OnVersion(*row) for row in rows]
