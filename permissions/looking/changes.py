"""What may happen to a row of the log of access after it was written: it is sealed once, and goes after its time.

The database itself refuses all else.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

KEPT: Final = timedelta(days=730)
"""How long a row stays: two years, in which somebody may still ask who read their case."""
_NOT_BEFORE: Final = KEPT.days - 1
"""Days by the database's clock, which need not agree with the platform's to the second."""

_STAYS = ("id", "at", "kind", "user_id", "case_id", "subject", "subject_id", "detail", "once", "digest")
_SEALED_ONCE = " AND ".join(
    [
        "OLD.sealed_in IS NULL AND NEW.sealed_in IS NOT NULL",
        *(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _STAYS),
    ]
)

WHAT_MAY_BE: Final = {
    "sqlite": {"UPDATE": _SEALED_ONCE, "DELETE": f"OLD.at < datetime('now', '-{_NOT_BEFORE} days')"},
    "postgresql": {"UPDATE": _SEALED_ONCE, "DELETE": f"OLD.at < now() - interval '{_NOT_BEFORE} days'"},
}
"""For ``audit.triggers.protect``."""
