"""The job that tries a draft of a process on the past: the version that ran must lead each case where it did go, then
the draft says where it would have gone.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from workflows.cases.models import HIDDEN, Case, CaseEvent, EventVerb
from workflows.jobs.models import Job
from workflows.jobs.services import Found, Undone
from workflows.processes.definition import ProcessDefinition
from workflows.processes.publishable import PROCESSES
from workflows.redating.hidden import note_not_tried
from workflows.trial.lives import Lived, Lives
from workflows.trial.parting import Parting, class_of, parting
from workflows.trial.retrace import FACT, Road, is_as_it_was, retrace
from workflows.trial.sampling import drawn
from workflows.trial.studies import DAYS, TRUSTED
from workflows.versions.models import Subject
from workflows.versions.publishable import UNREADABLE

MOST = 10_000
"""Cases that are tried; of more, as many are drawn."""
GROUPS, IN_GROUP, EXAMPLES = 200, 25, 20
CLASSES = ("same", "differs", "open")


class ProcessTrial:
    """Cases filed in the last 90 days that went by a process of this key, but neither hidden ones nor those that are
    held back, which the complaints unit alone reads: no fact of those is read."""

    size, writes = 250, False

    def begin(self, job: Job) -> None:
        if job.about.subject != Subject.PROCESS or job.about.digest != job.digest:
            raise Undone("changed")
        try:
            self._draft: ProcessDefinition = PROCESSES.parse(job.about.definition)
        except UNREADABLE as error:
            raise Undone("unreadable") from error
        self._seed = job.pk
        until, key = job.asked_at, job.about.key
        self._cases = Case.objects.filter(process_version__subject=Subject.PROCESS, process_version__key=key)
        tried = self._cases.exclude(HIDDEN).filter(held=False).values("pk")
        opened = CaseEvent.objects.filter(verb=EventVerb.OPENED, at__gt=until - DAYS, at__lte=until, case__in=tried)
        rows = list(opened.order_by("case_id").values_list("case_id", "case__kind_id", "agency_id"))
        self._since, self._of_all = until - DAYS, len(rows)
        # Where it went first, not where it lies today: what is drawn stays the same while it is gone through.
        self._ids = drawn(((case_id, (kind, agency)) for case_id, kind, agency in rows), most=MOST, seed=self._seed)
        self._lives = Lives(self._draft)

    def total(self) -> int:
        return len(self._ids)

    def after(self, case_id: int) -> list[int]:
        first = bisect_right(self._ids, case_id)
        return self._ids[first : first + self.size]

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        for lived in self._lives.of(case_ids):
            self._try(lived, found)

    def _try(self, lived: Lived, found: Found) -> None:
        if lived.life is None or lived.ran is None:
            _add(found.setdefault("unknown", {}), lived.why)
            return
        before = retrace(lived.ran, lived.life)
        if before.open is not None and before.open.why.startswith(FACT):
            _add(found.setdefault("unknown", {}), "erased")
            return
        _add(found, "tried")
        if not is_as_it_was(before, lived.life):
            _add(found, "differing")
            if len(found.setdefault("examples", [])) < EXAMPLES:
                found["examples"].append(lived.case.pk)
            return
        after = retrace(self._draft, lived.life)
        what = class_of(before, after)
        _add(found, what)
        _count_steps(found.setdefault("steps", {}), before, after)
        where = None if what == "same" else parting(lived.ran, before, self._draft, after, lived.life)
        _list(found, _row(what, before, after, where), lived.case, where)

    def conclude(self, found: Found) -> None:
        """Refused where too much of the past comes out otherwise: what it says of the draft could not be trusted."""
        note_not_tried(found, self._cases.filter(opened_at__gt=self._since))
        tried, differing = found.get("tried", 0), found.get("differing", 0)
        found["share"] = round(100 * (tried - differing) / tried, 1) if tried else 100.0
        found["trusted"] = 100 * (tried - differing) >= TRUSTED * tried
        found["seed"], found["of"], found["size"] = self._seed, self._of_all, len(self._ids)
        named = [*found.get("examples", ()), *(row[0] for each in _groups(found) for row in each["cases"])]
        numbers = Case.objects.filter(pk__in=named).values_list("pk", "tracking")
        found["tracking"] = {str(pk): number for pk, number in numbers}


def _count_steps(steps: Found, before: Road, after: Road) -> None:
    """By how many requests each step was, and would have been, come to; and from which on it is open."""
    for name, road in (("before", before), ("after", after)):
        for step in set(road.trail):
            _add(steps.setdefault(step, {}), name)
    if after.open is not None:
        _add(steps.setdefault(after.open.step, {}), "open")


def _row(what: str, before: Road, after: Road, where: Parting | None) -> Found:
    """What is the same of all requests of a group; of those that stay on their way, the way."""
    if where is None:
        return {"what": what, "trail": list(before.trail)}
    return {
        "what": what,
        "at": where.at,
        "before": where.before,
        "after": where.after,
        "decision": where.decision,
        "facts": [[each.name, each.before, each.after] for each in where.facts],
        "open": list(after.open) if after.open is not None else [],
        "result": where.result,
    }


def _list(found: Found, row: Found, case: Case, where: Parting | None) -> None:
    """Add a case to its group. ``cases``: id and the values of the facts, none where people wrote it."""
    groups = found.setdefault("groups", {})
    key = json.dumps(row, sort_keys=True)
    if key not in groups and len(groups) >= GROUPS:
        _add(found, "others")
        return
    group = groups.setdefault(key, {**row, "count": 0, "cases": []})
    group["count"] += 1
    if len(group["cases"]) < IN_GROUP:
        values = [each.value for each in where.facts] if where is not None else []
        group["cases"].append([case.pk, values])


def _groups(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(found.get("groups", {}).values())


def _add(counts: Found, name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
