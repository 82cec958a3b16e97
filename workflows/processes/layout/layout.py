"""Boxes and lines in pixels, left to right; nothing of words, signs or colours. The same list gives the same drawing.

Columns are as far apart as the lines between them need, rows as high as what stands in them. All measures are multiples
of ``UNIT``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workflows.processes.definition import (
    AwaitedService,
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
from workflows.processes.layout.bands import Bands
from workflows.processes.layout.graph import START, Graph, graph_of
from workflows.processes.layout.lanes import Lane, Lanes

UNIT = 4
MARGIN = 24
TASK_WIDE, SIGN_WIDE, NARROW = 184, 112, 72
"""The width of a task, of the words below a sign, and of those below one that has hardly any."""
TRACK = 12
WORDS_WIDE, WORDS_HIGH = 112, 40
"""The place of a way's words: two lines."""
BARE_GAP, ARROW = 24, 28
BELOW_SIGN = 44
"""Under a sign stands its name, in two lines."""


class Kind(StrEnum):
    """What is drawn at a place."""

    START = "start"
    TASK = "task"
    WAIT = "wait"
    TIMER = "timer"
    ROUTE = "route"
    DECISION = "decision"
    SERVICE = "service"
    SPLIT = "split"
    JOIN = "join"
    END = "end"
    NOWHERE = "nowhere"
    """Where a way leads to a step that is not there."""
    WORDS = "words"
    """Those of a way, where each way is a line of its own that passes through its words."""


_KINDS: Mapping[type, Kind] = {
    TaskStep: Kind.TASK,
    WaitStep: Kind.WAIT,
    TimerStep: Kind.TIMER,
    RouteStep: Kind.ROUTE,
    DecisionStep: Kind.DECISION,
    ServiceStep: Kind.SERVICE,
    AwaitedService: Kind.SERVICE,
    SplitStep: Kind.SPLIT,
    JoinStep: Kind.JOIN,
    EndStep: Kind.END,
}
WIDE = frozenset({Kind.TASK, Kind.WAIT, Kind.SERVICE})
"""What has its words inside."""
FORKS = frozenset({Kind.DECISION, Kind.ROUTE})
"""What leads on by default: all else that it leads to stands below."""
_SIZES = {
    Kind.WORDS: (WORDS_WIDE, 2 * WORDS_HIGH),
    Kind.DECISION: (56, 56),
    Kind.ROUTE: (56, 56),
    Kind.SPLIT: (56, 56),
    Kind.JOIN: (56, 56),
}
_SIGN, _TASK = (40, 40), (TASK_WIDE, 80)


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle, in pixels from the upper left corner."""

    x: int
    y: int
    w: int
    h: int

    def mirrored(self, width: int) -> Place:
        return replace(self, x=width - self.x - self.w)


@dataclass(frozen=True, slots=True)
class Box:
    """A step: ``key`` is its, "" for the start, and of ``NOWHERE`` the key that is missing. ``words``: where its name
    stands."""

    key: str
    kind: Kind
    at: Place
    words: Place


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of all ``ways`` (their keys) from one step to another, bent at right angles. ``words``: where they are
    named, if they are. ``back``: it leads back; ``gone``: only a former version had it."""

    source: str
    target: str
    ways: tuple[str, ...]
    points: tuple[tuple[int, int], ...]
    words: Place
    back: bool
    named: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole: ``boxes`` in the order of the list, the start first; ``edges`` in that of what they leave."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]

    def mirrored(self) -> Layout:
        """Right to left."""
        wide = self.width
        boxes = (replace(each, at=each.at.mirrored(wide), words=each.words.mirrored(wide)) for each in self.boxes)
        edges = (
            replace(each, points=tuple((wide - x, y) for x, y in each.points), words=each.words.mirrored(wide))
            for each in self.edges
        )
        return Layout(wide, self.height, tuple(boxes), tuple(edges))


