"""How many requests stand at each step of a process, or are open of each kind, and how many missed a promise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from workflows.cases.models import HIDDEN, MISSED, Work


@dataclass(frozen=True, slots=True)
class AtStep:
    """Requests that stand at a step, or are open; ``missed`` are those of them that missed a promise."""

    running: int
    missed: int


def at_steps(version_id: int) -> dict[str, AtStep]:
    """By the key of the step; one statement. For owners, who read no case: a number names none.

    Hidden requests are in no number: at which step one stands tells what stands in it.
    """
    rows = (
        Work.objects.filter(case__process_version=version_id, done_at__isnull=True)
        .exclude(HIDDEN)
        .order_by("step")
        .values("step")
        .annotate(running=Count("pk"), found=Count("pk", filter=MISSED))
    )
    return {row["step"]: AtStep(row["running"], row["found"]) for row in rows}


def at_kinds() -> dict[str, AtStep]:
    """The same by the code of the kind, each request once, wherever it stands; one statement."""
    rows = (
        Work.objects.filter(done_at__isnull=True)
        .exclude(HIDDEN)
        .order_by()
        .values("kind__code")
        .annotate(running=Count("case", distinct=True), found=Count("case", distinct=True, filter=MISSED))
    )
    return {row["kind__code"]: AtStep(row["running"], row["found"]) for row in rows}
