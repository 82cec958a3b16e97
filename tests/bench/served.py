"""The web as it is served, for parts that measure it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from serve import commands
from tests.architecture.sources import ROOT
from tests.crash.browser import NO_ANSWER, Browser
from tests.site.portal.queue.at_work import children_of


@contextmanager
def served(**environment: str) -> Iterator[tuple[int, list[int]]]:
    """Its port, and the ids of its workers. ``environment``: what it is told beside what this process was."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    web = subprocess.Popen(commands(port)[0], cwd=ROOT, env=os.environ | {"WEB_CONCURRENCY": "2"} | environment)
    try:
        while not _answers(port):
            assert web.poll() is None, "the web ended by itself"
            time.sleep(0.2)
        yield port, children_of(web.pid)
    finally:
        web.terminate()
        web.wait()


def _answers(port: int) -> bool:
    try:
        return Browser(port).get("/healthz").status == 200
    except NO_ANSWER:
        return False
