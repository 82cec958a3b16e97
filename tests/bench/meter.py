"""Counts what a piece of work costs: statements, and CPU of this process and of its PostgreSQL server process.

Before each measurement the yardstick is taken: how fast the machine is just then.
"""

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
from tests.bench import yardstick

# Django sends these as statements of their own; the figures leave them out.
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass(slots=True)
class Cost:
    """What one call cost. ``cpu`` is of this process and the database's together, ``hash`` the part of the secret's
    hash in it, ``yardstick`` what that cost just before; all in milliseconds. ``statements`` without brackets of
    transactions."""

    cpu: float = 0.0
    database: float = 0.0
    hash: float = 0.0
    wall: float = 0.0
    yardstick: float = 0.0
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

    own, database = _cpu(pid)
    yardstick.work()
    began_own, began_database = _cpu(pid)
    cost.yardstick = began_own - own + began_database - database
    wall = time.perf_counter()
    with connection.execute_wrapper(count), _hashing(cost):
        yield cost
    cost.wall = (time.perf_counter() - wall) * 1000
    ended_own, ended_database = _cpu(pid)
    cost.database = ended_database - began_database
    cost.cpu = ended_own - began_own + cost.database


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


def yards(found: list[Cost]) -> float:
    """The mean CPU as a multiple of the yardstick's."""
    return mean(found, lambda cost: cost.cpu) / mean(found, lambda cost: cost.yardstick)


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


def _cpu(pid: int) -> tuple[float, float]:
    """Milliseconds that this process and the one of ``pid`` have been on a processor. Needs the database here."""
    own = time.process_time() * 1000
    return own, int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6 if pid else 0.0


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