def layout(process: ProcessDefinition, former: ProcessDefinition | None = None) -> Layout:
    """Every step and every way of a process, also of a draft in which much is wrong; never raises.

    ``former``: a version whose ways are drawn too where the steps are still there.
    """
    graph = graph_of(process, former)
    return laid(graph, {node: kind_of(node, process.steps) for node in graph.nodes})


def laid(graph: Graph, kinds: Mapping[str, Kind]) -> Layout:
    """Nodes and links of any kind; ``kinds`` says what each node is."""
    row = Bands(graph, frozenset(node for node in graph.nodes if kinds[node] in FORKS)).place_all()
    return _Measured(graph, kinds, row, Lanes(graph, row).lay_all()).drawn()


def kind_of(node: str, steps: Mapping[str, Step]) -> Kind:
    """What a node is drawn as."""
    if node == START:
        return Kind.START
    return _KINDS[type(steps[node])] if node in steps else Kind.NOWHERE


def words_wide(kind: Kind) -> int:
    """How wide the words of a kind of step may be, inside it or below it."""
    if kind in WIDE:
        return TASK_WIDE
    return NARROW if kind in (Kind.START, Kind.NOWHERE) else SIGN_WIDE


class _Measured:
    """Columns, rows and tracks in pixels."""

    def __init__(self, graph: Graph, kinds: Mapping[str, Kind], row: Mapping[str, int], lanes: list[Lane]) -> None:
        self.graph, self.kinds, self.row, self.lanes = graph, kinds, row, lanes
        self.leaving = _tracks(self._trunks(leaving=True))
        self.entering = _tracks(self._trunks(leaving=False))
        self.wide: dict[int, int] = defaultdict(int)
        for node in graph.nodes:
            self.wide[graph.rank[node]] = max(self.wide[graph.rank[node]], words_wide(kinds[node]))
        self.columns, self.width = self._columns()
        self.rows, self.height = self._rows()

    def _trunks(self, *, leaving: bool) -> dict[int, dict[str, tuple[int, int]]]:
        """By gap, of each node whose lines run up or down there the uppermost and lowest row that they touch."""
        touched: dict[str, set[int]] = defaultdict(set)
        turning = {node for lane in self.lanes if lane.back for node in (lane.link.source, lane.link.target)}
        for lane in self.lanes:
            node = lane.link.source if leaving else lane.link.target
            touched[node] |= {lane.row, self.row[node]}
        found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        for node, rows in touched.items():
            if len(rows) > 1 or node in turning:
                gap = self.graph.rank[node] if leaving else self.graph.rank[node] - 1
                found[gap][node] = (min(rows), max(rows))
        return found

    def _columns(self) -> tuple[dict[int, int], int]:
        """The left edge of each column, and the width of it all."""
        named = {lane.label for lane in self.lanes if lane.link.named}
        # A line that leaves the last column, or enters the first, bends outside of it.
        last = max((*self.graph.rank.values(), 0))
        first = min((*self.graph.rank.values(), last))
        outside = self._entering_width(first - 1)
        x = MARGIN + (outside + ARROW if outside else 0)
        columns = {}
        for column in range(first, last + 1):
            columns[column] = x
            words = WORDS_WIDE if 2 * column + 1 in named else BARE_GAP
            x += self.wide[column] + self._leaving_width(column) + words + self._entering_width(column) + ARROW
        end = columns.get(last, x) + self.wide[last] + self._leaving_width(last)
        return columns, end + MARGIN

    def _leaving_width(self, gap: int) -> int:
        tracks = self.leaving[gap].values()
        return TRACK * (max(tracks) + 2) if tracks else 0

    def _entering_width(self, gap: int) -> int:
        tracks = self.entering[gap].values()
        return TRACK * (max(tracks) + 1) if tracks else 0

    def _rows(self) -> tuple[dict[int, int], int]:
        """The middle of each row, and the height of it all."""
        with_boxes: dict[int, set[Kind]] = defaultdict(set)
        for node, row in self.row.items():
            with_boxes[row].add(self.kinds[node])
        named = {lane.row for lane in self.lanes if lane.link.named}
        rows, y = {}, MARGIN
        for row in sorted({*with_boxes, *(lane.row for lane in self.lanes)}):
            above, below = (WORDS_HIGH + UNIT if row in named else 2 * UNIT), 2 * UNIT
            if kinds := with_boxes.get(row):
                above = max(above, _TASK[1] // 2 + 3 * UNIT)
                below = _TASK[1] // 2 + 2 * UNIT if kinds <= WIDE else _SIZES[Kind.SPLIT][1] // 2 + BELOW_SIGN + UNIT
            rows[row] = y + above
            y += above + below
        return rows, y + MARGIN

    def drawn(self) -> Layout:
        boxes = tuple(self._box(node) for node in self.graph.nodes)
        at = {node: box.at for node, box in zip(self.graph.nodes, boxes, strict=True)}
        return Layout(self.width, self.height, boxes, tuple(self._edge(lane, at) for lane in self.lanes))

    def _box(self, node: str) -> Box:
        kind = self.kinds[node]
        wide, high = _TASK if kind in WIDE else _SIZES.get(kind, _SIGN)
        rank = self.graph.rank[node]
        middle, y = self.columns[rank] + self.wide[rank] // 2, self.rows[self.row[node]] - high // 2
        at = Place(middle - wide // 2, y, wide, high)
        below = Place(middle - words_wide(kind) // 2, y + high + UNIT, words_wide(kind), BELOW_SIGN - UNIT)
        words = at if kind in WIDE else below
        return Box(_shown_key(node), kind, at, words)

    def _edge(self, lane: Lane, at: Mapping[str, Place]) -> Edge:
        source, target = lane.link.source, lane.link.target
        begins, ends, y = at[source], at[target], self.rows[lane.row]
        out, into = self._out(source), self._into(target)
        points = [
            (begins.x + begins.w, self.rows[self.row[source]]),
            (out, self.rows[self.row[source]]),
            (out, y),
            (into, y),
            (into, self.rows[self.row[target]]),
            (ends.x, self.rows[self.row[target]]),
        ]
        rank = self.graph.rank[source]
        x = self.columns[rank] + (0 if lane.back else self.wide[rank] + self._leaving_width(rank))
        words = Place(x, y - WORDS_HIGH, WORDS_WIDE, WORDS_HIGH - UNIT)
        return Edge(
            _shown_key(source),
            _shown_key(target),
            lane.link.ways,
            _bent(points),
            words,
            lane.back,
            lane.link.named,
            lane.link.gone,
        )

    def _out(self, node: str) -> int:
        gap = self.graph.rank[node]
        return self.columns[gap] + self.wide[gap] + TRACK * (1 + self.leaving[gap].get(node, -1))

    def _into(self, node: str) -> int:
        gap = self.graph.rank[node] - 1
        return self.columns[gap + 1] - ARROW - TRACK * self.entering[gap].get(node, 0)


def _shown_key(node: str) -> str:
    return node.rpartition("\x00")[2]


def _tracks(trunks: Mapping[int, Mapping[str, tuple[int, int]]]) -> Mapping[int, Mapping[str, int]]:
    """By gap, the track of each node's lines: those that would lie upon one another have different ones."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for gap, spans in trunks.items():
        ends: list[list[tuple[int, int]]] = []
        for node, (upper, lower) in spans.items():
            track = next(
                (
                    number
                    for number, others in enumerate(ends)
                    if all(lower < begin or end < upper for begin, end in others)
                ),
                len(ends),
            )
            if track == len(ends):
                ends.append([])
            ends[track].append((upper, lower))
            found[gap][node] = track
    return found


def _bent(points: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Without points at which nothing bends."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
            continue
        kept.append(point)
    return tuple(kept)
