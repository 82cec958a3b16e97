"""Who moves a case through its process: the engine for real, or a walk over the definition when work is in bulk."""

from __future__ import annotations

from typing import Protocol

from workflows.cases.models import Work
from workflows.processes import engine
from workflows.processes.world import Moved, World
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
