"""An act as the fold reads it, and the rows that follow, as plain values. Plain Python.

The first ten columns of each row are those of ``figures.models.OfACase``. Named tuples, which do not inherit: a row is
made from the one before it with each act, and they do that in a sixth of the time that frozen dataclasses take.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple


class Act(NamedTuple):
    """One event of the diary: what happened, and how the case stood after it."""

    number: int
    verb: str
    at: datetime
    by: str
    agency_id: int
    status: str
    outcome: str
    level: int
    step: str
    data: Mapping[str, Any]

    @property
    def body_id(self) -> int:
        """Which agency had the step acted on; the one that leads, where nothing else is said."""
        return int(self.data.get("body", self.agency_id))

    @property
    def level_there(self) -> int:
        """The level that this piece of work reached; the case shows that of the one that leads."""
        return int(self.data.get("to_level", self.level)) if "branch" in self.data else self.level


class Stands(NamedTuple):
    """A row of ``Standing``; ``until`` is None while it stands."""

    number: int
    kind: str
    channel: str
    language: str
    governorate: str
    category: str
    top_category: str
    priority: str
    apart: str
    agency_id: int
    since: datetime
    opened_at: datetime
    named_agency_id: int | None
    process: str
    process_version: int
    status: str
    outcome: str
    level: int
    highest_level: int
    opened_on: date
    memory: Mapping[str, Any]
    until: datetime | None = None
    answered_on: date | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    rated_on: date | None = None
    answer_took: int | None = None
    decision_took: int | None = None
    closing_took: int | None = None
    escalations: int = 0
    escalations_by_clock: int = 0
    referrals: int = 0
    reopenings: int = 0
    reminders: int = 0
    questions: int = 0
    rating: int | None = None
    limited: bool = False
    in_time: bool | None = None


class Left(NamedTuple):
    """A row of ``StepTaken``."""

    number: int
    kind: str
    channel: str
    language: str
    governorate: str
    category: str
    top_category: str
    priority: str
    apart: str
    agency_id: int
    process: str
    process_version: int
    step: str
    branch: str
    outcome: str
    by: str
    level: int
    entered_on: date
    left_on: date
    took: int


class Happened(NamedTuple):
    """A row of ``Occurrence``."""

    number: int
    kind: str
    channel: str
    language: str
    governorate: str
    category: str
    top_category: str
    priority: str
    apart: str
    agency_id: int
    verb: str
    on: date
    by: str
    weight: int = 1
    level: int = 0
    stars: int | None = None
    solved: str = ""
