"""Turns a definition into a viewflow ``Flow`` subclass."""

from __future__ import annotations

from functools import partial
from typing import Any

from viewflow import this
from viewflow.workflow import Flow, Node
from viewflow.workflow.lock import SelectForUpdateLock

from workflows.processes.definition import DecisionStep, EndStep, ProcessDefinition, RouteStep, Step
from workflows.processes.nodes import PREFIX, Begin, BranchingNode, ChoiceNode, EndNode
from workflows.processes.world import current_run


def compile_flow(definition: ProcessDefinition, *, name: str, module: str) -> type[Flow]:
    """A new class ``module.name``. Its nodes are ``begin`` and one per step, with the prefix ``n_``."""
    members: dict[str, Any] = {
        "__module__": module,
        "__doc__": f"Compiled from a published process, starting at {definition.start}.",
        # The case's own lock covers the process; whatever else of viewflow's locks, locks in earnest.
        "lock_impl": SelectForUpdateLock(nowait=False, attempts=1),
        "begin": Begin().Next(getattr(this, PREFIX + definition.start)),
    }
    for step in definition.steps.values():
        members[PREFIX + step.key] = _node(step)
    return type(name, (Flow,), members)


def _node(step: Step) -> Node:
    if isinstance(step, EndStep):
        return EndNode(step.key)
    ways = dict(step.follows())
    if isinstance(step, RouteStep):
        return ChoiceNode(step.key, ways, _found)
    if isinstance(step, DecisionStep):
        return ChoiceNode(step.key, ways, partial(_branch, step))
    return BranchingNode(step.key, ways, _outcome)


def _outcome() -> str:
    return current_run().outcome


def _found() -> str:
    return "found" if current_run().world.route() else "not_found"


def _branch(step: DecisionStep) -> str:
    world = current_run().world
    for number, branch in enumerate(step.branches, 1):
        if world.fact(branch.fact) in branch.one_of:
            return f"branch {number}"
    return "default"
