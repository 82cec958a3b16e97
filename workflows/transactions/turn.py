"""The outermost write transaction of the door: on SQLite it waits for its turn at a file lock first.

SQLite's waiters poll: beside a writer of many short transactions one of them may starve for seconds, whatever the
transactions' size. The kernel wakes those who wait at a file lock at once, and frees it when its holder is killed.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


class _Turns(threading.local):
    """The databases whose turn this thread has."""

    def __init__(self) -> None:
        self.held: set[Path] = set()


_turns = _Turns()


@contextmanager
def write_transaction(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """``transaction.atomic()`` after waiting for our turn; the turn ends when the commit or the rollback is done.

    May be nested: an inner one is a savepoint. Inside a plain ``atomic()`` it takes no turn: that transaction writes
    already, and waiting for others now could make the two wait for each other.
    """
    with _turn(connections[using]), transaction.atomic(using=using):
        yield


@contextmanager
def _turn(connection: BaseDatabaseWrapper) -> Iterator[None]:
    lock = _lock_beside(connection)
    if lock is None or lock in _turns.held or connection.in_atomic_block:
        yield
        return
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _turns.held.add(lock)
        yield
    finally:
        _turns.held.discard(lock)
        os.close(descriptor)  # and with it the lock


def _lock_beside(connection: BaseDatabaseWrapper) -> Path | None:
    """The lock file of a SQLite database in a file; None for one in memory and for every other database."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    if name == ":memory:" or "mode=memory" in name:
        return None
    return Path(f"{name}.turn")
