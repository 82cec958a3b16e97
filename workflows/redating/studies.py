"""The two jobs about open deadlines: what a draft would change, and the change itself once it is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from permissions.actors import Actor
from workflows.cases.actions import Action
from workflows.cases.lifecycle import apply_locked
from workflows.cases.models import HIDDEN, Case, Work
from workflows.cases.state import State, lock
from workflows.deadlines.models import Deadline
from workflows.jobs.models import Job
from workflows.jobs.services import Found, Undone
from workflows.redating.acts import Excuse, moving, redating
from workflows.redating.hidden import is_hidden, note_not_tried
from workflows.redating.plan import Reckoning
from workflows.versions.models import VersionStatus
from workflows.versions.publishable import UNREADABLE

LISTED = 200
"""Cases that are named; all are counted."""
COUNTED = ("later", "earlier", "unchanged", "excused")


class _OpenWork:
    """Walks the cases with open work that a version reaches."""

    by: Reckoning
    size: int

    def works(self) -> QuerySet[Work]:
        return self.by.works()

    def total(self) -> int:
        return self.works().values("case_id").distinct().count()

    def after(self, case_id: int) -> list[int]:
        rows = self.works().filter(case_id__gt=case_id).order_by("case_id")
        return list(rows.values_list("case_id", flat=True).distinct()[: self.size])

    def conclude(self, found: Found) -> None:
        """Nothing is left to be said."""


class Effect(_OpenWork):
    """Which dates a version would change, counted by agency, and the first cases by name; hidden ones aren't tried."""

    size, writes = 500, False

    def begin(self, job: Job) -> None:
        if job.about.digest != job.digest:
            raise Undone("changed")
        try:
            self.by = Reckoning(job.about)
        except UNREADABLE as error:
            raise Undone("unreadable") from error

    def works(self) -> QuerySet[Work]:
        return super().works().exclude(HIDDEN)

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        for state in _read(case_ids):
            rows: list[tuple[str, Work, int, Any, Any]] = [
                (each.direction, each.deadline.work, each.agency_id, each.deadline.due, each.due)
                for each in self.by.again(state)
            ]
            rows += [
                ("excused", each.work, each.work.agency_id, each.was, each.due)
                for each in self.by.excused(state.open_works)
            ]
            for row in rows:
                _count(found, *row)

    def conclude(self, found: Found) -> None:
        note_not_tried(found, Case.objects.filter(closed_at=None))
        tracking = dict(
            Case.objects.filter(pk__in=[row["case"] for row in found.get("cases", ())]).values_list("pk", "tracking")
        )
        for row in found.get("cases", ()):
            row["tracking"] = tracking.get(row["case"], "")


class Redating(_OpenWork):
    """Gives open deadlines the dates of a version that was published just now, 250 cases in a commit.

    Hidden ones follow like all others, since a holiday is everybody's, and no number counts them.
    """

    size, writes = 250, True

    def begin(self, job: Job) -> None:
        if job.about.status != VersionStatus.PUBLISHED:
            raise Undone("not in force")
        self.by = Reckoning(job.about)
        self.earlier = bool(job.choices.get("earlier"))

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        states = lock(case_ids)
        pairs: list[tuple[State, Action]] = []
        for state in states:
            reckoned = list(self.by.again(state))
            for again in reckoned:
                _tally(found, again.direction, again.deadline.work)
            if moved := moving(reckoned, earlier=self.earlier):
                pairs += [(state, act) for act in redating(moved)]
        pairs += self._excused(states, found)
        if pairs:
            apply_locked(pairs, actor=Actor.clock)

    def _excused(self, states: Sequence[State], found: Found) -> list[tuple[State, Action]]:
        by_case = defaultdict[int, list[Any]](list)
        for each in self.by.excused([work for state in states for work in state.open_works]):
            by_case[each.work.case_id].append(each)
            _tally(found, "excused", each.work)
        return [(state, Excuse(found=tuple(by_case[state.case.pk]))) for state in states if state.case.pk in by_case]


def _read(case_ids: Sequence[int]) -> list[State]:
    """Cases with their work and open deadlines, unlocked: for reckoning alone."""
    rows = Case.objects.filter(pk__in=case_ids).select_related("kind", "process_version", "key")
    cases = rows.defer("process_version__definition").order_by("pk")
    states = {case.pk: State(case, case.kind) for case in cases}
    works = {}
    for work in Work.objects.filter(case_id__in=states).order_by("pk"):
        states[work.case_id].works.append(work)
        works[work.pk] = work
    for deadline in Deadline.objects.filter(work__in=works, done__isnull=True).order_by("due", "pk"):
        deadline.work = works[deadline.work_id]
        states[deadline.case_id].deadlines.append(deadline)
    return list(states.values())


def _count(found: Found, what: str, work: Work, agency_id: int, was: Any, due: Any) -> None:
    _add(found, what)
    _add(found.setdefault("agencies", {}).setdefault(str(agency_id), {}), what)
    listed = found.setdefault("cases", [])
    if what != "unchanged" and len(listed) < LISTED:
        row = {"case": work.case_id, "agency": agency_id, "what": what}
        listed.append({**row, "was": was.isoformat(), "due": due.isoformat()})


def _tally(found: Found, what: str, work: Work) -> None:
    if not is_hidden(work):
        _add(found, what)


def _add(found: Found, what: str) -> None:
    found[what] = found.get(what, 0) + 1
