"""One pass of all that comes due: the clock, then the outbox."""

from __future__ import annotations

import time

from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting


def one_pass() -> dict[str, float | int]:
    """Act on what is due and deliver what waits; returns the counts and the seconds it took."""
    began = time.monotonic()
    swept = sweep_clock()
    delivered = deliver_waiting()
    return {
        "due": swept.due,
        "escalated": swept.escalated,
        "delivered": delivered,
        "seconds": round(time.monotonic() - began, 3),
    }
