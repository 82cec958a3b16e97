"""An act as the fold reads it, and the rows that follow, as plain values. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OfACase:
    """See ``figures.models.OfACase``, whose columns these are."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands(OfACase):
    """A row of ``Standing``; ``until`` is None while it stands."""

    since: datetime
    until: datetime | None = None
    opened_at: datetime
    named_agency_id: int | None
    process: str
    process_version: int
    status: str
    outcome: str
    level: int
    highest_level: int
    opened_on: date
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
    memory: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(OfACase):
    """A row of ``StepTaken``."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(OfACase):
    """A row of ``Occurrence``."""

    verb: str
    on: date
    weight: int = 1
    by: str
    level: int = 0
    stars: int | None = None
