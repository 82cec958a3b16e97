"""What a process may ask of the outside: the engine knows no case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol


class World(Protocol):
    """``cases`` hands the engine one of these with every move."""

    def fact(self, name: str) -> str:
        """The value of a fact in the catalogue; empty when it is not known."""

    def route(self) -> bool:
        """Ask the kind's routing table and remember what it says; whether a rule matched."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A step that now waits: its key and the engine's task; None where the process only runs in memory."""

    step: str
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did. ``ended`` is the key of the end that was reached, or empty; no process id in memory."""

    process_id: int | None
    entered: tuple[Entered, ...]
    ended: str = ""


@dataclass(slots=True)
class Run:
    """One move under way: the world it may ask, the outcome chosen, and what it entered so far."""

    world: World
    outcome: str = ""
    entered: list[Entered] = field(default_factory=list)
    ended: str = ""


_current: ContextVar[Run] = ContextVar("current_run")


def current_run() -> Run:
    """The move under way; a ``LookupError`` outside of one."""
    return _current.get()


@contextmanager
def running(run: Run) -> Iterator[Run]:
    """Make ``run`` the move under way inside the block."""
    token = _current.set(run)
    try:
        yield run
    finally:
        _current.reset(token)
