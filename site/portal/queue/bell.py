"""Rings the queue: a task to be run soon, named by its dotted path, with ids and nothing else."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from portal.queue.broker import Doorbell

log = logging.getLogger(__name__)


def call_soon(task: str, *ids: int) -> None:
    """Have a queue worker call ``task`` (``"package.module.function"``) with ``ids``, after this transaction's commit.

    At once outside of a transaction, not at all when it is rolled back. Never raises: the rows are the record, and a
    ring that is lost costs at most a minute. Texts never come along, since the queue stores arguments in the open.
    """

    def ring() -> None:
        try:
            _enqueue(task, *ids)
        except Exception:
            log.warning("The queue did not hear of %s%s; the next sweep finds what waits.", task, ids, exc_info=True)

    transaction.on_commit(ring)


class Ring:
    """A bell for one task without ids: while its last ring still waits to be heard, it is not rung again."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._last = 0

    def __call__(self) -> None:
        """At most two statements. Raises what the database raises."""
        if not OrmQ.objects.filter(pk=self._last, lock__lte=timezone.now()).exists():
            self._last = _enqueue(self._task)

    def forget(self) -> None:
        """Ring next time in any case: whoever had heard the last ring is dead."""
        self._last = 0


def _enqueue(task: str, *ids: int) -> int:
    """Returns the row in the queue."""
    broker = Doorbell()
    async_task(task, *ids, broker=broker)
    return broker.rung
