"""The chart of a table that is kept is drawn once: in each process, for all who read it alike.

Shades of a year of all agencies are a thousand numbers, each of which opens its requests: to draw them takes more than
all else that a dashboard does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.utils.safestring import SafeString

from permissions.writing import Reading, active_language, reading
from portal.saved_reports.charted import chart_of
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that a drawing follows from. A question has one table for a reach and an instant, which is not compared."""

    question: Question
    reach: Reach
    as_of: datetime
    drawn: str
    opens: bool
    title: str
    language: str
    reading: Reading
    table: Table = field(compare=False)


def drawn_once(table: Table, reach: Reach, drawn: str, *, opens: bool, title: str = "") -> SafeString | None:
    """``chart_of``, of a table that is kept for a reach."""
    return _drawn(_Wanted(table.question, reach, table.as_of, drawn, opens, title, active_language(), reading(), table))


@lru_cache(maxsize=128)
def _drawn(wanted: _Wanted) -> SafeString | None:
    return chart_of(wanted.table, wanted.drawn, opens=wanted.opens, title=wanted.title)
