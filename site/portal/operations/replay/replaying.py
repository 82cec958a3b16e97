"""Plays recorded requests again: opened and decided at their recorded times, with the clock stepped in between.

At one and the same instant acts come before the clock: before an act the clock stands at every moment that came due
*earlier*, so an act at the very moment at which a request was due is in time. At the end it stands at every moment up
to the end itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import ReplayMap
from portal.operations.replay.reading import Recorded
from workflows.cases.actions import Decide
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Channel, EventVerb, Work
from workflows.cases.opening import open_case
from workflows.cases.submission import Submission
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.selectors import cases_due_by, next_due

Progress = Callable[[datetime], None]
"""Told after each act at which recorded time it stands."""


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """One recorded act. Its fields are compared in their order: so acts at one instant follow each other."""

    at: datetime
    decides: bool
    line: int
    request: Recorded = field(compare=False)


@dataclass(slots=True)
class Played:
    """A request that is in the database: its case, and what of it was played."""

    case_id: int
    opened: datetime
    changed: datetime
    decided: datetime | None = None


def acts_of(requests: Iterable[Recorded]) -> list[Act]:
    """Two acts a request, one where it was not decided, in the order in which they happened."""
    acts = []
    for request in requests:
        acts.append(Act(request.opened, decides=False, line=request.line, request=request))
        if request.decided is not None:
            acts.append(Act(request.decided, decides=True, line=request.line, request=request))
    return sorted(acts)


def key_of(told: ReplayMap, request_key: str) -> str:
    """The idempotency key of a request's case."""
    return f"{told.own_key}:{request_key}"


def played(told: ReplayMap) -> dict[str, Played]:
    """What the database holds of earlier replays by this map, by the request's key."""
    prefix = key_of(told, "")
    cases = Case.objects.filter(channel=Channel.IMPORT, kind__code=told.own_key, idempotency_key__startswith=prefix)
    rows = cases.values_list("idempotency_key", "pk", "opened_at", "changed_at")
    found = {key.removeprefix(prefix): Played(pk, opened, changed) for key, pk, opened, changed in rows}
    by_case = {known.case_id: known for known in found.values()}
    decided = CaseEvent.objects.filter(case__kind__code=told.own_key, verb=EventVerb.DECIDED)
    for case_id, at in decided.values_list("case_id", "at"):
        by_case[case_id].decided = at
    return found


def refuse_beside_others(told: ReplayMap, known: Mapping[str, Played], requests: Iterable[Recorded]) -> None:
    """Stepping the clock moves every case that has something due, so all of these must be the file's own.

    Raises ``ReplayRefused`` when there are others.
    """
    own = {known[request.key].case_id for request in requests if request.key in known}
    if any(case_id not in own for case_id in cases_due_by(told.end)):
        raise ReplayRefused(
            "This database holds other cases that have something due before the end of the replay's clock, "
            "and the replay would move them. Replay into a database of its own: DATABASE_URL=…"
        )


@dataclass(slots=True)
class Replay:
    """A replay under way. ``codes`` are the agencies' codes by the file's values, ``known`` what is played already."""

    told: ReplayMap
    codes: Mapping[str, str]
    known: dict[str, Played]

    def run(self, acts: Sequence[Act], progress: Progress) -> None:
        """Play what was not played yet, and step the clock on to its end. A replay that was broken off goes on.

        Raises ``ReplayRefused`` when something in the database stands in the way.
        """
        todo = [act for act in acts if not self._is_done(act)]
        done = len(acts) - len(todo)
        for act in acts[:done]:
            progress(act.at)
        for act in todo:
            self._step_clock(before=act.at)
            with standing_at(act.at):
                self._decide(act.request) if act.decides else self._open(act.request)
            progress(act.at)
        self._step_clock(before=self.told.end + timedelta.resolution)
        if todo:
            self._check_nobody_else_moved()

    def _is_done(self, act: Act) -> bool:
        """Whether the act was played earlier. Raises ``ReplayRefused`` when the database says something else."""
        known = self.known.get(act.request.key)
        if known is None:
            return False
        there = known.decided if act.decides else known.opened
        if there == act.at:
            return True
        if act.decides and there is None and known.changed <= act.at:
            return False
        raise ReplayRefused(
            f"Line {act.line}: the database holds the request {act.request.key} with another past than the file. "
            "Replay into a database of its own: DATABASE_URL=…"
        )

    def _check_nobody_else_moved(self) -> None:
        """A clock that stands at today moves a past request at once, and the replay is no replay any more."""
        own = {known.case_id for known in self.known.values()}
        later = CaseEvent.objects.filter(case__kind__code=self.told.own_key, at__gt=self.told.end)
        if own & set(later.values_list("case_id", flat=True)):
            raise ReplayRefused(
                "Another clock (manage.py work) moved these requests while they were replayed. "
                "Replay into a database of its own: DATABASE_URL=…"
            )

    def _step_clock(self, *, before: datetime) -> None:
        """Stand at each moment at which something is due, oldest first, and let the clock act."""
        while (due := next_due()) is not None and due < before:
            with standing_at(due):
                swept = sweep_clock()
            if swept.failed or not swept.due:
                raise ReplayRefused(
                    f"What was due at {due.isoformat()} could not be acted on; the log says why. "
                    "Is another clock (manage.py work) running on this database?"
                )

    def _open(self, request: Recorded) -> None:
        submission = Submission(
            kind=self.told.own_key,
            language=self.told.language,
            subject=request.subject,
            text=request.text,
            place=request.place,
            agency=self.codes[request.agency],
        )
        case = open_case(
            submission=submission,
            channel=Channel.IMPORT,
            actor=Actor.citizen(),
            idempotency_key=key_of(self.told, request.key),
        )
        self.known[request.key] = Played(case.pk, case.opened_at, case.changed_at)

    def _decide(self, request: Recorded) -> None:
        """By whoever holds it then: the officer, or the post that it went up to."""
        case_id = self.known[request.key].case_id
        holder = Work.objects.filter(case=case_id, done_at__isnull=True, waits=False).values_list("holder", flat=True)
        action = Decide(outcome=self.told.outcome, text=self.told.decision)
        try:
            apply(case_id, action, actor=Actor.staff(holder.get() or 0))
        except (Work.DoesNotExist, NotAllowed, NotPossible) as error:
            raise ReplayRefused(
                f"Line {request.line}: the request {request.key} could not be decided. {error} "
                "Does anybody else work on this database?"
            ) from error
