"""The steps of a process as nodes in columns: what leads where, which ways lead back, which road is the main one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from workflows.processes.definition import DecisionStep, EndStep, LeftByOutcomes, ProcessDefinition, RouteStep

START = "\x00"
"""The sign before the first step: no step can have this key."""
MAIN_WAYS = ("default", "found")


def nowhere(source: str, target: str) -> str:
    """The node of a way that leads to a step that is not there."""
    return f"\x00{source}\x00{target}"


@dataclass(frozen=True, slots=True)
class Link:
    """Everything that leads from one node to another: several ways are one line. ``ways`` are their keys."""

    source: str
    target: str
    ways: tuple[str, ...]
    named: bool = False
    """Whether somebody or a condition chooses between its ways and others: only then has it words."""
    gone: bool = False
    """It led there in a former version."""

    @property
    def is_main(self) -> bool:
        """Whether it is where a decision leads if no condition holds, or routing when a rule fits."""
        return any(way in MAIN_WAYS for way in self.ways)


@dataclass(slots=True)
class Graph:
    """``nodes`` in the owner's order, the sign of the start first; ``rank`` is the column of each."""

    nodes: list[str]
    links: list[Link]
    ends: frozenset[str]
    back: frozenset[Link] = frozenset()
    rank: dict[str, int] = field(default_factory=dict)
    out: Mapping[str, list[Link]] = field(default_factory=dict)

    def forward(self, node: str) -> list[Link]:
        """The ways on from a node, the likeliest first: the default, then what does not end, then as declared."""
        ways = [link for link in self.out[node] if link not in self.back]
        return sorted(ways, key=lambda link: (link.gone, not link.is_main, link.target in self.ends))


def graph_of(process: ProcessDefinition, former: ProcessDefinition | None = None) -> Graph:
    """Every step and every way, also of a draft in which much is missing; never raises.

    ``former``: the ways of this version too where ``process`` has none between the same steps, as ``gone``.
    """
    links = list(_links(process))
    if former is not None:
        known = {(link.source, link.target) for link in links}
        was = [link for link in _links(former) if (link.source, link.target) not in known and link.source != START]
        links += [replace(link, gone=True) for link in was if {link.source, link.target} <= process.steps.keys()]
    there = {START, *process.steps}
    stubs = [link.target for link in links if link.target not in there]
    nodes = [*([START] if process.start in process.steps else []), *process.steps, *stubs]
    ends = frozenset(key for key, step in process.steps.items() if isinstance(step, EndStep))
    return arranged(nodes, links, ends)


def arranged(nodes: list[str], links: list[Link], ends: frozenset[str]) -> Graph:
    """Nodes in columns; what the links lead to is among them, and the sign before the first is called ``START``."""
    graph = Graph(nodes, links, ends)
    out: dict[str, list[Link]] = {node: [] for node in nodes}
    for link in links:
        out[link.source].append(link)
    graph.out = out
    graph.back = frozenset(_backward(graph))
    graph.rank = _ranks(graph)
    return graph


def _links(process: ProcessDefinition) -> Iterator[Link]:
    if process.start in process.steps:
        yield Link(START, process.start, ())
    for step in process.steps.values():
        ways: dict[str, list[str]] = {}
        for way, following in step.follows():
            ways.setdefault(following, []).append(way)
        for following, keys in ways.items():
            target = following if following in process.steps else nowhere(step.key, following)
            yield Link(step.key, target, tuple(keys), isinstance(step, LeftByOutcomes | DecisionStep | RouteStep))


def _backward(graph: Graph) -> Iterator[Link]:
    """The ways that close a circle, found by walking from the start, then from what no way leads to."""
    open_ones: set[str] = set()
    seen: set[str] = set()
    for first in graph.nodes:
        if first in seen:
            continue
        seen.add(first)
        open_ones.add(first)
        road: list[tuple[str, Iterator[Link]]] = [(first, iter(graph.out[first]))]
        while road:
            node, ways = road[-1]
            link = next(ways, None)
            if link is None:
                open_ones.discard(node)
                road.pop()
            elif link.target in open_ones:
                yield link
            elif link.target not in seen:
                seen.add(link.target)
                open_ones.add(link.target)
                road.append((link.target, iter(graph.out[link.target])))


def _ranks(graph: Graph) -> dict[str, int]:
    """The longest way to each node without leading back: its column."""
    ahead = [link for link in graph.links if link not in graph.back]
    waits = dict.fromkeys(graph.nodes, 0)
    for link in ahead:
        waits[link.target] += 1
    # What no way leads to stands where a first step does.
    rank = {node: 0 if node == START else 1 for node in graph.nodes}
    ready = deque(node for node in graph.nodes if not waits[node])
    while ready:
        node = ready.popleft()
        for link in graph.out[node]:
            if link in graph.back:
                continue
            rank[link.target] = max(rank[link.target], rank[node] + 1)
            waits[link.target] -= 1
            if not waits[link.target]:
                ready.append(link.target)
    return rank


def leads_to_an_end(graph: Graph) -> frozenset[str]:
    """The nodes from which a way forward ends somewhere."""
    into: dict[str, list[str]] = {node: [] for node in graph.nodes}
    for link in graph.links:
        if link not in graph.back:
            into[link.target].append(link.source)
    found = set(graph.ends)
    waiting = list(graph.ends)
    while waiting:
        for source in into[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return frozenset(found)


def chain(graph: Graph, first: str, taken: Iterable[str], ending: frozenset[str]) -> tuple[list[str], str]:
    """The main road from a node over nodes that are not ``taken``, and the taken one that it runs into, or ""."""
    there = taken if isinstance(taken, set | dict) else set(taken)
    road = [first]
    while True:
        ways = graph.forward(road[-1])
        good = [link for link in ways if link.target in ending] or ways
        if not good:
            return road, ""
        free = [link for link in good if link.target not in there]
        if not free:
            return road, good[0].target
        road.append(free[0].target)


def main_road(process: ProcessDefinition) -> list[str]:
    """The keys of the steps on the road from the start that most will take; none where the first is missing."""
    graph = graph_of(process)
    if START not in graph.rank:
        return []
    road, _joins = chain(graph, START, (), leads_to_an_end(graph))
    return [key for key in road if key in process.steps]
