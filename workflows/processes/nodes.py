"""The nodes of the classes that viewflow finds a stored process by. They hold the graph; they decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from viewflow import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import StartHandle

PREFIX = "n_"  # bare names would clash with attributes of Flow, or be read as addresses


class StepNode(Node):
    """A step with named ways out. ``task_type`` is what viewflow calls its rows."""

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
