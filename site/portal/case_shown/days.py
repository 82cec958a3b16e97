"""Of some cases people are told days, and no hours."""

from __future__ import annotations

from permissions.writing import write_by_day
from workflows.cases.models import Case


def say_days_alone(case: Case) -> None:
    """Of a case of which people are told days alone, from here on, to the end of the request, no hour is written."""
    if case.by_day:
        write_by_day()
