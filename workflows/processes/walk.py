"""Walks a process over its definition alone, for work in bulk: the engine's steps, and not one of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.processes.definition import DecisionStep, EndStep, ProcessDefinition, RouteStep
from workflows.processes.world import World


@dataclass(frozen=True, slots=True)
class Walked:
    """Where a move came to: the step that now waits, or the end that was reached; the other is empty."""

    waits: str = ""
    ended: str = ""


def begin(process: ProcessDefinition, *, world: World) -> Walked:
    """From the start to the first step that waits."""
    return _arrive(process, process.start, world)


def leave(process: ProcessDefinition, step: str, outcome: str, *, world: World) -> Walked:
    """Leave a waiting step by ``outcome``; raises ``KeyError`` for a step or an outcome that there is not."""
    return _arrive(process, process.waiting(step).outcomes[outcome], world)


def _arrive(process: ProcessDefinition, key: str, world: World) -> Walked:
    """Pass the gates, which never wait, until something does."""
    while True:
        step = process.steps[key]
        if isinstance(step, EndStep):
            return Walked(ended=key)
        if isinstance(step, RouteStep):
            key = step.found if world.route() else step.not_found
        elif isinstance(step, DecisionStep):
            taken = (branch.next for branch in step.branches if world.fact(branch.fact) in branch.one_of)
            key = next(taken, step.default)
        else:
            return Walked(waits=key)
