"""What is in force while a change is decided: calendars, ladders, agencies and who acts in their posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from permissions.access.decide import Held
from permissions.access.selectors import held_by
from permissions.agencies.decide import PostBook, Seat, acting_holder
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import load_posts
from workflows.calendars.selectors import calendar_of_stamp
from workflows.calendars.working_time import Calendar
from workflows.cases.models import RequestKind, Track
from workflows.cases.mover import EngineMover, Mover
from workflows.escalation.definition import Ladder
from workflows.escalation.selectors import ladder_of_stamp
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import InForce, Stamp, in_force


@dataclass(slots=True)
class Rules:
    """Everything a decision may look up. It reads the database only for what it has not met yet."""

    at: datetime
    mover: Mover = field(default_factory=EngineMover)
    stamps: InForce = field(default_factory=in_force)
    _kinds: dict[str, RequestKind] = field(default_factory=dict)
    _processes: dict[str, Version] = field(default_factory=dict)
    _agencies: dict[int, Agency] = field(default_factory=dict)
    _books: dict[int, PostBook] = field(default_factory=dict)
    _held: dict[int, Held] = field(default_factory=dict)

    def stamp(self, subject: Subject, key: str) -> Stamp:
        """The version in force; ``KeyError`` when none was ever published."""
        return self.stamps[subject.value, key]

    def kind(self, code: str) -> RequestKind | None:
        """A request kind, or None when there is none of that code."""
        if code not in self._kinds:
            found = RequestKind.objects.filter(code=code).first()
            if found is None:
                return None
            self._kinds[code] = found
        return self._kinds[code]

    def process(self, key: str) -> Version:
        """The process in force; ``KeyError`` when none was ever published."""
        if key not in self._processes:
            self._processes[key] = Version.objects.get(pk=self.stamp(Subject.PROCESS, key).id)
        return self._processes[key]

    def ladder(self, key: str) -> Ladder:
        return ladder_of_stamp(self.stamp(Subject.LADDER, key))

    def calendar(self, agency_id: int) -> Calendar:
        return calendar_of_stamp(self.stamp(Subject.CALENDAR, self.agency(agency_id).calendar))

    def reckoned_by(self, ladder: str, agency_id: int) -> dict[str, Any]:
        """The version numbers that a deadline was reckoned by."""
        calendar = self.agency(agency_id).calendar
        numbers: dict[str, Any] = {"calendar": [calendar, self.stamp(Subject.CALENDAR, calendar).number]}
        if ladder:
            numbers["ladder"] = [ladder, self.stamp(Subject.LADDER, ladder).number]
        return numbers

    def prepare(self, agency_ids: Iterable[int]) -> None:
        """Read agencies, the two units and everybody's posts at once, before deciding on many cases."""
        self._read_agencies(Q(pk__in=set(agency_ids)))
        book = load_posts(self._agencies.keys(), self.at)
        self._books = dict.fromkeys(self._agencies, book)

    def agency(self, agency_id: int) -> Agency:
        if agency_id not in self._agencies:
            self._read_agencies(Q(pk=agency_id))
        return self._agencies[agency_id]

    def agency_by_code(self, code: str) -> Agency | None:
        """An agency that takes cases, or None when there is none of that code."""
        found = self._known_by_code(code)
        if found is None:
            self._read_agencies(Q(code=code))
            found = self._known_by_code(code)
        return found if found is not None and found.active else None

    def _known_by_code(self, code: str) -> Agency | None:
        return next((agency for agency in self._agencies.values() if agency.code == code), None)

    def _read_agencies(self, wanted: Q) -> None:
        """The two units come along: nearly every decision asks for one of them."""
        found = Agency.objects.filter(wanted | Q(role__in=[AgencyRole.CENTRAL_UNIT, AgencyRole.SENSITIVE_UNIT]))
        self._agencies.update({agency.pk: agency for agency in found})

    def unit(self, track: str) -> Agency:
        """The platform's own unit for a track: where what fits nowhere, or falls through, ends up."""
        role = AgencyRole.SENSITIVE_UNIT if track == Track.SENSITIVE else AgencyRole.CENTRAL_UNIT
        if not any(agency.role == role for agency in self._agencies.values()):
            self._read_agencies(Q())
        return next(agency for agency in self._agencies.values() if agency.role == role)

    def seat(self, agency_id: int, level: int, *, track: str, spread: int) -> Seat:
        """Who acts at a level of an agency now. ``spread`` shares a post that two people hold."""
        unit = self.unit(track)
        return acting_holder(
            self._book(agency_id, unit.pk),
            agency_id=agency_id,
            level=level,
            central_agency_id=unit.pk,
            spread=spread,
        )

    def held(self, user_id: int) -> Held:
        """What someone may do at the moment of the decision; read once for many cases."""
        if user_id not in self._held:
            self._held[user_id] = held_by(user_id, at=self.at)
        return self._held[user_id]

    def _book(self, agency_id: int, unit_id: int) -> PostBook:
        """Who sits where in an agency and in the unit that its cases fall to."""
        if agency_id not in self._books:
            book = load_posts({agency_id, unit_id}, self.at)
            self._books.update(dict.fromkeys((agency_id, unit_id), book))
        return self._books[agency_id]
