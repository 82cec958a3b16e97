"""What this process has counted and not written yet: plain Python, which counts before the database is there."""

from __future__ import annotations

import threading
import time
from collections import Counter


class Tallies:
    """What this process has counted and not written yet; its threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._written_at = time.monotonic()

    def add(self, name: str, amount: int = 1) -> None:
        with self._lock:
            self._counts[name] += amount

    def take(self, *, older_than: float) -> Counter[str]:
        """What was counted, which is then counted no more here; nothing where the last taking was less long ago."""
        with self._lock:
            if not self._counts or time.monotonic() - self._written_at < older_than:
                return Counter()
            self._written_at = time.monotonic()
            taken, self._counts = self._counts, Counter()
            return taken


mine = Tallies()


def count(what: str, which: str = "", amount: int = 1) -> None:
    """Count one more of ``what``, of the kind ``which``: codes of ours. No statement."""
    mine.add(f"{what}|{which}" if which else what, amount)
