"""Runs django-q2's cluster so that its heartbeat is true and its processes end together."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from typing import Any

from django.db import connection
from django_q import worker
from django_q.cluster import Cluster
from django_q.conf import Conf
from django_q.signals import post_execute, post_execute_in_worker, pre_execute

from permissions import security_log
from permissions.tallies.counting import write_down
from permissions.tallies.memory import count
from portal.queue import ties
from portal.queue.pulses import QUEUE, note_pulse

log = logging.getLogger(__name__)

SELDOM = 5.0
"""Seconds between two pulses of tasks that follow one another."""
LONG = 10.0
"""Seconds after which a task is long, and from then on between two pulses of it."""
MADE = 20_000
"""Objects made since the collector looked last, before it looks again."""


def run(*, parent: int | None = None) -> None:
    """Run until SIGTERM or SIGINT, or until ``parent`` (a process id) is gone."""
    if parent is not None:
        ties.die_with(parent)
    ties.tie_forks()
    post_execute.connect(Ends().put_away, weak=False)
    long_task = LongTask()
    pre_execute.connect(long_task.begins, weak=False)
    post_execute_in_worker.connect(long_task.ends, weak=False)
    worker.error_reporter = Failures()
    collect_seldom()
    Cluster().start()


def collect_seldom() -> None:
    """What is loaded stays, and work over many rows makes objects by the thousand that few circles hold: looking for
    those after every 700 or 2,000, as Python does, is a tenth of re-dating."""
    gc.freeze()
    gc.set_threshold(MADE, *gc.get_threshold()[1:])


class Failures:
    """In a worker, where a task has failed: django-q2 calls it while the error can still be read."""

    def report(self) -> None:
        """Its traceback goes to the log, and it is counted."""
        log.error("A task failed.", exc_info=sys.exc_info())
        security_log.tell("fault", "error", about="task")
        count("errors", "task")
        write_down()


class Ends:
    """In django-q2's monitor: once a task that was fetched and run is put away, the whole chain is alive.

    A worker's word alone would not do: with its monitor dead a cluster runs every task again and again.
    """

    def __init__(self) -> None:
        self._noted_at = -SELDOM

    def put_away(self, **_signal: Any) -> None:
        if time.monotonic() - self._noted_at >= SELDOM:
            _pulse()
            self._noted_at = time.monotonic()


def _pulse() -> None:
    try:
        note_pulse(name=QUEUE)
    except Exception:
        log.warning("The queue's pulse could not be written.", exc_info=True)


class LongTask:
    """In a worker: says that a long task is being run, lest a cluster busy with long ones be taken for a stuck one.

    Not longer than a task may last: then it hangs, and the cluster may be restarted for it.
    """

    def __init__(self, *, every: float = LONG) -> None:
        self._every = every
        self._ended = threading.Event()

    def begins(self, **_signal: Any) -> None:
        self._ended = threading.Event()
        threading.Thread(target=self._accompany, args=(self._ended,), daemon=True).start()

    def ends(self, **_signal: Any) -> None:
        self._ended.set()

    def _accompany(self, ended: threading.Event) -> None:
        end = time.monotonic() + Conf.TIMEOUT
        while not ended.wait(self._every) and time.monotonic() < end:
            _pulse()
            connection.close()
