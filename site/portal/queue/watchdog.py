"""Keeps the queue's cluster running: starts it, watches its heartbeat, and replaces it when it is stuck or gone."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError, close_old_connections

from portal.queue.bell import Ring
from portal.queue.broker import Doorbell
from portal.queue.pulses import BEAT, QUEUE, last_pulse
from portal.settings.environment import ROOT

log = logging.getLogger(__name__)

PATIENCE = 90.0
"""Seconds without a heartbeat after which a cluster is stuck."""
LOOK_EVERY = 1.0  # seconds
TIME_TO_END = 8.0
"""Seconds that the tasks under way are given when all is to stop."""
RESPITE = 5.0
"""Seconds between two starts of a cluster that ends by itself."""


class Watchdog:
    """One cluster as a child, in a process group of its own, so that a stuck one can be killed to its last process.

    Killing one idle worker of django-q2, or its monitor, leaves a cluster that is alive and stuck: only the group goes.
    """

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._beats_every = patience / 6
        self._bell = Ring(BEAT)
        self._child: subprocess.Popen[bytes] | None = None
        self._seen: datetime | None = None
        self._alive_at = self._rung_at = self._started_at = -RESPITE

    def keep(self, stopped: threading.Event) -> None:
        """Watch until told to stop, then end the cluster. In one thread from start to end: it is the child's parent."""
        while not stopped.is_set():
            try:
                self._look()
            except Exception:
                log.exception("Watching the queue failed; the next look comes in %s second.", LOOK_EVERY)
            stopped.wait(LOOK_EVERY)
        self._end()

    def _look(self) -> None:
        if self._child is None:
            self._start()
        elif os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            log.error("The queue's cluster ended by itself; starting it again.")
            self._kill()
            self._start()
        elif not self._is_alive():
            log.error("No heartbeat of the queue for %.0f seconds; starting it again.", self._patience)
            self._kill()
            self._start()

    def _start(self) -> None:
        now = time.monotonic()
        if now - self._started_at < RESPITE:
            return
        self._started_at = self._alive_at = now
        self._bell.forget()
        line = [sys.executable, str(ROOT / "manage.py"), "qcluster", "--parent", str(os.getpid())]
        self._child = subprocess.Popen(line, start_new_session=True)  # noqa: S603  our own words
        self._release()

    def _release(self) -> None:
        try:
            close_old_connections()
            Doorbell().release()
        except DatabaseError as error:
            log.warning("What the former cluster had fetched comes back later: %s", error)

    def _is_alive(self) -> bool:
        """Whether a heartbeat was seen within our patience; also rings for the next one when it is time."""
        now = time.monotonic()
        try:
            close_old_connections()
            if now - self._rung_at >= self._beats_every:
                self._bell()
                self._rung_at = now
            pulse = last_pulse(QUEUE)
        except DatabaseError as error:
            log.warning("The queue's heartbeat cannot be read: %s", error)
            self._alive_at = now  # a database that is away says nothing about the cluster
            return True
        if pulse != self._seen:
            self._seen, self._alive_at = pulse, now
        return now - self._alive_at < self._patience

    def _kill(self) -> None:
        """The whole group, also what its head left behind. The head is reaped last: until then the number is ours."""
        child = self._child
        if child is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        self._child = None

    def _end(self) -> None:
        if self._child is None:
            return
        self._child.terminate()
        end = time.monotonic() + TIME_TO_END
        while time.monotonic() < end and not os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            time.sleep(0.05)
        self._kill()
