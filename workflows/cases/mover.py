"""Who moves a case through its process: the engine for real, or a walk over the definition when work is in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from workflows.cases.models import Work
from workflows.cases.state import State
from workflows.processes import engine, walk
from workflows.processes.flows import definitions
from workflows.processes.walk import Walked
from workflows.processes.world import Entered, Moved, World
from workflows.versions.models import Version


class Mover(Protocol):
    """Starts and moves processes."""

    def start(self, version: Version, *, world: World) -> Moved:
        """Begin a process and go to its first waiting steps."""

    def complete(self, work: Work, outcome: str, *, version: Version, world: World) -> Moved:
        """Leave a waiting step by an outcome."""

    def place(self, version: Version, step: str) -> Moved:
        """Stand a new process at a step."""

    def clear(self, process_id: int) -> None:
        """Drop what runs."""


class EngineMover:
    """The engine itself."""

    def start(self, version: Version, *, world: World) -> Moved:
        return engine.start(version, world=world)

    def complete(self, work: Work, outcome: str, *, version: Version, world: World) -> Moved:
        if work.engine_task is None:
            raise engine.StepNotOpen
        return engine.complete(work.engine_task, outcome, world=world)

    def place(self, version: Version, step: str) -> Moved:
        return engine.place([(version, step)])[0]

    def clear(self, process_id: int) -> None:
        engine.clear([process_id])


class WalkingMover:
    """A walk in memory, for cases that are lived through at once and written when all is decided.

    Nothing of it is in the engine: ``stand_in_engine`` puts those there that are still open at the end.
    """

    def start(self, version: Version, *, world: World) -> Moved:
        return _moved(walk.begin(definitions.of(version), world=world))

    def complete(self, work: Work, outcome: str, *, version: Version, world: World) -> Moved:
        return _moved(walk.leave(definitions.of(version), work.step, outcome, world=world))

    def place(self, version: Version, step: str) -> Moved:
        return Moved(None, (Entered(step, None),))

    def clear(self, process_id: int) -> None:
        """Nothing runs."""


def stand_in_engine(states: Iterable[State]) -> None:
    """Make a running process for the open step of each open case, in bulk; needs an open transaction."""
    opened = [(state.case, work) for state in states for work in state.open_works]
    placed = engine.place((case.process_version, work.step) for case, work in opened)
    for (case, work), moved in zip(opened, placed, strict=True):
        case.engine_process, work.engine_task = moved.process_id, moved.entered[0].task_id


def _moved(walked: Walked) -> Moved:
    return Moved(None, (Entered(walked.waits, None),) if walked.waits else (), walked.ended)
