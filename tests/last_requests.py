"""Waits for what a browser asked while its page was closed: it would be written into the tables of the next test."""

from __future__ import annotations

import threading
from time import monotonic
from typing import Final

LONGEST: Final = 10.0
"""Seconds; a connection that another page still holds open ends this wait, and nothing else."""


def await_last_requests() -> None:
    """Until every connection to a server of this process is served. Django's runs each in a thread of its own, and
    neither a closed page nor the end of a test ends that."""
    until = monotonic() + LONGEST
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(max(0.0, until - monotonic()))
