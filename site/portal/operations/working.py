"""The platform's heartbeat: a pass of the clock and the outbox each minute, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from types import FrameType

from django.db import close_old_connections

from portal.operations.sweeping import one_pass

log = logging.getLogger(__name__)

EVERY_SECONDS = 60


def work(*, every: float = EVERY_SECONDS) -> None:
    """Sweep now and then every so many seconds. Ends after the pass under way on SIGTERM or SIGINT.

    A pass that fails is logged and the next one comes all the same: what is due stays due.
    """
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    while not stopped.is_set():
        began = time.monotonic()
        close_old_connections()
        try:
            log.info("pass: %s", one_pass())
        except Exception:
            log.exception("A pass failed; the next one comes in %d seconds.", every)
        stopped.wait(max(every - (time.monotonic() - began), 0))
