"""An imaginary case walked through a definition step by step: what each condition is, and whether it held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from permissions.arabic import fold
from workflows.cases.models import Outcome as Result
from workflows.facts.conditions import Condition, Value, facts_in, holds, parts_of
from workflows.processes.advance import NOWHERE, Act, Begin, Endless, Leave, Marking, Move, advance
from workflows.processes.definition import (
    BACK_TO_WORK,
    AwaitedService,
    Branch,
    DecisionStep,
    Effect,
    EndStep,
    ProcessDefinition,
    Resting,
    TimerStep,
)
from workflows.trial.life import OUTCOME

MOST_CHOICES = 100
Choice = tuple[str, str]
"""A step, and the key of the outcome by which it is left."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of a condition with the value that it read, and whether it held by itself."""

    test: Condition
    value: Value
    held: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A branch of a decision. ``held`` is None where one before it was taken, so that nobody looked at it."""

    branch: Branch
    held: bool | None
    tests: tuple[Tested, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What one choice did. ``left`` is None for the beginning; ``passed``: steps that nobody acts at, with the way
    taken and, for a decision, what was weighed; ``entered``: where it then rests; ``ended``: the end of all.
    """

    left: Choice | None
    passed: tuple[tuple[str, str, tuple[Weighed, ...]], ...]
    entered: tuple[str, ...]
    ended: str


@dataclass(frozen=True, slots=True)
class Walk:
    """``choices``: those that fitted; what came after the first that did not is left out, and ``was_cut``."""

    stages: tuple[Stage, ...]
    choices: tuple[Choice, ...]
    rests: tuple[str, ...]
    result: str
    was_cut: bool


@dataclass(slots=True)
class _Imagined:
    given: Mapping[str, Value]
    found: bool
    result: str = ""

    def fact(self, name: str) -> Value:
        return self.result if name == OUTCOME else self.given.get(name, "")

    def route(self) -> bool:
        return self.found


@dataclass(slots=True)
class _Walking:
    definition: ProcessDefinition
    facts: _Imagined
    marking: Marking = NOWHERE
    stages: list[Stage] = field(default_factory=list)

    def do(self, act: Act, left: Choice | None) -> None:
        move = advance(self.definition, self.marking, act, self.facts, fold=fold)
        self.marking = move.marking
        self.stages.append(self._stage(move, left))
        if not move.marking:
            end = self.definition.steps.get(move.ended)
            closed = end.result if isinstance(end, EndStep) else ""
            self.facts.result = str(self.facts.result or closed or Result.NOTED)

    def choose(self, choice: Choice) -> bool:
        """Whether the choice fits where it stands."""
        key, outcome = choice
        token = next((token for token in sorted(self.marking) if token.step == key), None)
        step = self.definition.steps.get(key)
        if token is None or not isinstance(step, Resting):
            return False
        if isinstance(step, TimerStep | AwaitedService):
            if outcome not in dict(step.follows()):
                return False
            self.do(Leave(token, outcome), choice)
            return True
        way = next((each for each in step.outcomes if each.key == outcome), None)
        if way is None:
            return False
        if way.effect == Effect.DECIDE:
            self.facts.result = way.result
        self.do(Leave(token, outcome), choice)
        if way.effect in BACK_TO_WORK:
            self.facts.result = ""
        return True

    def _stage(self, move: Move, left: Choice | None) -> Stage:
        passed = tuple((key, way, self._weighed(key, way)) for key, way in move.passed)
        return Stage(left, passed, tuple(token.step for token in move.entered), move.ended)

    def _weighed(self, key: str, way: str) -> tuple[Weighed, ...]:
        """The branches of a decision in their order; nobody looks further than the first that holds."""
        step = self.definition.steps[key]
        if not isinstance(step, DecisionStep):
            return ()
        found, taken = [], False
        for branch in step.branches:
            held = None if taken else branch.key == way
            found.append(Weighed(branch, held, () if taken else tuple(self._tested(branch))))
            taken = taken or branch.key == way
        return tuple(found)

    def _tested(self, branch: Branch) -> list[Tested]:
        says = parts_of(self.facts.fact, fold)
        return [
            Tested(test, self.facts.fact(test.fact), holds(test, self.facts.fact, says=says))
            for test in facts_in(branch.when)
        ]


def walk(definition: ProcessDefinition, given: Mapping[str, Value], choices: Sequence[Choice], *, found: bool) -> Walk:
    """Lead an imaginary case with some facts through a checked definition. ``found``: whether routing finds an agency.

    Raises ``Endless``, which no checked process does.
    """
    walking = _Walking(definition, _Imagined(given, found))
    walking.do(Begin(), None)
    done: list[Choice] = []
    for choice in choices[:MOST_CHOICES]:
        if not walking.choose(choice):
            break
        done.append(choice)
    rests = tuple(token.step for token in sorted(walking.marking) if isinstance(definition.steps[token.step], Resting))
    return Walk(tuple(walking.stages), tuple(done), rests, walking.facts.result, len(done) < len(choices))


__all__ = ["Choice", "Endless", "Stage", "Tested", "Walk", "Weighed", "walk"]
