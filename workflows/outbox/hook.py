"""The one hook by which the queue hears that something waits: floor 2 knows no queue."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

_bells: list[Callable[[], None]] = []
_workers: list[Callable[[], None]] = []


def ring_with(bell: Callable[[], None]) -> None:
    """Whoever owns a queue brings its bell at start-up. A bell must not raise: what waits is found anyway."""
    _bells.append(bell)


def work_with(bell: Callable[[], None]) -> None:
    """The same for what the platform has to do by itself, which most changes ask nothing of."""
    _workers.append(bell)


def nudge_after_commit() -> None:
    """Ring once this transaction is committed; losing the ring costs at most a minute."""
    for bell in _bells:
        transaction.on_commit(bell, robust=True)


def set_to_work_after_commit() -> None:
    """Ring those who do automatic acts once this transaction is committed."""
    for bell in _workers:
        transaction.on_commit(bell, robust=True)
