"""Counts what a piece of work costs: statements, and CPU of this process and of its PostgreSQL server process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db import connection

from portal.settings.hashers import LightArgon2

# Django sends these as statements of their own; the figures leave them out.
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass(slots=True)
class Cost:
    """What one call cost. ``cpu`` is of this process and the database's together, ``hash`` the part of the secret's
    hash in it; all in milliseconds. ``statements`` without brackets of transactions."""

    cpu: float = 0.0
    database: float = 0.0
    hash: float = 0.0
    wall: float = 0.0
    statements: list[str] = field(default_factory=list)


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what is done inside, in this thread and on this connection."""
    cost = Cost()
    pid = _server_pid()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not str(sql).lstrip().upper().startswith(BRACKETS):
            cost.statements.append(str(sql))
        return execute(sql, params, many, context)

    database, own, wall = _cpu_of(pid), time.process_time(), time.perf_counter()
    with connection.execute_wrapper(count), _hashing(cost):
        yield cost
    cost.wall = (time.perf_counter() - wall) * 1000
    cost.database = (_cpu_of(pid) - database) * 1000
    cost.cpu = (time.process_time() - own) * 1000 + cost.database


def costs(call: Callable[[int], object], *, times: int, warm: int = 3) -> list[Cost]:
    """The cost of each of ``times`` calls, after ``warm`` that are not counted; ``call`` gets a running number."""
    for number in range(warm):
        call(number)
    found = []
    for number in range(warm, warm + times):
        with measured() as cost:
            call(number)
        found.append(cost)
    return found


def typical(found: list[Cost], value: Callable[[Cost], float]) -> float:
    """The median."""
    return median(value(cost) for cost in found)


def mean(found: list[Cost], value: Callable[[Cost], float]) -> float:
    """The mean: for CPU, which is counted in slices of time."""
    return sum(value(cost) for cost in found) / len(found)


def _server_pid() -> int:
    """The process that serves this connection; 0 for SQLite, whose work is this process's own."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _cpu_of(pid: int) -> float:
    """Seconds that a process has been on a processor. Needs the database on this machine."""
    if not pid:
        return 0.0
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


@contextmanager
def _hashing(cost: Cost) -> Iterator[None]:
    """Note what hashing costs, which is slow on purpose."""
    encode = LightArgon2.encode

    def timed(self: LightArgon2, password: str, salt: str) -> str:
        began = time.thread_time()
        try:
            return str(encode(self, password, salt))
        finally:
            cost.hash += (time.thread_time() - began) * 1000

    with patch.object(LightArgon2, "encode", timed):
        yield
