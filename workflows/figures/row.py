"""An act as the fold reads it, what it missed, and the rows that follow, as plain values. Plain Python.

The first ten columns of each row are those of ``figures.models.OfACase``. Named tuples, which do not inherit: a row is
made from the one before it with each act, and they do that in a sixth of the time that frozen dataclasses take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

MISSED: Final = "missed"
"""Where the data of an event name the dates that it missed, by to whom they were promised."""
CITIZEN, INSIDE = "citizen", "inside"
"""To whom a date was promised: to the citizen those that their page showed, and the overall limit; inside those after
which a request was escalated, or the complaints unit reminded."""
ESCALATED, REMINDED, LIMIT_PASSED, BY_CLOCK = "escalated", "reminded", "limit_passed", "clock"

Dates = Mapping[str, Sequence[str]]
"""ISO dates by to whom they were promised."""
Said = tuple[str, str, datetime, Mapping[str, Any]]
"""Of an event its verb, the kind of its actor, when it was, and its data."""


class Promises(NamedTuple):
    """How many were missed, and since when: to the citizen, and inside."""

    to_citizen: int = 0
    to_citizen_since: datetime | None = None
    inside: int = 0
    inside_since: datetime | None = None

    def and_these(self, dates: Dates) -> Promises:
        """With what one more act missed; the first date stays."""
        citizen, inside = dates.get(CITIZEN, ()), dates.get(INSIDE, ())
        return Promises(
            self.to_citizen + len(citizen),
            self.to_citizen_since or _first(citizen),
            self.inside + len(inside),
            self.inside_since or _first(inside),
        )


def missed_by(said: Said) -> Dates:
    """What an event missed: an act names it in its data, of acts of earlier releases what they did says it."""
    verb, by, at, data = said
    if MISSED in data:
        named: Dates = data[MISSED]
        return named
    if verb == LIMIT_PASSED:
        return {CITIZEN: [data.get("limit_due") or at.isoformat()]} if data.get("step_after") == 0 else {}
    if by != BY_CLOCK or verb not in (ESCALATED, REMINDED):
        return {}
    dates = [data.get("due") or at.isoformat()]
    return {CITIZEN: dates, INSIDE: dates} if _shown(verb, data) else {INSIDE: dates}


def promises_of(events: Iterable[Said]) -> Promises:
    """What a request missed by its whole diary."""
    found = Promises()
    for said in events:
        found = found.and_these(missed_by(said))
    return found


def _shown(verb: str, data: Mapping[str, Any]) -> bool:
    """Whether it was the date of the page: that of the work that leads. Where several are worked side by side the diary
    has the holder of another one under its branch, and its agency as ``body``."""
    return "holder" in data if verb == ESCALATED else "body" not in data


def _first(dates: Sequence[str]) -> datetime | None:
    return min(map(datetime.fromisoformat, dates), default=None)


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
    def missed(self) -> Dates:
        """The dates that it missed, by to whom they were promised."""
        return missed_by((self.verb, self.by, self.at, self.data))

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
    missed: int = 0
    missed_inside: int = 0
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
