"""A process as plain values: the graph of steps that an owner publishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TaskStep:
    """Someone acts. ``agency`` is a code, ``@routed`` (where routing or a referral sent it) or ``@central``.

    ``outcomes`` maps the outcome that an officer chooses to the next step. ``status`` is the case's while it is here.
    """

    key: str
    name: Mapping[str, str]
    agency: str
    status: str
    outcomes: Mapping[str, str]
    laddered: bool = True

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from self.outcomes.items()


@dataclass(frozen=True, slots=True)
class WaitStep:
    """The citizen may act for ``days`` working days; then the outcome ``silent`` is taken."""

    key: str
    name: Mapping[str, str]
    status: str
    days: int
    outcomes: Mapping[str, str]

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from self.outcomes.items()


@dataclass(frozen=True, slots=True)
class RouteStep:
    """Asks the kind's routing table: ``found`` when a rule matched, ``not_found`` when none did."""

    key: str
    name: Mapping[str, str]
    found: str
    not_found: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield "found", self.found
        yield "not_found", self.not_found


@dataclass(frozen=True, slots=True)
class Branch:
    """Taken when the fact has one of these values."""

    fact: str
    one_of: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """The first branch that holds, or the default."""

    key: str
    name: Mapping[str, str]
    branches: tuple[Branch, ...]
    default: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from ((f"branch {number}", branch.next) for number, branch in enumerate(self.branches, 1))
        yield "default", self.default


@dataclass(frozen=True, slots=True)
class EndStep:
    """The case is closed."""

    key: str
    name: Mapping[str, str]

    def follows(self) -> Iterator[tuple[str, str]]:
        return iter(())


Step = TaskStep | WaitStep | RouteStep | DecisionStep | EndStep


@dataclass(frozen=True, slots=True)
class ProcessDefinition:
    """Steps by their keys, in the owner's order, and the one to begin with."""

    name: Mapping[str, str]
    start: str
    steps: Mapping[str, Step]

    def waiting(self, key: str) -> TaskStep | WaitStep:
        """The step ``key``, which must be one that a case can stand at; raises ``KeyError`` otherwise."""
        step = self.steps[key]
        if not isinstance(step, TaskStep | WaitStep):
            raise KeyError(key)
        return step


def parse(definition: Any) -> ProcessDefinition:
    """Build the process from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    steps = [_PARSERS[raw["type"]](raw) for raw in definition["steps"]]
    return ProcessDefinition(definition["name"], definition["start"], {step.key: step for step in steps})


def _task(raw: Any) -> Step:
    return TaskStep(
        raw["key"], raw["name"], raw["agency"], raw["status"], dict(raw["outcomes"]), bool(raw.get("laddered", True))
    )


def _wait(raw: Any) -> Step:
    return WaitStep(raw["key"], raw["name"], raw["status"], int(raw["days"]), dict(raw["outcomes"]))


def _route(raw: Any) -> Step:
    return RouteStep(raw["key"], raw["name"], raw["found"], raw["not_found"])


def _decision(raw: Any) -> Step:
    branches = tuple(Branch(each["fact"], tuple(each["one_of"]), each["next"]) for each in raw["branches"])
    return DecisionStep(raw["key"], raw["name"], branches, raw["default"])


def _end(raw: Any) -> Step:
    return EndStep(raw["key"], raw["name"])


_PARSERS = {"task": _task, "wait": _wait, "route": _route, "decision": _decision, "end": _end}
