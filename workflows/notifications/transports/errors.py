"""What a transport says when it does not take a letter, beside all else that may go wrong."""

from __future__ import annotations

from datetime import datetime


class UsedUp(Exception):
    """No more before ``at``."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.isoformat())
        self.at = at


class NoSuchAddress(Exception):
    """Whoever keeps the address says for good that it is none: trying again would say the same."""
