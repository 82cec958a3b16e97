"""One pass of all that comes due, the clock and the outbox; and tidying up, which is in no hurry."""

from __future__ import annotations

import time
from datetime import timedelta

from content.forms.uploads import forget_abandoned
from permissions.now import now
from portal.queue.failures import forget_failures
from portal.queue.pulses import SWEEP, note_pulse
from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting

ABANDONED_AFTER = timedelta(hours=48)
"""How long a file may wait for the form that it was chosen for."""
FAILURES_KEPT = timedelta(days=30)


def one_pass() -> dict[str, float | int]:
    """Act on what is due and deliver what waits; returns the counts and the seconds it took.

    ``unsent`` are letters that were given up, mostly since no transport reaches their reader.
    """
    began = time.monotonic()
    swept = sweep_clock()
    delivered = deliver_waiting()
    note_pulse(name=SWEEP)
    return {
        "due": swept.due,
        "escalated": swept.escalated,
        "delivered": delivered.sent,
        "unsent": delivered.unsent,
        "seconds": round(time.monotonic() - began, 3),
    }


def tidy() -> None:
    """Remove what nobody will ask for: files that no request ever named, and the queue's old failures."""
    forget_abandoned(before=now() - ABANDONED_AFTER)
    forget_failures(before=now() - FAILURES_KEPT)
