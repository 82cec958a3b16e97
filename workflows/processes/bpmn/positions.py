"""Where the signs, arrows and labels of a drawing lie: as in our own, but that each arrow is a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from workflows.processes.bpmn.drawing import Drawing, Flow, Node
from workflows.processes.layout.graph import START, Link, arranged
from workflows.processes.layout.layout import WORDS_HIGH, Kind, Place, laid

Point = tuple[int, int]
HIGHER = 8
"""Pixels for a third line of a name: other tools break it earlier than we do."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Boxes of signs, bends of arrows and boxes of their names, by their ids."""

    boxes: dict[str, Place]
    bends: dict[str, list[Point]]
    labels: dict[str, Place]


def positions(drawing: Drawing) -> Positions:
    """From left to right; the same drawing always lies in the same way. An arrow leads through its name."""
    named = [flow.id for flow in drawing.flows if flow.name]
    kinds = {_key(node.id): _kind(node) for node in drawing.nodes} | dict.fromkeys(named, Kind.WORDS)
    ends = frozenset(node.id for node in drawing.nodes if node.sign == "endEvent")
    links = [link for flow in drawing.flows for link in _links(flow)]
    found = laid(arranged([*kinds], links, ends), kinds)
    boxes = {box.key or "start": box.at for box in found.boxes}
    lines = {(edge.source or "start", edge.target): list(edge.points) for edge in found.edges}
    bends = {
        flow.id: lines[flow.source, flow.id] + lines[flow.id, flow.target]
        if flow.name
        else lines[flow.source, flow.target]
        for flow in drawing.flows
    }
    labels = {each: replace(boxes[each], y=boxes[each].y - HIGHER, h=WORDS_HIGH + HIGHER) for each in named}
    return Positions({node.id: boxes[node.id] for node in drawing.nodes}, bends, labels)


def _key(sign: str) -> str:
    return START if sign == "start" else sign


def _links(flow: Flow) -> Iterator[Link]:
    places = [_key(flow.source), *([flow.id] if flow.name else []), flow.target]
    return (Link(source, target, (flow.id,)) for source, target in pairwise(places))


def _kind(node: Node) -> Kind:
    if node.sign.endswith("Event"):
        return Kind.TIMER
    if "Gateway" not in node.sign:
        return Kind.TASK
    return Kind.DECISION if node.default else Kind.SPLIT
