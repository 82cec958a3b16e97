"""The job that tries a draft on the past: first it must come to what did happen, then it says what would have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from workflows.calendars.publishable import CALENDARS
from workflows.cases.ladders import ladder_for
from workflows.cases.models import HIDDEN, Case, CaseEvent, EventVerb, Work
from workflows.cases.state import State
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.publishable import LADDERS
from workflows.jobs.models import Job
from workflows.jobs.services import Found, Undone
from workflows.redating.hidden import note_not_tried
from workflows.redating.plan import Reckoning
from workflows.trial.diary import Names, NotKnown, Past, past_of
from workflows.trial.walk import Rule, Up, walk
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import UNREADABLE

DAYS = timedelta(days=90)
TRUSTED = 99
"""Per cent of all work whose past must come out as it was."""
LISTED = 200
EXAMPLES = 10


class Trial:
    """Cases filed in the last 90 days, but hidden ones."""

    size, writes = 500, False

    def begin(self, job: Job) -> None:
        if job.about.digest != job.digest:
            raise Undone("changed")
        try:
            self._draft = _read(job.about)
        except UNREADABLE as error:
            raise Undone("unreadable") from error
        self._subject, self._key = job.about.subject, job.about.key
        self._until = job.asked_at
        self._versions: dict[tuple[str, str, int], Any] = {}
        self._reckoning = Reckoning(job.about)
        current = Version.objects.filter(subject=self._subject, key=self._key, status=VersionStatus.PUBLISHED).first()
        self._new = current is None
        # Where a draft is for other requests than before, which ladder counts is chosen anew.
        self._chooses = self._subject == Subject.LADDER and (
            current is None or _read(current).applies != self._draft.applies
        )

    def _cases(self) -> QuerySet[Case]:
        return Case.objects.filter(opened_at__gt=self._until - DAYS, opened_at__lte=self._until)

    def total(self) -> int:
        return self._cases().exclude(HIDDEN).count()

    def after(self, case_id: int) -> list[int]:
        rows = self._cases().exclude(HIDDEN).filter(pk__gt=case_id).order_by("pk")
        return list(rows.values_list("pk", flat=True)[: self.size])

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        works = Work.objects.filter(case_id__in=case_ids).exclude(ladder="").order_by("case_id", "pk")
        works = works.select_related("case", "kind")
        deadlines, events = defaultdict[int, list[Deadline]](list), defaultdict[int, list[CaseEvent]](list)
        questions = defaultdict[int, list[Deadline]](list)
        for deadline in Deadline.objects.filter(case_id__in=case_ids):
            deadlines[deadline.work_id].append(deadline)
            if deadline.kind == DeadlineKind.RESUME:
                questions[deadline.case_id].append(deadline)
        told = ("case_id", "number", "verb", "at", "actor_kind", "agency_id", "step", "data")
        for event in CaseEvent.objects.filter(case_id__in=case_ids).only(*told).order_by("case_id", "number"):
            events[event.case_id].append(event)
        for work in works:
            others = [row for row in questions[work.case_id] if row.work_id != work.pk]
            self._try(work, [*deadlines[work.pk], *others], events[work.case_id], found)

    def _try(self, work: Work, deadlines: list[Deadline], events: list[CaseEvent], found: Found) -> None:
        """``deadlines``: its own, and the questions of other work of its case."""
        try:
            past = past_of(work, deadlines, events)
            chosen = self._chosen(work, events)
            if past is None or not self._concerns(past, chosen):
                return
            again = walk(
                past.marks, self._recorded(past), until=self._until, passes=past.passes, elsewhere=past.elsewhere
            )
            self._refuse_what_is_carried(work)
        except NotKnown as error:
            _add(found.setdefault("unknown", {}), error.why)
            return
        except Version.DoesNotExist:
            _add(found.setdefault("unknown", {}), "release")
            return
        _add(found, "works")
        if [(up.level, up.due) for up in again] != [(up.level, up.due) for up in past.ups]:
            _add(found, "differing")
            if len(found.setdefault("examples", [])) < EXAMPLES:
                found["examples"].append(work.case_id)
            return
        would = walk(past.marks, self._drafted(past, chosen), until=self._until, elsewhere=past.elsewhere)
        _compare(found, work, events, past.ups, would)

    def _concerns(self, past: Past, chosen: str) -> bool:
        """Whether any of its counts went by what is tried, or would have."""
        place = 0 if self._subject == Subject.LADDER else 1
        if chosen == self._key or any(names[place][0] == self._key for _since, names in past.named):
            return True
        return self._new and self._subject == Subject.CALENDAR and self._reckoning.reaches_agency(past.work)

    def _chosen(self, work: Work, events: Sequence[CaseEvent]) -> str:
        """The ladder that would count with the draft in force; empty where that is as it was."""
        if not self._chooses:
            return ""
        if any(event.verb == "priority_set" for event in events):
            raise NotKnown("other ladder")
        return ladder_for(State(work.case, work.kind), work, self._reckoning.rules)

    def _refuse_what_is_carried(self, work: Work) -> None:
        """With a ladder that lets a count go on from one step to the next, only the first is known for sure."""
        carries = self._subject == Subject.LADDER and "goes_on" in {
            getattr(self._draft.acts, name) for name in ("decision", "referral", "reopening", "step")
        }
        if carries and Work.objects.filter(case_id=work.case_id, pk__lt=work.pk).exists():
            raise NotKnown("carried")

    def _recorded(self, past: Past) -> Callable[[datetime], Rule]:
        """The rules of each moment, as the counts name them."""
        return lambda at: self._rule(past.names_at(at))

    def _drafted(self, past: Past, chosen: str) -> Callable[[datetime], Rule]:
        """The same with the draft in the place of what it would follow."""

        def rule(at: datetime) -> Rule:
            names = past.names_at(at)
            if self._subject == Subject.CALENDAR:
                meant = names[1][0] == self._key or self._new
                return (self._rule(names)[0], self._draft) if meant else self._rule(names)
            if chosen:
                return (self._draft if chosen == self._key else self._in_force(chosen)), self._rule(names)[1]
            return (self._draft, self._rule(names)[1]) if names[0][0] == self._key else self._rule(names)

        return rule

    def _in_force(self, key: str) -> Any:
        return self._reckoning.rules.ladder(key)

    def _rule(self, names: Names) -> Rule:
        (ladder, number), (calendar, edition) = names
        return self._of(Subject.LADDER, ladder, number), self._of(Subject.CALENDAR, calendar, edition)

    def _of(self, subject: Subject, key: str, number: int) -> Any:
        place = (subject.value, key, number)
        if place not in self._versions:
            version = Version.objects.get(subject=subject, key=key, number=number)
            self._versions[place] = _read(version)
        return self._versions[place]

    def conclude(self, found: Found) -> None:
        """Refused where too much of the past comes out otherwise: what it says of the draft could not be trusted."""
        note_not_tried(found, self._cases())
        works, differing = found.get("works", 0), found.get("differing", 0)
        found["share"] = round(100 * (works - differing) / works, 1) if works else 100.0
        found["trusted"] = 100 * (works - differing) >= TRUSTED * works
        named = [*found.get("examples", ()), *(row["case"] for row in found.get("cases", ()))]
        found["tracking"] = {
            str(pk): number for pk, number in Case.objects.filter(pk__in=named).values_list("pk", "tracking")
        }


def _read(version: Version) -> Any:
    return (LADDERS if version.subject == Subject.LADDER else CALENDARS).of(version)


def _compare(found: Found, work: Work, events: Sequence[CaseEvent], ups: Sequence[Up], would: Sequence[Up]) -> None:
    for name, those in (("did", ups), ("would", would)):
        for up in those:
            _add(found, name)
            row = found.setdefault("rows", {}).setdefault(f"{_agency_at(work, events, up.at)}:{up.level}", {})
            _add(row, name)
    did_at, would_at = ({up.level: up.at for up in those} for those in (ups, would))
    for level in sorted(did_at.keys() | would_at.keys()):
        before, then = did_at.get(level), would_at.get(level)
        what = "same" if before == then else "moved" if before and then else "newly" if then else "no_longer"
        _add(found, what)
        listed = found.setdefault("cases", [])
        if what != "same" and len(listed) < LISTED:
            agency = _agency_at(work, events, then or before or work.reached_at)
            row = {"case": work.case_id, "agency": agency, "level": level, "what": what}
            listed.append({**row, "did": before and before.isoformat(), "would": then and then.isoformat()})


def _agency_at(work: Work, events: Sequence[CaseEvent], at: datetime) -> int:
    """Which agency had the work then: another, where it was passed on since."""
    agency = work.agency_id
    for event in reversed(events):
        if event.at <= at:
            break
        if event.verb == EventVerb.PASSED_ON and event.data.get("moved") == agency:
            agency = event.data["from"]
    return agency


def _add(found: Found, what: str) -> None:
    found[what] = found.get(what, 0) + 1
