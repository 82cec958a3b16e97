"""The rule of access, in plain Python: which rights reach which cases. Lists and single cases follow the one rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from permissions.agencies import rights
from permissions.agencies.decide import Accused, Standing, shut_out

ORDINARY, SENSITIVE = "ordinary", "sensitive"

# What reaches the ordinary cases of every agency when it is held at the complaints unit.
_EVERYWHERE = {
    rights.VIEW_CASE: rights.VIEW_EVERY_CASE,
    rights.WORK_CASE: rights.WORK_EVERY_CASE,
    rights.OPEN_IDENTITY: rights.OPEN_IDENTITY,
    rights.ERASE_CASE: rights.ERASE_CASE,
}


class Subject(Protocol):
    """What a right is asked about: its track, the agencies it lies with, whom it accuses, and, of a case, its id."""

    @property
    def track(self) -> str: ...

    @property
    def agency_ids(self) -> Collection[int]: ...

    @property
    def parties(self) -> Iterable[Accused]: ...

    @property
    def case_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Held:
    """The rights that someone holds: right to the ids of the agencies they hold it at.

    ``central`` has the id of the complaints unit if they hold anything there; ``named`` the ids of the single cases
    that they were named to read, ``named_to_work`` of those to work too; ``standing`` says who they are and where they
    stand.
    """

    agencies: Mapping[str, frozenset[int]] = field(default_factory=dict)
    central: frozenset[int] = frozenset()
    standing: Standing = field(default_factory=Standing)
    named: frozenset[int] = frozenset()
    named_to_work: frozenset[int] = frozenset()

    def __hash__(self) -> int:
        """By all that is compared: what is kept for some rights is never taken for others."""
        return hash((frozenset(self.agencies.items()), self.central, self.standing, self.named, self.named_to_work))

    def named_for(self, right: str) -> frozenset[int]:
        """The single cases on which they have ``right`` by name, while they still hold that by which they were named.

        Readers read cases somewhere; whoever works a single case works those of the complaints unit.
        """
        works = not self.at(rights.WORK_CASE).isdisjoint(self.central)
        if right == rights.WORK_CASE:
            return self.named_to_work if works else frozenset()
        if right != rights.VIEW_CASE or not self.at(right):
            return frozenset()
        return self.named if works else self.named - self.named_to_work

    def at(self, right: str) -> frozenset[int]:
        return self.agencies.get(right, frozenset())


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases that a right reaches: ordinary ones (all, or those of some agencies), sensitive ones of some, and
    named ones; of all these none that accuses whoever asks, or someone they answer to.
    """

    everything_ordinary: bool = False
    ordinary_agency_ids: frozenset[int] = frozenset()
    sensitive_agency_ids: frozenset[int] = frozenset()
    named_case_ids: frozenset[int] = frozenset()
    standing: Standing = field(default_factory=Standing)

    def covers(self, subject: Subject) -> bool:
        reached = self.reaches(subject.track, subject.agency_ids, case_id=subject.case_id)
        return reached and not shut_out(self.standing, subject.parties)

    def reaches(self, track: str, agency_ids: Collection[int], *, case_id: int | None) -> bool:
        """The same of a case that is known not to accuse whoever asks, such as a row of their own list."""
        if case_id is not None and case_id in self.named_case_ids:
            return True
        if track == ORDINARY:
            return self.everything_ordinary or not self.ordinary_agency_ids.isdisjoint(agency_ids)
        return track == SENSITIVE and not self.sensitive_agency_ids.isdisjoint(agency_ids)


def scope_of(held: Held, right: str) -> Scope:
    """Where a right reaches.

    Ordinary cases: those of the agencies it is held at; all of them with its every-case form at the complaints unit.
    Sensitive cases: those of the agencies where ``handle_sensitive`` is held together with it, never the complaints
    unit's. Named cases are read; they are worked only where nobody else is free to.
    """
    everywhere = _EVERYWHERE.get(right)
    return Scope(
        everything_ordinary=everywhere is not None and not held.at(everywhere).isdisjoint(held.central),
        ordinary_agency_ids=held.at(right),
        sensitive_agency_ids=(held.at(right) & held.at(rights.HANDLE_SENSITIVE)) - held.central,
        named_case_ids=held.named_for(right),
        standing=held.standing,
    )


def may(held: Held, right: str, subject: Subject | None) -> bool:
    """Whether a right reaches the subject; without one (the platform as a whole) it is held at the complaints unit."""
    if subject is None:
        return not held.at(right).isdisjoint(held.central)
    return scope_of(held, right).covers(subject)


def one_for_the_other(one: Held, other: Held) -> bool:
    """Whether one of two people has lent the other a role that they hold now: neither is a second person then."""
    return other.standing.user_id in one.standing.acts_for or one.standing.user_id in other.standing.acts_for
