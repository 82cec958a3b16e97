"""What the queue keeps of tasks that failed: the error, for operators to read."""

from __future__ import annotations

from datetime import datetime

from django_q.models import Failure


def forget_failures(*, before: datetime) -> int:
    """Remove the failures of before; returns how many."""
    return int(Failure.objects.filter(stopped__lt=before).delete()[0])
