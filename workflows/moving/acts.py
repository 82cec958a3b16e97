"""What moving does to one case: its open work goes on by another version of the process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from permissions.agencies.models import Agency
from workflows.cases import counting
from workflows.cases.actions import Action
from workflows.cases.change import AskedFor, Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.ladders import put_on_ladder
from workflows.cases.models import Work
from workflows.cases.mover import token_of
from workflows.cases.recusal import MOVES, accuse_bodies, barred, by_name, destination_at
from workflows.cases.rules import Rules
from workflows.cases.steps import CaseWorld, agency_for, ladder_of_kind
from workflows.outbox.models import OVER, TO_BE_DONE, ServiceCall
from workflows.processes.advance import Token
from workflows.processes.definition import (
    OBJECTION,
    OF_THE_KIND,
    AwaitedService,
    Resting,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.versions.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Action):
    """The case is on another version from now on, each of its tokens where ``tokens`` says (the engine's are moved
    beside it: ``workflows.moving.moving``).

    Who has it, its level, what was filled in and the time that it has left stay; where the new version has another
    performer, it goes there. No letter goes out unless somebody else gets it: it may be thousands in an hour.
    ``renamed``: what an owner says that steps are called now, which the diary keeps for those that the case has left;
    ``undoes``: the plan by which it was moved before, and none of whose names count any more.
    """

    verb, by_clock = EventVerb.MOVED, True
    plan_id: int
    target: Version
    tokens: Mapping[Token, Token]
    renamed: Mapping[str, str] = field(default_factory=dict)
    undoes: int | None = None

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
        if self.renamed:
            change.data["renamed"] = dict(self.renamed)
        if self.undoes is not None:
            change.data["undoes"] = self.undoes
        of_kind = ladder_of_kind(state)
        were = [(work, state.rests_at(work)) for work in state.open_works]
        change.case.process_version = self.target
        _carry_over(change, self.tokens)
        elsewhere: list[tuple[Work, TaskStep]] = []
        for work, was in were:
            step = state.rests_at(work)
            if isinstance(step, TaskStep) and isinstance(was, TaskStep):
                _on_its_ladder(change, work, (was, step), of_kind, rules)
                if step.performer != was.performer:
                    elsewhere.append((work, step))
            elif isinstance(step, AwaitedService) and step.asks_otherwise(was):
                _ask_anew(change, work, step)
        _to_who_acts_now(change, elsewhere, CaseWorld(state, rules))


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


def _carry_over(change: Change, tokens: Mapping[Token, Token]) -> None:
    state = change.state
    # Asked before any is carried over: none gets the number that another gives up in the same statement.
    entries = {to.step: state.entries(to.step) for to in tokens.values()}
    for work in state.open_works:
        to = tokens[token_of(work)]
        if work.step != to.step:
            work.entry = entries[to.step] + 1
        work.step, work.branch = to.step, to.branch
        change.touch(work)


def _ask_anew(change: Change, work: Work, step: AwaitedService) -> None:
    """What was asked for falls away: nobody waits for it any more."""
    for call in ServiceCall.objects.filter(TO_BE_DONE, work=work):
        call.failed_at, call.problem = change.at, OVER
        change.served.append(call)
    change.asked_for.append(AskedFor.at(step, work))


def _on_its_ladder(change: Change, work: Work, steps: tuple[TaskStep, TaskStep], of_kind: str, rules: Rules) -> None:
    """A ladder that is new begins now, one that is gone ends; where another counts, the date that was told stays.

    An open question goes on resting it, as the one question that it is.
    """
    was, step = steps
    named = of_kind if step.ladder == OF_THE_KIND else step.ladder
    if not named:
        if work.ladder:
            counting.end_without_ladder(change, work)
            work.ladder = work.named_ladder = ""
        return
    begins = not work.ladder
    if begins or was.ladder != step.ladder:
        put_on_ladder(change.state, work, rules, named=named)
    elif was.key != step.key:
        put_on_ladder(change.state, work, rules)  # there may be a ladder for this very step
    if begins:
        counting.begin_elsewhere(change, work, rules)


def _to_who_acts_now(change: Change, works: Sequence[tuple[Work, TaskStep]], world: CaseWorld) -> None:
    """The new version has somebody else do it: all of them are asked for before it goes to the first."""
    works = [(work, step) for work, step in works if step.performer.agency != OBJECTION]
    wanted = [agency_for(step, work, world) for work, step in works]
    if change.case.concerns:
        accuse_bodies(change, wanted)
    for (work, step), agency in zip(works, wanted, strict=True):
        _send(change, work, step, agency, world.rules)
    change.data.update(world.told())


def _send(change: Change, work: Work, step: TaskStep, wanted: Agency, rules: Rules) -> None:
    """They are told, and the citizen where that is another agency."""
    state = change.state
    elsewhere = wanted.pk != work.agency_id
    level = step.performer.level if elsewhere else max(work.level, step.performer.level)
    destination = destination_at(step, state, wanted.pk, level, rules, barred=barred(state, work))
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
    if moved and not any((tell.usual or tell.topic) in MOVES for tell in change.tells):  # the letter is about all of it
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
