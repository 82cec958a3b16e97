"""What tests of the clock share: moments of November 2026, a case filed then, and the clock that passes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from permissions.now import standing_at
from tests.scenes import LADDER, file_case
from workflows.cases.models import Case, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import COUNTS, Deadline
from workflows.escalation.definition import newest

AMMAN = ZoneInfo("Asia/Amman")
LIMIT: dict[str, Any] = {
    "format": 1,
    "name": {"ar": "عشرة أيام عمل", "en": "Ten working days"},
    "within": {"amount": 10, "unit": "working_days"},
    "ends": "moment",
    "kinds": ["complaint"],
    "priorities": [],
    "warnings": [{"before": {"amount": 2, "unit": "working_days"}, "tells": ["holder", "head"]}],
    "tells": ["holder", "unit", "citizen"],
    "rungs": [{"after": {"amount": 5, "unit": "working_days"}, "tells": ["head"]}],
}
"""An overall limit of complaints."""


def amman(day: int, hour: int = 10, minute: int = 20) -> datetime:
    """A day of November 2026; the 1st is a Sunday, so 5, 12, 19 and 26 are Thursdays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=AMMAN)


def ladder(**changes: Any) -> dict[str, Any]:
    """The scene's ladder in format 4, a reply counting once."""
    return {**newest(LADDER), "acts": {"reply": "once"}, **changes}


def rungs(*days: int, **says: Any) -> list[dict[str, Any]]:
    """Rungs after so many working days each."""
    return [
        {"level": level, "after": {"amount": amount, "unit": "working_days"}, **says}
        for level, amount in enumerate(days, 1)
    ]


def filed(day: int, hour: int = 10, minute: int = 20, **changes: Any) -> Case:
    with standing_at(amman(day, hour, minute)):
        return file_case(**changes)


def sweep(at: datetime) -> tuple[int, int]:
    """What one pass of the clock did: deadlines acted on, and those of them that lifted a case."""
    with standing_at(at):
        swept = sweep_clock()
    assert swept.failed == 0
    return swept.due, swept.escalated


def level(case: Case) -> int:
    return Case.objects.get(pk=case.pk).level


def open_count(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, done__isnull=True, kind__in=COUNTS)


def open_work(case: Case) -> Work:
    return Work.objects.get(case=case, done_at__isnull=True)
