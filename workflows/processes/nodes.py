"""The nodes that a process version is compiled to: viewflow's, made leaner and taught our outcomes.

Only steps that wait leave a row. What a gate chose stands in the case's event, so gates and ends save nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

from django.utils.timezone import now as machine_now
from viewflow import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import StartHandle
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.status import PROCESS, STATUS

from workflows.processes.world import Entered, current_run

F = TypeVar("F", bound=Callable[..., Any])

PREFIX = "n_"  # bare names would clash with attributes of Flow, or be read as addresses


def takes_over() -> Callable[[F], F]:
    """Another body for a transition that viewflow's activation has. (Its own decorators are untyped.)"""
    return cast("Callable[[F], F]", Activation.status.super())


def goes(source: Any, target: Any) -> Callable[[F], F]:
    """A transition of ours."""
    return cast("Callable[[F], F]", Activation.status.transition(source=source, target=target))


class PassingActivation(Activation):
    """An activation that never waits and leaves no row."""

    # Unsaved tasks have no identity of their own.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> PassingActivation:
        return cls(flow_task.flow_class.task_class(process=prev_activation.process, flow_task=flow_task, token=token))

    @takes_over()
    def activate(self) -> None:
        """Subclasses choose here."""

    @takes_over()
    def complete(self) -> None:
        self.task.finished = machine_now()

    @takes_over()
    def create_next(self) -> Iterator[Activation]:
        """Ends have nothing after them."""
        return iter(())


class BeginActivation(StartHandleActivation):
    """Saves the process alone; nobody else can know it yet, so nothing is locked."""

    @takes_over()
    def complete(self) -> None:
        self.task.finished = machine_now()

    @takes_over()
    def execute(self) -> None:
        self.process.save()
        self.complete()
        self.activate_next()


class Begin(StartHandle):
    """Where every process begins."""

    activation_class = BeginActivation


class ChoiceActivation(PassingActivation):
    """Asks the world which way to go."""

    @takes_over()
    def create_next(self) -> Iterator[Activation]:
        yield self.flow_task.chosen()._create(self, self.task.token)


class StepActivation(Activation):
    """A step that waits until the engine is told an outcome."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> StepActivation:
        task = flow_task.flow_class.task_class(process=prev_activation.process, flow_task=flow_task, token=token)
        task.owner_permission = "permissions.work_case"  # without one, viewflow shows a task to everybody
        task.save(force_insert=True)
        current_run().entered.append(Entered(flow_task.step_key, task.pk))
        return cls(task)

    @takes_over()
    def activate(self) -> None:
        """Wait."""

    @goes(STATUS.NEW, STATUS.STARTED)
    def take_up(self) -> None:
        self.task.started = machine_now()

    @goes(STATUS.STARTED, STATUS.DONE)
    def complete(self) -> None:
        self.task.finished = machine_now()
        self.task.save(update_fields=["status", "started", "finished"])

    @takes_over()
    def create_next(self) -> Iterator[Activation]:
        yield self.flow_task.chosen()._create(self, self.task.token)


class EndActivation(PassingActivation):
    """The process is over; the engine then clears its rows."""

    @takes_over()
    def activate(self) -> None:
        self.process.status = PROCESS.DONE
        current_run().ended = self.flow_task.step_key


class BranchingNode(Node):
    """A node with named ways out; ``choose`` names the one to take."""

    task_type = "HUMAN"
    shape = {"width": 150, "height": 100, "svg": '<rect class="task" width="150" height="100" rx="5" ry="5"/>'}
    bpmn_element = "userTask"
    activation_class = StepActivation

    def __init__(self, step_key: str, ways: Mapping[str, str], choose: Callable[[], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step_key = step_key
        self._choose = choose
        self._ways: dict[str, Any] = {way: getattr(this, PREFIX + key) for way, key in ways.items()}

    def chosen(self) -> Any:
        """The node that follows; raises ``KeyError`` for a way that does not lead out of here."""
        return self._ways[self._choose()]

    def _resolve(self, instance: Any) -> None:
        self._ways = {way: this.resolve(instance, node) for way, node in self._ways.items()}

    def _outgoing(self) -> Iterator[Edge]:
        for way, node in self._ways.items():
            yield Edge(src=self, dst=node, edge_class="next", label=way)


class ChoiceNode(BranchingNode):
    """A gate: passes at once."""

    task_type = "SWITCH"
    shape = {"width": 50, "height": 50, "svg": '<path class="gateway" d="M25,0L50,25L25,50L0,25L25,0"/>'}
    bpmn_element = "exclusiveGateway"
    activation_class = ChoiceActivation


class EndNode(Node):
    """An end."""

    task_type = "END"
    shape = {"width": 50, "height": 50, "svg": '<circle class="event end-event" cx="25" cy="25" r="25"/>'}
    bpmn_element = "endEvent"
    activation_class = EndActivation

    def __init__(self, step_key: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step_key = step_key

    def _outgoing(self) -> Iterator[Edge]:
        return iter(())
