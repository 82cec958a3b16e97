"""How many requests stand at each step of a version of a process, or are open of each kind, and how many are late."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from permissions.now import now
from workflows.cases.models import HIDDEN, Work


@dataclass(frozen=True, slots=True)
class AtStep:
    """Requests that stand at a step, or are open; ``late`` are those of them past their date."""

    running: int
    late: int


def at_steps(version_id: int) -> dict[str, AtStep]:
    """By the key of the step; one statement. For owners, who read no case: a number names none.

    Hidden requests are in no number: at which step one stands tells what stands in it.
    """
    rows = (
        Work.objects.filter(case__process_version=version_id, done_at__isnull=True)
        .exclude(HIDDEN)
        .order_by("step")
        .values("step")
        .annotate(running=Count("pk"), late=Count("pk", filter=_late()))
    )
    return {row["step"]: AtStep(row["running"], row["late"]) for row in rows}


def at_kinds() -> dict[str, AtStep]:
    """The same by the code of the kind, each request once, wherever it stands; one statement."""
    rows = (
        Work.objects.filter(done_at__isnull=True)
        .exclude(HIDDEN)
        .order_by()
        .values("kind__code")
        .annotate(running=Count("case", distinct=True), late=Count("case", distinct=True, filter=_late()))
    )
    return {row["kind__code"]: AtStep(row["running"], row["late"]) for row in rows}


def _late() -> Q:
    return Q(due__lt=now(), paused_at__isnull=True, waits=False)
