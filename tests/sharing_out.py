"""How tests are shared out among processes: a few at a time, in their order, and those of one file together.

Left to itself pytest-xdist gives a process that runs through quick tests hundreds ahead; when these turn out to be
journeys in a browser, the others stand idle at the end for minutes. Cut anywhere, a file whose tests stand on one world
would have that world made by each process that gets some of them.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from xdist.scheduler import LoadScheduling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xdist.workermanage import WorkerController

T = TypeVar("T")
ENOUGH = 2
"""Tests that a process has before it, so that it need not wait for more."""
AND_MORE = 36
"""Tests at most that are given beyond the few, to the end of their file."""


class AFewAtATime(LoadScheduling):
    """At most ``--maxschedchunk`` ahead and what is left of that file, and towards the end ever fewer."""

    def check_schedule(self, node: WorkerController, duration: float = 0) -> None:
        if node.shutting_down:
            return
        if not self.pending:
            node.shutdown()
        elif len(self.node2pending[node]) <= ENOUGH:
            shared = len(self.pending) // (2 * len(self.node2pending))
            few = max(1, min(self.maxschedchunk or shared, shared))
            assert self.collection is not None  # what is pending is of it
            names = [self.collection[index] for index in self.pending[: few + AND_MORE]]
            self._send_tests(node, to_the_end_of_a_file(names, few) if few == self.maxschedchunk else few)


def to_the_end_of_a_file(names: Sequence[str], few: int) -> int:
    """How many of the tests with these names are given where a few are to be."""
    file = names[few - 1].partition("::")[0]
    return few + len(list(takewhile(lambda name: name.partition("::")[0] == file, names[few:])))


def with_long_ones_apart(tests: Sequence[T], long: Sequence[T], few: int) -> list[T]:
    """These tests, and between them those that take minutes, each in a file of its own: the first at the beginning, and
    never two in what one process is given where a few are to be, or it alone would go on when all else is done."""
    together = list(tests)
    for number, each in enumerate(long):
        together.insert(number * few, each)
    return together
