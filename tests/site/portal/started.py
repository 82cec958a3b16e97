"""The web server as operators start it, on this test's database."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.architecture.sources import ROOT
from tests.free_port import free_port

PATIENCE = 60.0  # seconds


@contextmanager
def started(environment: dict[str, str], *, processes: int = 1, options: str = "") -> Iterator[tuple[int, int]]:
    """Where gunicorn serves with its own settings, and its process id; ``options``: of its command line."""
    port = free_port()
    line = [sys.executable, "-m", "gunicorn", "--config", "site/portal/server.py", "--bind", f"127.0.0.1:{port}"]
    world = environment | {"WEB_CONCURRENCY": str(processes), "PORT": str(port)}
    with subprocess.Popen([*line, *options.split()], cwd=ROOT, env=world) as child:
        try:
            asked(port, "/healthz", {})
            yield port, child.pid
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(PATIENCE)


def asked(port: int, address: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, where it leads, and the page; waits for the server to be up."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        finally:
            connection.close()
