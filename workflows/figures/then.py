"""What the rows of figures ask beside the diary: days of the country, agencies by their codes, calendars of then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from permissions.agencies.models import Agency
from permissions.writing import local
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import between
from workflows.figures.row import Act
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.selectors import Stamp

WORKED_BY = "worked_by"
"""Where an event names the calendar (key and number) by which whoever acted works."""
_MINUTE = timedelta(minutes=1)


@dataclass
class Then:
    """Reads the database for what it is not given: ``calendars`` by key and number, ``codes`` of agencies to ids.

    An act names its calendar. Those of before they did are reckoned by that of their agency which was in force then,
    or by the first that there ever was.
    """

    calendars: dict[tuple[str, int], Calendar] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    def day(self, at: datetime) -> date:
        return local(at).date()

    def minutes(self, act: Act, since: datetime) -> int:
        if act.at <= since:
            return 0
        return max(between(self._calendar(act), since, act.at) // _MINUTE, 0)

    def agency_id(self, code: str) -> int | None:
        if code in self.codes:
            return self.codes[code]
        return next((agency.pk for agency in self._agencies.values() if agency.code == code), None)

    def _calendar(self, act: Act) -> Calendar:
        key, number = act.data[WORKED_BY] if WORKED_BY in act.data else self._in_force(act)
        if (key, number) not in self.calendars:
            self.calendars[key, number] = CALENDARS.of_stamp(self._stamps[key][number])
        return self.calendars[key, number]

    def _in_force(self, act: Act) -> tuple[str, int]:
        """Its own, which is named by its code; else that of the nearest body above that has one; else the country's."""
        agency = self._agencies[act.body_id]
        tried = [agency]
        while tried[-1].parent_id is not None and self._agencies[tried[-1].parent_id] not in tried:
            tried.append(self._agencies[tried[-1].parent_id])
        for body in tried:
            if body.code != agency.calendar and (number := self._number(body.code, act.at)):
                return body.code, number
        return agency.calendar, self._number(agency.calendar, act.at) or min(self._stamps[agency.calendar])

    def _number(self, key: str, at: datetime) -> int:
        """That of the version in force at an instant; 0 for none."""
        found = 0
        for published_at, number, ends in self._published.get(key, ()):
            if published_at <= at:
                found = 0 if ends else number
        return found

    @cached_property
    def _agencies(self) -> dict[int, Agency]:
        return {agency.pk: agency for agency in Agency.objects.only("code", "parent_id", "calendar")}

    @cached_property
    def _versions(self) -> list[Version]:
        found = Version.objects.filter(subject=Subject.CALENDAR).exclude(status=VersionStatus.DRAFT)
        return list(found.defer("definition").order_by("published_at", "number"))

    @cached_property
    def _stamps(self) -> dict[str, dict[int, Stamp]]:
        stamps: defaultdict[str, dict[int, Stamp]] = defaultdict(dict)
        for each in self._versions:
            stamps[each.key][each.number] = Stamp(each.pk, each.number, each.digest)
        return stamps

    @cached_property
    def _published(self) -> dict[str, list[tuple[datetime, int, bool]]]:
        """By key, in the order in which they came into force."""
        found: defaultdict[str, list[tuple[datetime, int, bool]]] = defaultdict(list)
        for each in self._versions:
            if each.published_at is not None:
                found[each.key].append((each.published_at, each.number, each.ends))
        return found
