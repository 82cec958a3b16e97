"""The two jobs of a plan: looking what it does to each case, and moving those that it moves, a few in a commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from permissions.actors import Actor
from workflows.cases.lifecycle import apply_locked
from workflows.cases.models import HIDDEN, Case, CaseEvent, EventVerb
from workflows.cases.state import State, lock
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import Found, Undone
from workflows.moving.acts import BeginAnew, Move, is_dated
from workflows.moving.fates import Fate, Fates
from workflows.moving.models import MovingPlan
from workflows.moving.places import Between
from workflows.moving.plans import digest_of_plan
from workflows.processes import engine
from workflows.processes.publishable import PROCESSES
from workflows.redating.hidden import is_hidden, note_not_tried
from workflows.versions.models import VersionStatus

MOST_POSITIONS: Final = 200
NAMED: Final = 25
"""Cases of one position and fate that are listed."""
CLOSED: Final = "closed"
"""Why a case that was looked at is not even met when it is to be moved: it was closed by then."""


class _OfAPlan:
    """Cases that are open on the version from which a plan moves."""

    size: int
    plan: MovingPlan

    def begin(self, job: Job) -> None:
        found = MovingPlan.objects.select_related("source", "target", "undoes").filter(pk=job.choices["plan"]).first()
        if found is None or digest_of_plan(found) != job.digest:
            raise Undone("changed")
        self.plan = found
        if found.undoes_id is None and found.target.status != VersionStatus.PUBLISHED and not job.done:
            raise Undone("not in force")

    def total(self) -> int:
        return open_on(self.plan).count()

    def after(self, case_id: int) -> list[int]:
        rows = open_on(self.plan).filter(pk__gt=case_id).order_by("pk")
        return list(rows.values_list("pk", flat=True)[: self.size])

    def conclude(self, found: Found) -> None:
        note_not_tried(found, Case.objects.filter(process_version=self.plan.source_id, closed_at=None))


def open_on(plan: MovingPlan) -> QuerySet[Case]:
    """Those that a plan may be about; of one that takes another back, those that the other may have moved.

    Hidden ones stay on their version: whether one moves would tell of it what the new version asks.
    """
    cases = Case.objects.filter(process_version=plan.source_id, closed_at=None).exclude(HIDDEN)
    return cases if plan.undoes is None else cases.filter(opened_at__lte=plan.undoes.confirmed_at)


class Foresight(_OfAPlan):
    """What a plan would do: how many cases stand at each position, which of them move, and why others do not."""

    size, writes = 250, False

    def begin(self, job: Job) -> None:
        super().begin(job)
        self._fates = Fates(self.plan)

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        cases = {case.pk: case for case in open_on(self.plan).filter(pk__in=case_ids)}
        markings = engine.markings(case.engine_process for case in cases.values() if case.engine_process is not None)
        for fate in self._fates.of(cases.values(), markings):
            note(found, fate, cases[fate.case_id])


class Moving(_OfAPlan):
    """Moves, under the lock of each case and decided anew there; what was moved already is not met again."""

    size, writes = 25, True

    def begin(self, job: Job) -> None:
        super().begin(job)
        seen = Job.objects.filter(kind=JobKind.FORESEE, version=job.about, digest=job.digest, state=JobState.DONE)
        self._looked_at = seen.values_list("asked_at", flat=True).first() or job.asked_at
        self._fates = Fates(self.plan, self._looked_at)

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        states = {
            state.case.pk: state
            for state in lock(case_ids)
            if state.case.process_version_id == self.plan.source_id
            and state.case.closed_at is None
            and not is_hidden(state.case)
        }
        stored = engine.lock_all(state.case.engine_process or 0 for state in states.values())
        markings = {process_id: each.marking for process_id, each in stored.items()}
        moving = []
        for fate in self._fates.of([state.case for state in states.values()], markings):
            note(found, fate, states[fate.case_id].case)
            if fate.what == "moves":
                moving.append((states[fate.case_id], fate.tokens))
        if moving:
            move_locked(self.plan, moving, stored)

    def conclude(self, found: Found) -> None:
        """Those that were closed between the look and the move are named too."""
        super().conclude(found)
        gone = Case.objects.filter(process_version=self.plan.source_id, closed_at__gt=self._looked_at)
        gone = gone.exclude(HIDDEN).order_by("pk")
        if self.plan.undoes_id is not None:
            moved = CaseEvent.objects.filter(verb=EventVerb.MOVED, data__plan=self.plan.undoes_id)
            gone = gone.filter(pk__in=moved.values("case"))
        for case in gone:
            _count(found.setdefault(CLOSED, {}), CLOSED, case)


def move_locked(
    plan: MovingPlan, moving: Sequence[tuple[State, Mapping[Any, Any]]], stored: Mapping[int, engine.Stored]
) -> None:
    """Move cases whose rows and running processes are locked: the engine's tokens, then each case through the door."""
    engine.carry_over([(stored[state.case.engine_process or 0], tokens) for state, tokens in moving], plan.target)
    said: dict[str, Any] = {"plan_id": plan.pk, "target": plan.target, "undoes": plan.undoes_id}
    said["renamed"] = Between(PROCESSES.of(plan.source), PROCESSES.of(plan.target), plan.pairs).renamed
    acts = [(state, Move(**said, tokens=tokens)) for state, tokens in moving]
    apply_locked(acts, actor=Actor.clock)
    steps = frozenset(plan.anew)
    dated = [state for state, _tokens in moving if any(is_dated(work, steps) for work in state.open_works)]
    if dated:
        apply_locked([(state, BeginAnew(steps=steps)) for state in dated], actor=Actor.clock)


def note(found: Found, fate: Fate, case: Case) -> None:
    """Count a case at its position."""
    positions: Found = found.setdefault("positions", {})
    if fate.position not in positions and len(positions) >= MOST_POSITIONS:
        _count(found.setdefault("others", {}), fate.what, case)
        return
    _count(positions.setdefault(fate.position, {}), fate.what, case)


def _count(into: Found, what: str, case: Case) -> None:
    row: Found = into.setdefault(what, {"count": 0, "cases": []})
    row["count"] += 1
    if len(row["cases"]) < NAMED:
        row["cases"].append(case.pk)
