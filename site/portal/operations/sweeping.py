"""One pass of all that comes due: the clock, the outbox, and files that no request ever named."""

from __future__ import annotations

import time
from datetime import timedelta

from content.forms.uploads import forget_abandoned
from permissions.now import now
from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting

ABANDONED_AFTER = timedelta(hours=48)
"""How long a file may wait for the form that it was chosen for."""


def one_pass() -> dict[str, float | int]:
    """Act on what is due and deliver what waits; returns the counts and the seconds it took."""
    began = time.monotonic()
    swept = sweep_clock()
    delivered = deliver_waiting()
    forget_abandoned(before=now() - ABANDONED_AFTER)
    return {
        "due": swept.due,
        "escalated": swept.escalated,
        "delivered": delivered,
        "seconds": round(time.monotonic() - began, 3),
    }
