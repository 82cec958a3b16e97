"""How tests are shared out among processes: a few at a time, in their order.

Left to itself pytest-xdist gives a process that runs through quick tests hundreds ahead; when these turn out to be
journeys in a browser, the others stand idle at the end for minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

ENOUGH = 2
"""Tests that a process has before it, so that it need not wait for more."""


class AFewAtATime(LoadScheduling):
    """At most ``--maxschedchunk`` ahead, and towards the end ever fewer."""

    def check_schedule(self, node: WorkerController, duration: float = 0) -> None:
        if node.shutting_down:
            return
        if not self.pending:
            node.shutdown()
        elif len(self.node2pending[node]) <= ENOUGH:
            shared = len(self.pending) // (2 * len(self.node2pending))
            self._send_tests(node, max(1, min(self.maxschedchunk or shared, shared)))
