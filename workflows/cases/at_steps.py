"""How many requests stand at each step of a version of a process, and how many of them are late."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from permissions.now import now
from workflows.cases.models import Track, Work

FEWEST_HIDDEN = 5
"""So many hidden cases (sensitive, or accusing somebody) at a step at least, or they are not counted there at all:
fewer would point at somebody's."""


@dataclass(frozen=True, slots=True)
class AtStep:
    """Requests that stand at a step; ``late`` are those of them past their date."""

    running: int
    late: int


def at_steps(version_id: int) -> dict[str, AtStep]:
    """By the key of the step; one statement. For owners, who read no case: a number names none."""
    hidden = Q(guarded=True) | Q(track=Track.SENSITIVE)
    late = Q(due__lt=now(), paused_at__isnull=True, waits=False)
    rows = (
        Work.objects.filter(case__process_version=version_id, done_at__isnull=True)
        .order_by("step")
        .values("step")
        .annotate(
            open_ones=Count("pk", filter=~hidden),
            late_ones=Count("pk", filter=~hidden & late),
            open_hidden=Count("pk", filter=hidden),
            late_hidden=Count("pk", filter=hidden & late),
        )
    )
    return {
        row["step"]: AtStep(_told(row["open_ones"], row["open_hidden"]), _told(row["late_ones"], row["late_hidden"]))
        for row in rows
    }


def _told(ordinary: int, hidden: int) -> int:
    return ordinary + (hidden if hidden >= FEWEST_HIDDEN else 0)
