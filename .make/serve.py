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


def sign_on(port: int) -> list[list[str]]:
    """With ``SSO`` a provider for single sign-on, for tests alone, where the staff may log in as whoever they say."""
    if not os.environ.get("SSO"):
        return []
    ours = {"URL": f"http://localhost:{port}", "CLIENT_ID": "insaf", "CLIENT_SECRET": "demo", "NAME_AR": "خدمة الدخول"}
    for name, value in (ours | {"NAME_EN": "the test service"}).items():
        os.environ.setdefault(f"OIDC_STAFF_{name}", value)
    return [[sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user", "demo-officer"]]


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
    taken = [each for each in (port, port + 1) if is_taken(each) and (each == port or os.environ.get("SSO"))]
    if taken:
        print(f"Port {taken[0]} is in use; choose another: make demo PORT={taken[0] + 1}", file=sys.stderr)
        return 1
    end_with_parent()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    os.environ.setdefault("INSAF_URL", f"http://127.0.0.1:{port}")  # links in letters lead here
    print(f"Insaf: http://127.0.0.1:{port}/   staff: http://127.0.0.1:{port}/admin/   Ctrl-C stops it", flush=True)
    return run([*commands(port), *sign_on(port + 1)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
