"""When the clock passes: each minute, on the minute."""

from __future__ import annotations

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


def pass_after(instant: datetime) -> datetime:
    """The first pass that finds what is due at ``instant``; the instant itself when it is a whole minute."""
    whole = instant.replace(second=0, microsecond=0)
    return whole if whole == instant else whole + MINUTE
