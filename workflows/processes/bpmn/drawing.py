"""A definition as signs and arrows of BPMN: the gateways that its outcomes, conditions and meetings take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.facts.conditions import When, parse_when
from workflows.facts.written import written
from workflows.processes.bpmn.vocabulary import SIGNS
from workflows.processes.filling import KEY
from workflows.processes.parsing import parse

Says = Callable[[When], str]
"""A condition in words."""
Called = Callable[[Mapping[str, Any]], str]
"""What an outcome is called."""
PER_TYPE: Mapping[str, tuple[str, ...]] = {
    "task": ("outcomes",),
    "wait": ("outcomes",),
    "timer": ("next",),
    "route": ("found", "not_found"),
    "decision": ("branches", "default"),
    "service": ("next", "failed"),
    "split": ("branches",),
    "join": ("next",),
    "end": (),
}
"""What of a step is said by arrows, and by nothing beside them."""


class NotDrawn(ValueError):
    """A definition some way of which leads nowhere, or two steps of which have one key."""


@dataclass(slots=True)
class Node:
    """A sign. ``ours``: the name of our own element in it with its attributes and its JSON; ``event`` as in BPMN."""

    id: str
    sign: str
    name: str = ""
    ours: tuple[str, dict[str, str], Any] | None = None
    event: str = ""
    days: int = 0
    default: str = ""
    """The id of the flow that is taken where no condition holds."""


@dataclass(slots=True)
class Flow:
    """An arrow between two signs by their ids; ``condition`` in words."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    ours: tuple[str, dict[str, str], Any] | None = None


@dataclass(slots=True)
class Drawing:
    """Signs and arrows in the order of the steps, and what is said of the process as a whole."""

    name: str
    whole: dict[str, Any]
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)


def by_key(outcome: Mapping[str, Any]) -> str:
    """By its own words, else by its key."""
    return in_language(outcome.get("words", {})) or str(outcome["key"])


def drawing_of(definition: Mapping[str, Any], *, says: Says = written, called: Called = by_key) -> Drawing:
    """The drawing of a definition in the newest format, its words in the active language; raises ``NotDrawn``."""
    _hangs_together(definition)
    whole = {key: value for key, value in definition.items() if key not in ("start", "steps")}
    drawing = Drawing(in_language(definition["name"]), whole)
    drawing.nodes.append(Node("start", "startEvent", _("Start")))
    drawing.flows.append(Flow("flow-start", "start", definition["start"]))
    for step in definition["steps"]:
        _Signs(drawing, step, says, called).draw()
    _lead_into_steps(drawing, definition)
    _keep_apart(drawing)
    return drawing


def _hangs_together(definition: Mapping[str, Any]) -> None:
    steps = parse(definition).steps
    keys = [step["key"] for step in definition["steps"]]
    following = [key for step in steps.values() for _way, key in step.follows()]
    joins = [step["join"] for step in definition["steps"] if step["type"] == "split"]
    if len(set(keys)) != len(keys) or not all(KEY.fullmatch(key) for key in keys):
        raise NotDrawn
    if not {definition["start"], *following, *joins} <= steps.keys():
        raise NotDrawn


def id_of(key: str) -> str:
    """The id of the sign that stands for a step."""
    return f"step-{key}"


