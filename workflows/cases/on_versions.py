"""How many open requests each version of a process still works."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from workflows.cases.at_steps import FEWEST_HIDDEN
from workflows.cases.models import Track, Work
from workflows.versions.models import Subject


@dataclass(frozen=True, slots=True)
class OnVersion:
    """Open requests on the version ``number``, whose row is ``id``."""

    id: int
    number: int
    open: int


def on_versions(key: str) -> list[OnVersion]:
    """Of the process ``key``, the newest version first; one statement.

    Hidden requests are counted where they are enough of them on a version: fewer would point at somebody's.
    """
    hidden = Q(guarded=True) | Q(track=Track.SENSITIVE)
    rows = (
        Work.objects.filter(
            case__process_version__subject=Subject.PROCESS, case__process_version__key=key, done_at__isnull=True
        )
        .order_by("-case__process_version__number")
        .values("case__process_version", "case__process_version__number")
        .annotate(plain=Count("case", filter=~hidden, distinct=True), apart=Count("case", filter=hidden, distinct=True))
    )
    found = [
        OnVersion(
            row["case__process_version"],
            row["case__process_version__number"],
            row["plain"] + (row["apart"] if row["apart"] >= FEWEST_HIDDEN else 0),
        )
        for row in rows
    ]
    return [each for each in found if each.open]
