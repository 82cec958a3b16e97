"""Turns a definition into a viewflow ``Flow`` subclass: the graph that its stored rows refer to."""

from __future__ import annotations

from typing import Any, assert_never

from viewflow import this
from viewflow.workflow import Flow, Node
from viewflow.workflow.lock import SelectForUpdateLock

from workflows.processes.definition import (
    DecisionStep,
    EndStep,
    JoinStep,
    ProcessDefinition,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.nodes import PREFIX, Begin, EndNode, GateNode, HumanNode, JoinNode


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
    ways = dict(step.follows())
    match step:
        case TaskStep() | WaitStep() | TimerStep():
            return HumanNode(step.key, ways)
        case RouteStep() | DecisionStep() | ServiceStep() | SplitStep():
            return GateNode(step.key, ways)
        case JoinStep():
            return JoinNode(step.key, ways)
        case EndStep():
            return EndNode(step.key, ways)
        case _:
            assert_never(step)
