"""Writes and reads the pulses: a row for each thing that runs by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.queue.models import Pulse
from workflows.transactions.turn import write_transaction

SWEEP = "sweep"
"""Written at the end of each pass of the clock and the outbox."""
QUEUE = "queue"
"""Written when the queue has fetched a task, run it and put it away, and now and then while a long one runs."""
BACKUP = "backup"
"""Written when a backup has been taken."""

BEAT = "portal.queue.pulses.beat"


def note_pulse(*, name: str) -> None:
    """It is alive now. One statement, two the first time."""
    at = datetime.now(UTC)
    with write_transaction():
        if not Pulse.objects.filter(name=name).update(at=at):
            Pulse.objects.bulk_create([Pulse(name=name, at=at)], ignore_conflicts=True)


def last_pulse(name: str) -> datetime | None:
    """When it was last alive, aware and in UTC; None if never."""
    return Pulse.objects.filter(name=name).values_list("at", flat=True).first()


def age_of(name: str) -> timedelta | None:
    """How long ago it was last alive; None if never."""
    at = last_pulse(name)
    return None if at is None else datetime.now(UTC) - at


def beat() -> None:
    """The task that does nothing: that it was fetched, run and put away is what it says."""
