"""A real ``manage.py work`` with its queue, and the processes that it consists of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.sources import ROOT

ROLES = ("head", "sentinel", "worker", "worker", "monitor", "pusher")
"""The cluster's processes in the order in which they are made."""


@contextmanager
def at_work(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """``manage.py work`` until the block ends; then no process of it may be left."""
    line = [sys.executable, "manage.py", "work", *arguments]
    with subprocess.Popen(line, cwd=ROOT, env=environment) as work:
        groups: set[int] = set()
        try:
            until(lambda: len(cluster_of(work.pid)) == len(ROLES))
            groups.add(cluster_of(work.pid)[0])
            yield work
            groups.update(cluster_of(work.pid)[:1])
        finally:
            work.send_signal(signal.SIGTERM)
            work.wait(60)
    until(lambda: not any(in_group(group) for group in groups), seconds=30)


def cluster_of(work: int) -> list[int]:
    """The process ids of the cluster of this ``work``, in the order of ``ROLES``."""
    return [pid for head in children_of(work) for pid in sorted(in_group(head))]


def children_of(parent: int) -> list[int]:
    return [pid for pid, ppid, _group in processes() if ppid == parent]


def in_group(group: int) -> list[int]:
    return [pid for pid, _ppid, found in processes() if found == group]


def processes() -> Iterator[tuple[int, int, int]]:
    """(process, parent, group) of each that runs; those that are dead and not yet buried left out."""
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208  asked 20 times a second: a path each is dear
        try:
            fields = Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != b"Z":
            yield int(name), int(fields[1]), int(fields[2])


def until(holds: Callable[[], bool], *, seconds: float = 120.0) -> float:
    """Wait for it; returns the seconds it took. Raises TimeoutError, on which a test is run once more."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"not so after {seconds:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - began
