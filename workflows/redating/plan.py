"""Which open deadlines a calendar, ladder or overall limit gives another date, and which cases went up too early by it.

A date that somebody was promised becomes later, where the new rules say so; earlier only where an owner chose that.
What rests has no date, and gets one by the rules of then when it goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal

from django.db.models import Q, QuerySet

from permissions.agencies.models import Agency
from permissions.now import now
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import add
from workflows.cases import consulting, limit
from workflows.cases.counting import calendar_of, reckoned_by
from workflows.cases.ladders import on_ladder
from workflows.cases.models import HIDDEN, Case, CaseEvent, Consultation, EventVerb, Track, Work
from workflows.cases.reckoned import reckoned_again
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind
from workflows.escalation.limit import choose_limit
from workflows.processes.definition import TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import publishable
from workflows.versions.selectors import Stamp, in_force

Direction = Literal["later", "earlier", "unchanged"]
SUBJECTS: Final = (Subject.CALENDAR, Subject.LADDER, Subject.LIMIT)
"""Whose versions re-date."""
DATED: Final = (
    *COUNTS,
    DeadlineKind.RESUME,
    DeadlineKind.CLOSE,
    DeadlineKind.ELAPSE,
    DeadlineKind.RELEASE,
    DeadlineKind.LOOK,
)
"""Deadlines that are reckoned from when they began; a warning follows the count that it belongs to."""


@dataclass(frozen=True, slots=True)
class Again:
    """A deadline reckoned again: its date and what it is reckoned by.

    ``ladder``: as a ladder of now counts it; ``onward``: which leads elsewhere than before, whatever its date.
    ``asked``: the question to another agency of which it is the date.
    """

    deadline: Deadline
    due: datetime
    data: dict[str, Any]
    ladder: bool = False
    onward: bool = False
    asked: Consultation | None = None

    @property
    def agency_id(self) -> int:
        """Whose date it is."""
        return self.asked.agency_id if self.asked is not None else self.deadline.work.agency_id

    @property
    def direction(self) -> Direction:
        was = self.deadline.due
        if was is None or self.due == was:
            return "unchanged"
        return "later" if self.due > was else "earlier"


@dataclass(frozen=True, slots=True)
class Excused:
    """A work that went up (the event of this number) before it would be due by the new calendar."""

    work: Work
    event_number: int
    was: datetime
    due: datetime


def nothing_open() -> bool:
    """Whether nobody works on anything that an owner may learn of, so that there is no date to be told of."""
    return not Work.objects.filter(done_at__isnull=True).exclude(HIDDEN).exists()


def rules_with(version: Version) -> Rules:
    """What would be in force with a version of one of these, which need not be published."""
    publishable(version.subject).of(version)  # read from what is at hand: a draft may change meanwhile
    stamp = Stamp(version.pk, version.number, version.digest)
    return Rules(at=now(), _stamps=in_force() | {(version.subject, version.key): stamp})


class Reckoning:
    """By one version, for many cases: which open work it reaches, and what each deadline comes to."""

    def __init__(self, version: Version) -> None:
        self.subject, self.key = version.subject, version.key
        self.rules = rules_with(version)
        self.rules.prepare(Agency.objects.values_list("pk", flat=True))
        self._former: dict[tuple[str, int], Calendar] = {}
        self._by_agency: dict[tuple[int, str], tuple[Calendar, dict[str, Any]]] = {}
        self._agencies = self._working_by_it() if version.subject == Subject.CALENDAR else frozenset[int]()

    def _working_by_it(self) -> frozenset[int]:
        """The agencies that work by the calendar: their own, that of a body above them, or the country's."""
        every = list(Agency.objects.values_list("pk", flat=True))
        return frozenset(each for each in every if self.rules.reckoned_by("", each)["calendar"][0] == self.key)

    def works(self) -> QuerySet[Work]:
        """The open work that may go by it: of a ladder, that which goes by any, since each is chosen anew."""
        return self._reached.all()

    @cached_property
    def _reached(self) -> QuerySet[Work]:
        """The same, asked once for all parts of a job: it looks at the processes of every open case."""
        open_work = Work.objects.filter(done_at__isnull=True)
        if self.subject == Subject.LADDER:
            return open_work.exclude(ladder="")
        if self.subject == Subject.LIMIT:
            return open_work.filter(case__limit_due__isnull=False)
        asked = Consultation.objects.filter(done_at__isnull=True, agency__in=self._agencies).values("case")
        reached = Q(agency__in=self._agencies) | Q(case__in=asked) | self._at_steps_that_name_it()
        if self.rules.limits and any(self._limited_by(track) for track in Track):
            reached |= Q(case__limit_due__isnull=False)  # by the unit's calendar, wherever the work lies
        return open_work.filter(reached)

    def _at_steps_that_name_it(self) -> Q:
        """Work at a step that names the calendar, by the versions on which open cases are."""
        on = Version.objects.filter(pk__in=Case.objects.filter(closed_at=None).values("process_version"))
        found = Q(pk__in=())
        for version in on:
            steps = PROCESSES.of(version).steps.values()
            named = [step.key for step in steps if isinstance(step, TaskStep) and step.calendar == self.key]
            if named:
                found |= Q(case__process_version=version, step__in=named)
        return found

    def _limited_by(self, track: str) -> bool:
        """Whether overall limits are reckoned by it: they go by the calendar of the unit."""
        return self.rules.unit(track).pk in self._agencies

    def reaches_agency(self, work: Work) -> bool:
        """Whether the agency of a work, open or not, works by the calendar."""
        return work.agency_id in self._agencies

    def again(self, state: State) -> Iterator[Again]:
        """The deadlines of a case that run and go by it, each reckoned again."""
        if self.subject == Subject.LIMIT:
            yield from self._by_limit_of_now(state)
            return
        for work in state.open_works:
            if self.subject == Subject.LADDER:
                yield from self._by_ladder(state, work)
                continue
            own = state.own_calendar(work)
            if self.rules.calendar_key(work.agency_id, own=own) == self.key:
                rows = state.open_deadlines(work)
                running = (row for row in rows if row.due and row.kind in DATED)
                yield from (self._by_calendar(row, work.agency_id, own) for row in running)
        if self.subject != Subject.CALENDAR:
            return
        if state.limit_deadlines() and self._limited_by(state.track):
            yield from self._by_limit(state)
        for asked in consulting.open_ones(state):
            if asked.agency_id in self._agencies:
                counted = (row for row in state.deadlines if consulting.counts(row, asked))
                yield from (replace(self._by_calendar(row, asked.agency_id, ""), asked=asked) for row in counted)

    def _by_limit(self, state: State) -> Iterator[Again]:
        """By when it must be decided, and what comes after that."""
        unit = self.rules.unit(state.track).pk
        calendar, by = self._of(unit)
        for row in state.limit_deadlines():
            if row.kind == DeadlineKind.LIMIT and row.due is not None:
                due, _at_once = self._not_before_now(row, limit.due_by(calendar, row))
                yield Again(row, due, {**row.data, **by})

    def _by_limit_of_now(self, state: State) -> Iterator[Again]:
        """By when it must be decided, as if the limit that is for it now had counted since it was filed.

        One that rests for a question keeps what it has left, and one that is over stays so.
        """
        rows = (row for row in state.limit_deadlines() if row.kind == DeadlineKind.LIMIT and row.level == 1)
        row = next(rows, None)
        key = choose_limit(self.rules.limits, kind=state.kind.code, priority=state.case.priority)
        if row is None or row.due is None or not key or self.key not in (key, row.data["limit"][0]):
            return
        calendar, by = self._of(self.rules.unit(state.track).pk)
        data = {**row.data, **by, **limit.counted_as(key, self.rules)}
        due, _at_once = self._not_before_now(row, limit.due_as(calendar, row, data))
        warned = limit.warns_otherwise(state, self.rules.limits[key], calendar, due, self.rules.at)
        yield Again(row, due, data, onward=warned or key != row.data["limit"][0])

    def _by_calendar(self, deadline: Deadline, agency_id: int, own: str) -> Again:
        calendar, by = self._of(agency_id, own)
        due, by_day = reckoned_again(deadline, calendar, self._calendar_of(deadline))
        due, at_once = self._not_before_now(deadline, due)
        return Again(deadline, due, {**deadline.data, **by, "by_day": by_day and not at_once})

    def _by_ladder(self, state: State, work: Work) -> Iterator[Again]:
        """Its running count, as if the ladder had counted since it began; one that a question has rested, or does, has
        what it had left."""
        on = on_ladder(state, work, self.rules) if work.ladder else None
        if on is None or on.running is None or on.running.due is None or "resumed" in on.running.data:
            return
        if self.key not in (on.key, work.ladder):
            return
        calendar = calendar_of(state, work, self.rules)
        due, _at_once = self._not_before_now(on.running, add(calendar, on.starts, on.coming.after, on.ladder.ends))
        leads = (on.running.kind, on.running.level, work.ladder)
        onward = leads != (on.coming.kind, on.coming.level, on.key)
        yield Again(on.running, due, reckoned_by(state, work, self.rules, on.key), ladder=True, onward=onward)

    def _of(self, agency_id: int, own: str = "") -> tuple[Calendar, dict[str, Any]]:
        """The calendar of an agency, or a step's ``own``, and by which version it is; asked once for all deadlines."""
        if (agency_id, own) not in self._by_agency:
            found = self.rules.calendar(agency_id, own=own), self.rules.reckoned_by("", agency_id, own=own)
            self._by_agency[agency_id, own] = found
        return self._by_agency[agency_id, own]

    def _not_before_now(self, deadline: Deadline, due: datetime) -> tuple[datetime, bool]:
        """Nobody is told of a date that has passed: what would be over already is due at once."""
        at = now()
        if due > at or deadline.due is None:
            return due, False
        return (deadline.due, False) if deadline.due <= at else (at, True)

    def _calendar_of(self, deadline: Deadline) -> Calendar:
        """The calendar that gave a deadline its date."""
        key, number = deadline.data["calendar"]
        if (key, number) not in self._former:
            version = Version.objects.get(subject=Subject.CALENDAR, key=key, number=number)
            self._former[key, number] = CALENDARS.of(version)
        return self._former[key, number]

    def _own_calendars(self, works: Iterable[Work]) -> dict[int, str]:
        """By their ids the calendars that the steps of works name: no agency's excuses those."""
        wanted = [work.pk for work in works]
        rows = Work.objects.select_related("kind", "case__process_version").filter(pk__in=wanted) if wanted else ()
        return {work.pk: State(work.case, work.kind).own_calendar(work) for work in rows}

    def excused(self, works: Sequence[Work]) -> list[Excused]:
        """Which of these open works the clock moved up at a moment at which the new calendar would not have them due.

        A ladder excuses nobody: the time that it gives now is not the time that was given then.
        """
        up = {work.pk: work for work in works if work.level and self.reaches_agency(work)}
        own = self._own_calendars(up.values())
        up = {pk: work for pk, work in up.items() if not own.get(pk)}
        if not up:
            return []
        gone = _gone_up({work.case_id for work in up.values()})
        over = Deadline.objects.filter(work__in=up, kind=DeadlineKind.ESCALATE, done__isnull=False, due__isnull=False)
        found = []
        for deadline in over.order_by("pk"):
            number = gone.get((deadline.case_id, deadline.done or now()))
            if number is None or deadline.due is None or (deadline.done or now()) < deadline.due:
                continue
            calendar, _by = self._of(up[deadline.work_id].agency_id)
            due, _by_day = reckoned_again(deadline, calendar, self._calendar_of(deadline))
            if due > (deadline.done or now()):
                found.append(Excused(up[deadline.work_id], number, deadline.due, due))
        return found


def _gone_up(case_ids: Collection[int]) -> Mapping[tuple[int, datetime], int]:
    """Case and moment of each time that the clock moved a case up, to the number of its event; without excused ones."""
    events = CaseEvent.objects.filter(case__in=case_ids, verb__in=(EventVerb.ESCALATED, EventVerb.EXCUSED))
    rows = list(events.values_list("case_id", "verb", "at", "actor_kind", "number", "data"))
    excused = {(case_id, number) for case_id, verb, *_rest, data in rows for number in data.get("excused", ())}
    return {
        (case_id, at): number
        for case_id, verb, at, actor, number, _data in rows
        if verb == EventVerb.ESCALATED and actor == "clock" and (case_id, number) not in excused
    }
