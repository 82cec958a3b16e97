"""In which row each line runs along, so that no two lie upon one another but those that lead to the same step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflows.processes.layout.graph import Graph, Link


@dataclass(frozen=True, slots=True)
class Lane:
    """A line from a node to another: ``row`` in which it runs, over the places ``first`` to ``last``.

    A place is a column (even: twice its number) or the gap behind it (odd). ``label`` is the place of its words.
    """

    link: Link
    row: int
    first: int
    last: int
    label: int
    back: bool


@dataclass(slots=True)
class _Cell:
    """What lies at a place of a row."""

    box: bool = False
    leaves: str = ""
    """The node that a line leaves here, to the right."""
    enters: str = ""
    """The node that a line enters here, from the left."""
    lanes: list[Lane] = field(default_factory=list)


@dataclass(slots=True)
class Lanes:
    """Rows and what lies in them."""

    graph: Graph
    row: Mapping[str, int]
    cells: dict[tuple[int, int], _Cell] = field(default_factory=dict)

    def lay_all(self) -> list[Lane]:
        """A lane for each link, in their order; short ones choose first."""
        for node in self.graph.nodes:
            self._cell(self.row[node], 2 * self.graph.rank[node]).box = True
        for link in self.graph.links:
            self._cell(self.row[link.source], 2 * self.graph.rank[link.source] + 1).leaves = link.source
            self._cell(self.row[link.target], 2 * self.graph.rank[link.target] - 1).enters = link.target
        laid: dict[Link, Lane] = {}
        for link in sorted(self.graph.links, key=self._length):
            lane = next(lane for lane in self._possible(link) if self._fits(lane))
            for place in range(lane.first, lane.last + 1):
                self._cell(lane.row, place).lanes.append(lane)
            laid[link] = lane
        return [laid[link] for link in self.graph.links]

    def _cell(self, row: int, place: int) -> _Cell:
        return self.cells.setdefault((row, place), _Cell())

    def _length(self, link: Link) -> tuple[bool, int, bool]:
        ranks = self.graph.rank[link.source], self.graph.rank[link.target]
        return link in self.graph.back, abs(ranks[0] - ranks[1]), self.row[link.source] != self.row[link.target]

    def _possible(self, link: Link) -> Iterator[Lane]:
        back = link in self.graph.back
        leaves = 2 * self.graph.rank[link.source] + 1
        enters = 2 * self.graph.rank[link.target] - 1
        first, last = (enters, leaves) if back else (leaves, enters)
        label = leaves - 1 if back else leaves
        for row in self._rows(link, back=back):
            yield Lane(link, row, first, last, label, back)

    def _rows(self, link: Link, *, back: bool) -> Iterator[int]:
        """Straight on, else along the row where it ends or begins, else between them, else around, nearest first."""
        begins, ends = self.row[link.source], self.row[link.target]
        lower, upper = max(begins, ends), min(begins, ends)
        if not back:
            alone = len(self.graph.out[link.source]) == 1
            yield from (begins, ends) if alone else (ends, begins)
        between = range(lower - 1, upper, -1) if begins > ends else range(upper + 1, lower)
        yield from between
        while True:
            upper, lower = upper - 1, lower + 1
            yield from (lower, upper) if max(begins, ends) > 0 else (upper, lower)

    def _fits(self, lane: Lane) -> bool:
        leaves, enters = (lane.last, lane.first) if lane.back else (lane.first, lane.last)
        for place in range(lane.first, lane.last + 1):
            cell = self.cells.get((lane.row, place))
            if cell is None:
                continue
            if cell.box:
                return False
            if cell.leaves and not (cell.leaves == lane.link.source and place == leaves):
                return False
            if cell.enters and not (cell.enters == lane.link.target and place == enters):
                return False
            if not all(_run_together(lane, other) for other in cell.lanes):
                return False
        return True


def _run_together(lane: Lane, other: Lane) -> bool:
    """Lines to the same step may run into one another, where the words of each stand at places of their own."""
    same = lane.link.target == other.link.target and lane.back == other.back
    return same and lane.label != other.label
