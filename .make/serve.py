"""Runs the demo's processes side by side: when one ends, or at Ctrl-C, all of them end."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
PATIENCE = 15.0  # seconds for the running requests to end
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def commands(port: int) -> list[list[str]]:
    """What the demo consists of, one command line each."""
    python = sys.executable
    return [
        [python, "-m", "gunicorn", "--config", "site/portal/server.py", "--bind", f"127.0.0.1:{port}", "portal.wsgi"],
        [python, "manage.py", "work"],
    ]


def end_with_parent() -> None:
    """Be told to stop when the parent is gone, however it died. Linux only; elsewhere Ctrl-C still does it."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _in_child() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    end_with_parent()


def run(lines: list[list[str]]) -> int:
    """Start them all and wait; 0 when asked to stop, 1 when one ended by itself."""
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)  # an ignored signal would never be waited for
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    # One thread only, so that running code in the child before it becomes the program is safe.
    children = [subprocess.Popen(line, cwd=ROOT, preexec_fn=_in_child) for line in lines]  # noqa: PLW1509, S603
    asked = False
    while not asked and all(child.poll() is None for child in children):
        asked = signal.sigwait(SIGNALS) != signal.SIGCHLD
    for child in children:
        child.terminate()
    _wait(children)
    return 0 if asked else 1


def _wait(children: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def main(arguments: list[str]) -> int:
    port = int(arguments[0])
    if is_taken(port):
        print(f"Port {port} is in use; choose another: make demo PORT={port + 1}", file=sys.stderr)
        return 1
    end_with_parent()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    os.environ.setdefault("INSAF_URL", f"http://127.0.0.1:{port}")  # links in letters lead here
    print(f"Insaf: http://127.0.0.1:{port}/   staff: http://127.0.0.1:{port}/admin/   Ctrl-C stops it", flush=True)
    return run(commands(port))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
