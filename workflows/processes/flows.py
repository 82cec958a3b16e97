"""Where viewflow finds the class of a published process: ``P<version id>_<digest>``, compiled on first use.

Its nodes are the graph that stored rows refer to; they decide nothing. The digest is part of the name because viewflow
remembers classes by name for ever: after a publish that was rolled back, the same number may come again with another
graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, assert_never

from viewflow import this
from viewflow.workflow import Flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes import StartHandle

from workflows.processes.definition import (
    EndStep,
    JoinStep,
    Passed,
    ProcessDefinition,
    Resting,
    Step,
)
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version

PREFIX = "n_"  # bare names would clash with attributes of Flow, or be read as addresses
_NAME = re.compile(r"P(\d+)_([0-9a-f]{12})")
_compiled: dict[str, Any] = {}
_compiling = Lock()


def flow_of(version: Version) -> Any:
    """The ``Flow`` subclass of a version; the same class for the same name, in every thread."""
    name = f"P{version.pk}_{version.digest[:12]}"
    with _compiling:
        if name not in _compiled:
            _compiled[name] = compile_flow(PROCESSES.of(version), name=name)
        return _compiled[name]


def __getattr__(name: str) -> Any:
    """Compile from the database what was compiled in another process or before a restart."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise AttributeError(name)
    if name in _compiled:
        return _compiled[name]
    version = Version.objects.filter(pk=int(match[1]), digest__startswith=match[2], subject=Subject.PROCESS).first()
    if version is None:
        raise AttributeError(name)
    return flow_of(version)


def compile_flow(definition: ProcessDefinition, *, name: str) -> type[Flow]:
    """A new class of this name, in this module. Its nodes are ``begin`` and one per step, with the prefix ``n_``."""
    members: dict[str, Any] = {
        "__module__": __name__,
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
    if isinstance(step, Resting):
        return HumanNode(step.key, ways)
    if isinstance(step, Passed):
        return GateNode(step.key, ways)
    match step:
        case JoinStep():
            return JoinNode(step.key, ways)
        case EndStep():
            return EndNode(step.key, ways)
        case _:
            assert_never(step)


class StepNode(Node):
    """A step with named ways out. ``task_type`` is what viewflow calls its rows."""

    # Hundreds of versions are in memory at once. With these few beside it, the dictionary of a node stays small.
    __slots__ = ("_incoming_edges", "_ways", "app_name", "step_key")
    shape = {"width": 150, "height": 100, "svg": '<rect class="task" width="150" height="100" rx="5" ry="5"/>'}
    activation_class = Activation

    def __init__(self, step_key: str, ways: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step_key = step_key
        self._ways: dict[str, Any] = {way: getattr(this, PREFIX + key) for way, key in ways.items()}

    def _resolve(self, instance: Any) -> None:
        self._ways = {way: this.resolve(instance, node) for way, node in self._ways.items()}

    def _outgoing(self) -> Iterator[Edge]:
        for way, node in self._ways.items():
            yield Edge(src=self, dst=node, edge_class="next", label=way)


class HumanNode(StepNode):
    """Someone acts, or the citizen may, or time has to pass."""

    task_type = "HUMAN"
    bpmn_element = "userTask"


class GateNode(StepNode):
    """Passed at once: a route, a decision, a service, a split."""

    task_type = "SWITCH"
    shape = {"width": 50, "height": 50, "svg": '<path class="gateway" d="M25,0L50,25L25,50L0,25L25,0"/>'}
    bpmn_element = "exclusiveGateway"


class JoinNode(GateNode):
    """Branches wait here for one another."""

    task_type = "JOIN"
    bpmn_element = "parallelGateway"


class EndNode(StepNode):
    """An end."""

    task_type = "END"
    shape = {"width": 50, "height": 50, "svg": '<circle class="event end-event" cx="25" cy="25" r="25"/>'}
    bpmn_element = "endEvent"


class Begin(StartHandle):
    """Where every process begins."""
