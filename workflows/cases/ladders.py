"""Which ladder counts a piece of work, which rung of it comes next, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.deadlines.models import COUNTS, Deadline
from workflows.escalation.decide import Next, Situation, choose, next_rung
from workflows.escalation.definition import Ladder
from workflows.versions.models import Subject
from workflows.versions.selectors import Stamp


@dataclass(frozen=True, slots=True)
class OnLadder:
    """The ladder that counts a piece of work now, and what comes next on it: ``coming.after`` from ``starts`` on.

    ``running``: the row that counts; None where none is open, and it would begin with the work.
    """

    key: str
    stamp: Stamp
    ladder: Ladder
    coming: Next
    starts: datetime
    running: Deadline | None


def on_ladder(state: State, work: Work, rules: Rules) -> OnLadder | None:
    """Chosen anew from what is in force; None for work without a ladder."""
    key = ladder_for(state, work, rules)
    if not key:
        return None
    running = next((each for each in state.open_deadlines(work) if each.kind in COUNTS), None)
    ladder = rules.ladder(key)
    starts = running.starts if running is not None else work.reached_at
    return OnLadder(key, rules.stamp(Subject.LADDER, key), ladder, next_rung(ladder, work.level), starts, running)


def ladder_for(state: State, work: Work, rules: Rules) -> str:
    """The key of the ladder that counts: the most specific that is for this work, else the one that it names."""
    base = named_ladder(work)
    return choose(rules.ladders, base, situation_of(state, work, rules)) if base else ""


def named_ladder(work: Work) -> str:
    """The ladder that the step or the kind names: where no other one is for the work, it counts."""
    return work.named_ladder or work.ladder


def put_on_ladder(state: State, work: Work, rules: Rules, *, named: str = "") -> None:
    """Have the work go by the ladder that is for it now. ``named``: what its step or its kind names, at its arrival."""
    base = named or named_ladder(work)
    work.ladder, work.named_ladder = base, ""
    counts = ladder_for(state, work, rules)
    if counts != base:
        work.ladder, work.named_ladder = counts, base


def situation_of(state: State, work: Work, rules: Rules) -> Situation:
    """By what the ladder of a piece of work is chosen."""
    return Situation(
        kind=state.kind.code,
        priority=state.case.priority,
        body=rules.agency(work.agency_id).code,
        step=work.step,
        sealed=state.kind.sensitive,
        categories=rules.category_path(state.kind.code, state.case.category),
    )
