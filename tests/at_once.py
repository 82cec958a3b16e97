"""Two who write at one moment: each in a transaction of its own, neither seeing what the other has not committed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from django.db import connection, transaction

PATIENCE = 1.0
"""Seconds that the first keeps its transaction open for the second, which may have to wait for it."""


def while_open(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do ``second`` after all that ``first`` does and before it commits; if it has to wait for that, just after.

    Needs a test that commits (``transaction=True``).
    """
    written, done = Event(), Event()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with transaction.atomic():
                first()
                written.set()
                done.wait(PATIENCE)
        except BaseException as error:  # noqa: BLE001 - told by the test, not by the thread
            errors.append(error)
        finally:
            written.set()
            connection.close()

    thread = Thread(target=run)
    thread.start()
    written.wait()
    try:
        second()
    finally:
        done.set()
        thread.join()
    assert errors == []
