"""In which row each step stands: the main road in the middle, what branches off above and below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from workflows.processes.layout.graph import Graph, Link, chain, leads_to_an_end

BAND = 8
"""Rows from one row of steps to the next: between them lie those in which lines alone run."""


@dataclass(slots=True)
class Bands:
    """``row`` of each node: 0 is the main road's, more is further down. ``forks``: nodes that have a default."""

    graph: Graph
    forks: frozenset[str]
    row: dict[str, int] = field(default_factory=dict)
    _ending: frozenset[str] = frozenset()
    _reserved: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def place_all(self) -> dict[str, int]:
        """Give every node its row; disjoint stretches share one."""
        self._ending = leads_to_an_end(self.graph)
        for node in self.graph.nodes:
            if node in self.row:
                continue
            lowest = max((row for row in self._reserved), default=-BAND) + BAND
            self._off(node, self.graph.rank[node], range_from(lowest, 1))
            self._branches_of(node)
        return self.row

    def _branches_of(self, first: str) -> None:
        """What branches off a road, and off that, nearest first."""
        waiting = [self._sides(node) for node in reversed(self._road(first))]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                continue
            link, side = following
            rank = self.graph.rank[link.source] + 1
            self._off(link.target, rank, range_from(self.row[link.source] + side * BAND, side))
            waiting += [self._sides(node) for node in reversed(self._road(link.target))]

    def _road(self, first: str) -> list[str]:
        """The nodes of the road that begins at ``first``: they follow one another in its row."""
        road, row, on = [first], self.row[first], first
        while True:
            ways = (link.target for link in self.graph.forward(on))
            on = next((target for target in ways if self.row.get(target) == row), "")
            if not on:
                return road
            road.append(on)

    def _sides(self, node: str) -> Iterator[tuple[Link, int]]:
        """The ways to nodes without a row, each with the side to which it goes: 1 is down, -1 is up.

        What branches off a branch goes away from the main road; where there is a default, all goes down.
        """
        row = self.row[node]
        sides = (1, 1) if node in self.forks else (1, -1)
        number = 0
        for link in self.graph.forward(node):
            if link.target in self.row:
                continue
            yield link, (1 if row > 0 else -1) if row else sides[number % 2]
            number += 1

    def _off(self, first: str, rank: int, rows: Iterator[int]) -> None:
        """Put the road from ``first`` into the first row that is free from column ``rank`` to where it joins."""
        road, joins = chain(self.graph, first, self.row, self._ending)
        last = max(self.graph.rank[road[-1]], self.graph.rank[joins] - 1 if joins else 0)
        row = next(row for row in rows if self._is_free(row, rank, last))
        self._reserved.setdefault(row, []).append((rank, last))
        for node in road:
            self.row[node] = row

    def _is_free(self, row: int, first: int, last: int) -> bool:
        return all(last < begin or end < first for begin, end in self._reserved.get(row, ()))


def range_from(row: int, side: int) -> Iterator[int]:
    """The rows of steps from one on, away to a side."""
    return count(row, side * BAND)