class _Signs:
    """One step: its sign, and the signs of its ways. Flows lead to keys of steps at first."""

    def __init__(self, drawing: Drawing, step: Mapping[str, Any], says: Says, called: Called) -> None:
        self.drawing, self.step, self.says, self.called = drawing, step, says, called
        self.key = step["key"]
        self.name = in_language(step["name"]) or self.key

    def draw(self) -> None:
        kind = self.step["type"]
        said = {key: value for key, value in self.step.items() if key not in ("key", "type", *PER_TYPE[kind])}
        ours = ("step", {"kind": kind, "key": self.key}, said)
        node = Node(id_of(self.key), SIGNS[kind][0], self.name, ours)
        if kind == "timer":
            node.event, node.days = "timer", self.step["days"]
        self.drawing.nodes.append(node)
        match kind:
            case "task":
                self.by_choice(node, list(self.outcomes()))
            case "route":
                self.by_choice(node, list(self.found_or_not()))
            case "wait":
                self.by_events(node)
            case "decision":
                self.by_conditions(node)
            case "split":
                for number, first in enumerate(self.step["branches"], 1):
                    self.flow(number, node.id, first)
            case "service":
                self.by_choice(node, list(self.done_or_failed()))
            case "timer" | "join":
                self.flow(1, node.id, self.step["next"])

    def flow(self, number: int, source: str, target: str, **rest: Any) -> Flow:
        made = Flow(f"flow-{self.key}-{number}", source, target, **rest)
        self.drawing.flows.append(made)
        return made

    def outcomes(self) -> Iterator[tuple[str, str, Any, str]]:
        """Of each its target, its name, our own element, and what is asked."""
        for outcome in self.step["outcomes"]:
            said = {key: value for key, value in outcome.items() if key != "next"}
            name = self.called(outcome)
            yield outcome["next"], name, ("outcome", {"key": outcome["key"], "label": name}, said), outcome["key"]

    def done_or_failed(self) -> Iterator[tuple[str, str, Any, str]]:
        """One way, where nothing waits for it."""
        if "failed" not in self.step:
            yield self.step["next"], "", None, ""
            return
        words = {"next": _("It is done"), "failed": _("It fails")}
        for way, name in words.items():
            yield self.step[way], name, ("way", {"key": way}, None), way

    def found_or_not(self) -> Iterator[tuple[str, str, Any, str]]:
        words = {"found": _("A rule fits"), "not_found": _("No rule fits")}
        for way, name in words.items():
            yield self.step[way], name, ("way", {"key": way}, None), way

    def by_choice(self, node: Node, ways: list[tuple[str, str, Any, str]]) -> None:
        """One way is an arrow; several are those of a gateway behind the task."""
        if len(ways) == 1:
            self.flow(1, node.id, ways[0][0], ours=ways[0][2])
            return
        if not ways:
            return
        name = _("%(step)s: outcome") % {"step": self.name}
        gateway = Node(f"choice-{self.key}", "exclusiveGateway", name, ("choice", {"of": self.key}, None))
        self.drawing.nodes.append(gateway)
        self.drawing.flows.append(Flow(f"flow-{self.key}", node.id, gateway.id))
        for number, (target, name, ours, asked) in enumerate(ways, 1):
            self.flow(number, gateway.id, target, name=name, ours=ours, condition=asked)

    def by_events(self, node: Node) -> None:
        """What the citizen does, or that they do nothing: an event each."""
        for number, (outcome, way) in enumerate(zip(self.step["outcomes"], self.outcomes(), strict=True), 1):
            target, name, ours, _asked = way
            silent = outcome["effect"] == "silent"
            event = Node(f"event-{self.key}-{number}", "intermediateCatchEvent", name, ours)
            event.event, event.days = ("timer", self.step["days"]) if silent else ("message", 0)
            self.drawing.nodes.append(event)
            self.drawing.flows.append(Flow(f"flow-{self.key}-to-{number}", node.id, event.id))
            self.flow(number, event.id, target)

    def by_conditions(self, node: Node) -> None:
        for number, branch in enumerate(self.step["branches"], 1):
            said = {key: value for key, value in branch.items() if key != "next"}
            words = self.says(parse_when(branch["when"]))
            name = in_language(branch.get("name", {})) or words
            self.flow(number, node.id, branch["next"], name=name, condition=words, ours=("branch", {}, said))
        otherwise = self.flow(len(self.step["branches"]) + 1, node.id, self.step["default"], name=_("Otherwise"))
        node.default = otherwise.id


def _lead_into_steps(drawing: Drawing, definition: Mapping[str, Any]) -> None:
    """From keys to signs. Several arrows into one sign meet at a gateway before it; into a join, those of a branch."""
    joins = {step["key"]: step for step in definition["steps"] if step["type"] == "join"}
    signs = {node.id for node in drawing.nodes}
    coming: dict[str, list[Flow]] = defaultdict(list)
    for flow in drawing.flows:
        if flow.target not in signs:
            coming[flow.target].append(flow)
    branches = _branches(drawing, definition)
    met: dict[str, list[Node]] = {}
    for key, flows in coming.items():
        groups: dict[int, list[Flow]] = defaultdict(list)
        for flow in flows:
            groups[branches.get((key, flow.id), 0) if key in joins else 0].append(flow)
        for number, group in sorted(groups.items()):
            _meet(drawing, key, number, group, met)
        if key in joins and len(groups) == 1:
            _pass_alone(drawing, key)
    drawing.nodes = [each for node in drawing.nodes for each in (*met.get(node.id, ()), node)]


def _meet(drawing: Drawing, key: str, number: int, flows: list[Flow], met: dict[str, list[Node]]) -> None:
    target = id_of(key)
    if len(flows) > 1:
        name = f"{key}-{number}" if number else key
        gateway = Node(f"meet-{name}", "exclusiveGateway", ours=("meet", {}, None))
        met.setdefault(target, []).append(gateway)
        drawing.flows.append(Flow(f"flow-meet-{name}", gateway.id, target))
        target = gateway.id
    for flow in flows:
        flow.target = target


def _pass_alone(drawing: Drawing, key: str) -> None:
    """A join to which one branch alone comes waits for nothing: no gateway stands for it."""
    node = next(node for node in drawing.nodes if node.id == id_of(key))
    node.sign = SIGNS["join"][1]


def _branches(drawing: Drawing, definition: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """The number of the branch, from 1, in which an arrow (its id) to a join (its key) begins."""
    process = parse(definition)
    owner: dict[str, str] = {}
    last = ""
    for node in drawing.nodes:  # the signs of a step stand behind one another
        last = node.ours[1]["key"] if node.ours is not None and node.ours[0] == "step" else last
        owner[node.id] = last
    found = {}
    for split in (step for step in definition["steps"] if step["type"] == "split"):
        regions = process.regions[split["key"]]
        direct = [flow.id for flow in drawing.flows if flow.source == id_of(split["key"])]
        for flow in drawing.flows:
            if flow.target == split["join"]:
                inside = (number for number, region in enumerate(regions, 1) if owner[flow.source] in region)
                alone = len(regions) + 1 + direct.index(flow.id) if flow.id in direct else 0
                found[split["join"], flow.id] = next(inside, alone)
    return found


def _keep_apart(drawing: Drawing) -> None:
    """Two arrows of one gateway to one sign differ in what is asked."""
    seen: set[tuple[str, str, str]] = set()
    for flow in drawing.flows:
        number = 2
        words = flow.condition
        while flow.condition and (flow.source, flow.target, flow.condition) in seen:
            flow.condition = f"{words} ({number})"
            number += 1
        seen.add((flow.source, flow.target, flow.condition))
