"""What comes due, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from permissions.now import now
from workflows.deadlines.models import Deadline

TWO_PASSES = timedelta(minutes=2)


def overdue() -> int:
    """How many deadlines were due two passes of the clock ago and are still not acted on: none, where all is well.

    One indexed query, which reads those alone.
    """
    return Deadline.objects.filter(done__isnull=True, due__lte=now() - TWO_PASSES).count()


def next_due() -> datetime | None:
    """The earliest moment at which the clock has something to do; None when nothing is waiting. One indexed query."""
    open_ones = Deadline.objects.filter(done__isnull=True, due__isnull=False)
    return open_ones.order_by("due", "id").values_list("due", flat=True).first()


def cases_due_by(instant: datetime) -> Iterator[int]:
    """The ids of cases with something due up to and at ``instant``, by what is due first; streams, may repeat."""
    open_ones = Deadline.objects.filter(done__isnull=True, due__lte=instant)
    return open_ones.order_by("due", "id").values_list("case_id", flat=True).iterator()
