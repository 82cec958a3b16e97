"""What the plain model writes down: roles, seats, loans, absences, readers, and cases with whom they concern."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

BODY, CENTRAL, RIGHTS = "body", "central", "rights"

# Which roles work the cases of the agency they are held at, and at which kind of agency each can be held.
WORKING = {"liaison", "officer", "level1", "level2", "central", "rights_handler"}
LENT = WORKING
"""Roles that their holder may lend."""
HELD_AT: dict[str, set[str]] = {
    "liaison": {BODY},
    "officer": {BODY},
    "level1": {BODY},
    "level2": {BODY},
    "central": {CENTRAL},
    "rights_handler": {RIGHTS},
    "custodian": {CENTRAL, RIGHTS},
    "auditor": {CENTRAL},
    "owner": {CENTRAL},
    "administrator": {CENTRAL},
}


@dataclass
class Span:
    """From ``starts`` on, up to but without ``ends``."""

    starts: datetime
    ends: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.starts <= at and (self.ends is None or at < self.ends)


def meet(first: Span, second: Span) -> bool:
    """Whether two spans have an instant in common."""
    return (second.ends is None or first.starts < second.ends) and (first.ends is None or second.starts < first.ends)


@dataclass
class Seated:
    person: str
    agency: str
    level: int
    rank: int
    span: Span


@dataclass
class Held:
    person: str
    role: str
    agency: str
    span: Span


@dataclass
class Lent:
    giver: str
    deputy: str
    role: str
    agency: str
    span: Span


def circle(loan: Lent, others: list[Lent]) -> bool:
    """Whether at some instant of it what is lent comes back to its giver."""
    instants = [loan.span.starts, *(row.span.starts for row in others if loan.span.holds(row.span.starts))]
    for at in instants:
        reached = {loan.deputy}
        for _each in others:
            reached |= {row.deputy for row in others if row.giver in reached and row.span.holds(at)}
        if loan.giver in reached:
            return True
    return False


@dataclass
class Away:
    person: str
    span: Span


@dataclass
class Reader:
    person: str
    case: int
    span: Span


@dataclass(frozen=True)
class Accused:
    """A person, or of an agency everybody up to a level; without a level the whole agency and what is below it."""

    person: str | None = None
    agency: str | None = None
    level: int | None = None


@dataclass
class Case:
    sealed: bool
    agency: str
    """With which it lies, whoever has the word."""
    open: bool = True
    """An officer has the word: it stands in inboxes."""
    said: list[Accused] = field(default_factory=list)
    """Whom it was said to concern."""
    places: list[tuple[str, Accused]] = field(default_factory=list)
    """Those persons, and where they stood then, or have come to since."""
    holder: tuple[str | None, int] | None = None
    """Who got the work, and which."""
    by_name: str | None = None
    """Who works a sealed case though they work no others, since nobody else is free to."""

    @property
    def accused(self) -> list[Accused]:
        return [*self.said, *(place for _person, place in self.places)]
