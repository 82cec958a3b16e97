"""Who keeps where a case's process stands: the engine for real, or memory where work is done in bulk.

Both ask the one interpreter; they differ in what they write.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from permissions.arabic import fold
from workflows.cases.models import Work
from workflows.cases.state import State
from workflows.processes import engine
from workflows.processes.advance import NOWHERE, Act, Begin, Facts, Leave, Marking, Move, Stand, Token, advance
from workflows.processes.engine import Moved
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Version


class Mover(Protocol):
    """Starts and moves processes."""

    def start(self, state: State, version: Version, *, facts: Facts) -> Moved:
        """Begin a process and go to its first resting steps."""

    def complete(self, state: State, work: Work, outcome: str, *, facts: Facts) -> Moved:
        """Leave a resting step by an outcome; raises ``KeyError`` for one that the step has not."""

    def stand(self, state: State, step: str, *, facts: Facts) -> Moved:
        """Drop what runs and stand at a step."""

    def clear(self, state: State) -> None:
        """Drop what runs."""


def token_of(work: Work) -> Token:
    return Token(work.branch, work.step)


class EngineMover:
    """The engine's rows. ``held``: processes that are locked already, by their ids; each is good for one move."""

    def __init__(self, held: dict[int, engine.Stored] | None = None) -> None:
        self._held = held or {}

    @classmethod
    def of_many(cls, states: Iterable[State]) -> EngineMover:
        """With all processes of some locked cases locked by one statement."""
        running = [state.case.engine_process for state in states if state.case.engine_process is not None]
        return cls(engine.lock_all(running))

    def start(self, state: State, version: Version, *, facts: Facts) -> Moved:
        return engine.begin(version, _advance(version, NOWHERE, Begin(), facts))

    def complete(self, state: State, work: Work, outcome: str, *, facts: Facts) -> Moved:
        if state.case.engine_process is None:
            raise engine.StepNotOpen
        stored = self._held.pop(state.case.engine_process, None) or engine.lock(state.case.engine_process)
        left, version = token_of(work), state.case.process_version
        if left not in stored.marking:
            raise engine.StepNotOpen
        return engine.follow(stored, version, _advance(version, stored.marking, Leave(left, outcome), facts), left=left)

    def stand(self, state: State, step: str, *, facts: Facts) -> Moved:
        self.clear(state)
        version = state.case.process_version
        return engine.begin(version, _advance(version, NOWHERE, Stand(step), facts))

    def clear(self, state: State) -> None:
        if state.case.engine_process is not None:
            self._held.pop(state.case.engine_process, None)
            engine.clear([state.case.engine_process])


class MemoryMover:
    """The case's own ``state.marking``, for cases that are lived through at once and written when all is decided.

    Nothing of it is in the engine: ``stand_in_engine`` puts those there that are still open at the end.
    """

    def start(self, state: State, version: Version, *, facts: Facts) -> Moved:
        return _keep(state, _advance(version, NOWHERE, Begin(), facts))

    def complete(self, state: State, work: Work, outcome: str, *, facts: Facts) -> Moved:
        act = Leave(token_of(work), outcome)
        return _keep(state, _advance(state.case.process_version, state.marking, act, facts))

    def stand(self, state: State, step: str, *, facts: Facts) -> Moved:
        return _keep(state, _advance(state.case.process_version, NOWHERE, Stand(step), facts))

    def clear(self, state: State) -> None:
        state.marking = NOWHERE


def _keep(state: State, move: Move) -> Moved:
    state.marking = move.marking
    return Moved(None, move.entered, move.ended, move.read, move.services)


def _advance(version: Version, marking: Marking, act: Act, facts: Facts) -> Move:
    return advance(PROCESSES.of(version), marking, act, facts, fold=fold)


def stand_in_engine(states: Iterable[State]) -> None:
    """Make a running process for each case that lives in memory and is open, in bulk; needs an open transaction."""
    opened = [state for state in states if state.marking]
    made = engine.make_running([(state.case.process_version, state.marking) for state in opened])
    for state, process_id in zip(opened, made, strict=True):
        state.case.engine_process = process_id
