"""Where two ways of one case part, and by which facts: what it did, and what it would have done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflows.facts.conditions import Value, facts_in
from workflows.processes.definition import DecisionStep, ProcessDefinition
from workflows.trial.life import Life
from workflows.trial.retrace import Moved, Road

Class = Literal["same", "differs", "open"]
MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """A fact that the step where they part asked, with its value; None where people wrote it.

    ``before``, ``after``: whether the version that ran asked it there, and whether the draft did.
    """

    name: str
    value: Value | None
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Parting:
    """``at``: the last step that both have; ``before``, ``after``: where each goes from there, empty where nowhere.

    ``decision``: the step that decided it, empty where none did. ``result``: they go the same way and come to another
    result; then ``before`` and ``after`` are that.
    """

    at: str
    before: str
    after: str
    decision: str = ""
    facts: tuple[DecidedBy, ...] = ()
    result: bool = False


def class_of(before: Road, after: Road) -> Class:
    """How a way on the draft (``after``) compares with the one that was gone."""
    if after.open is not None:
        return "open"
    alike = (before.trail, before.result, before.is_over) == (after.trail, after.result, after.is_over)
    return "same" if alike else "differs"


def parting(ran: ProcessDefinition, before: Road, draft: ProcessDefinition, after: Road, life: Life) -> Parting:
    """Where two ways part that are not the same."""
    was, now = before.trail, after.trail
    length = min(len(was), len(now))
    place = next((number for number in range(length) if was[number] != now[number]), length)
    at = was[place - 1] if place else ""
    if place == len(was) == len(now):
        return Parting(at, before.result, after.result, result=True)
    moves = _move_to(before, place), _move_to(after, place)
    stops = moves[1] is None and after.open is not None  # nothing was decided there: it is not known
    decision = "" if stops else _decision(*moves)
    facts = _facts(decision, (ran, draft), moves, life) if decision else ()
    return Parting(
        at,
        was[place] if place < len(was) else "",
        now[place] if place < len(now) else "",
        decision,
        facts,
    )


def _move_to(road: Road, place: int) -> Moved | None:
    """The move that led to a place of the trail; None where the way is over before it."""
    come = 0
    for move in road.moves:
        come += len(move.trail)
        if come > place:
            return move
    return None


def _decision(before: Moved | None, after: Moved | None) -> str:
    """The first decision at which one goes another way than the other, or that one of them alone comes to."""
    was, now = (dict(move.passed) if move is not None else {} for move in (before, after))
    differing = [key for key, way in now.items() if way and was.get(key) != way]
    return next(iter(differing), next((key for key, way in was.items() if way and key not in now), ""))


def _facts(
    decision: str,
    definitions: tuple[ProcessDefinition, ProcessDefinition],
    moves: tuple[Moved | None, Moved | None],
    life: Life,
) -> tuple[DecidedBy, ...]:
    asked = [_asked(definition, decision, move) for definition, move in zip(definitions, moves, strict=True)]
    values = {name: value for move in moves if move is not None for name, value in move.read.items()}
    names = dict.fromkeys(name for each in reversed(asked) for name in each)
    return tuple(
        DecidedBy(name, None if life.is_sealed(name) else values[name], name in asked[0], name in asked[1])
        for name in list(names)[:MOST_FACTS]
    )


def _asked(definition: ProcessDefinition, decision: str, move: Moved | None) -> list[str]:
    """What one decision of a move asked: conditions read no further than it takes."""
    step = definition.steps.get(decision)
    if not isinstance(step, DecisionStep) or move is None or decision not in dict(move.passed):
        return []
    return [test.fact for branch in step.branches for test in facts_in(branch.when) if test.fact in move.read]
