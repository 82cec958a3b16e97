"""What moving does to one case: its open work goes on by another version of the process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.cases import counting
from workflows.cases.actions import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.ladders import put_on_ladder
from workflows.cases.models import Work
from workflows.cases.mover import token_of
from workflows.cases.recusal import accuse_bodies, by_name
from workflows.cases.rules import Rules
from workflows.cases.steps import CaseWorld, agency_for, destination_at, ladder_of_kind
from workflows.processes.advance import Token
from workflows.processes.definition import OF_THE_KIND, Resting, TaskStep, TimerStep, WaitStep
from workflows.versions.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Action):
    """The case is on another version from now on, each of its tokens where ``tokens`` says (the engine's are moved
    beside it: ``workflows.moving.moving``).

    Who has it, its level, what was filled in and the time that it has left stay; where the new version has another
    performer, it goes there. No letter goes out unless somebody else gets it: it may be thousands in an hour.
    """

    verb, by_clock = EventVerb.MOVED, True
    plan_id: int
    target: Version
    tokens: Mapping[Token, Token]

    def decide(self, change: Change, rules: Rules) -> None:
        state, former = change.state, change.case.process_version
        change.act_on_the_whole()
        change.data.update(
            {
                "plan": self.plan_id,
                "from_process": [former.key, former.number],
                "process": [self.target.key, self.target.number],
                "tokens": [[one.branch, one.step, to.branch, to.step] for one, to in sorted(self.tokens.items())],
            }
        )
        of_kind = ladder_of_kind(state)
        were = [(work, state.rests_at(work)) for work in state.open_works]
        change.case.process_version = self.target
        for work, _was in were:
            _carry_over(change, work, self.tokens[token_of(work)])
        for work, was in were:
            step = state.rests_at(work)
            if isinstance(step, TaskStep) and isinstance(was, TaskStep):
                _on_its_ladder(change, work, (was, step), of_kind, rules)
                if step.performer != was.performer:
                    _to_who_acts_now(change, work, step, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAnew(Action):
    """After a move the time of some steps begins anew at the level reached, because an owner chose that."""

    verb, by_clock = EventVerb.REDATED, True
    steps: frozenset[str]

    def decide(self, change: Change, rules: Rules) -> None:
        works = [work for work in change.state.open_works if is_dated(work, self.steps)]
        if not works:
            raise NotPossible("No time begins anew.")  # nobody reads it: the plan asks first
        change.act_on(works[0])
        for work in works:
            _begin(change, work, change.state.rests_at(work), rules)
        due, by_day = min((work.due, work.due_by_day) for work in works if work.due is not None)
        change.data.update({"due": due.isoformat(), "by_day": by_day})


def is_dated(work: Work, steps: frozenset[str]) -> bool:
    """Whether a piece of work stands at one of these steps and has a date that can begin anew."""
    return work.step in steps and work.due is not None


def _carry_over(change: Change, work: Work, to: Token) -> None:
    if work.step != to.step:
        work.entry = change.state.entries(to.step) + 1
    work.step, work.branch = to.step, to.branch
    change.touch(work)


def _on_its_ladder(change: Change, work: Work, steps: tuple[TaskStep, TaskStep], of_kind: str, rules: Rules) -> None:
    """A ladder that is new begins now, one that is gone ends; where another counts, the date that was told stays."""
    was, step = steps
    named = of_kind if step.ladder == OF_THE_KIND else step.ladder
    if not named:
        if work.ladder:
            counting.end(change, work)
            work.ladder = work.named_ladder = ""
            work.due, work.due_by_day, work.paused_at = None, False, None
        return
    begins = not work.ladder
    if begins or was.ladder != step.ladder:
        put_on_ladder(change.state, work, rules, named=named)
    elif was.key != step.key:
        put_on_ladder(change.state, work, rules)  # there may be a ladder for this very step
    if begins:
        counting.begin(change, work, rules)


def _to_who_acts_now(change: Change, work: Work, step: TaskStep, rules: Rules) -> None:
    """The new version has somebody else do it: they are told, and the citizen where that is another agency."""
    state, world = change.state, CaseWorld(change.state, rules)
    wanted = agency_for(step, work, world)
    if change.case.concerns:
        accuse_bodies(change, [wanted])
    elsewhere = wanted.pk != work.agency_id
    level = step.performer.level if elsewhere else max(work.level, step.performer.level)
    destination = destination_at(step, state, wanted, level, rules)
    if destination.agency_id != wanted.pk:
        level = 0
    moved = destination.agency_id != work.agency_id
    if moved:
        work.agency, work.assignee_id, work.reached_at = rules.agency(destination.agency_id), None, change.at
        change.went = change.went or work
        put_on_ladder(state, work, rules)
    work.level = level
    if (work.post_id, work.holder_id) != (destination.seat.post_id, destination.seat.user_id) or moved:
        change.seat(work, destination.seat)
        by_name(change, destination)
    change.data.update(world.told())
    if moved:
        change.tell_citizen("referred", work)


def _begin(change: Change, work: Work, step: Resting, rules: Rules) -> None:
    match step:
        case TaskStep():
            counting.start_again(change, work, rules)
        case WaitStep():
            counting.end(change, work)
            counting.close_in_silence(change, work, rules, days=step.days)
        case TimerStep():
            counting.end(change, work)
            counting.rest(change, work, rules, days=step.days)
