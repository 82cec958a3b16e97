"""Rings the queue: a task to be run soon, named by its dotted path, with ids and nothing else."""

from __future__ import annotations

import logging

from django.db import transaction
from django_q.tasks import async_task

from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)


def call_soon(task: str, *ids: int) -> None:
    """Have a queue worker call ``task`` (``"package.module.function"``) with ``ids``, after this transaction's commit.

    At once outside of a transaction, not at all when it is rolled back. Never raises: the rows are the record, and a
    ring that is lost costs at most a minute. Texts never come along, since the queue stores arguments in the open.
    """

    def ring() -> None:
        try:
            with write_transaction():
                async_task(task, *ids)
        except Exception:
            log.warning("The queue did not hear of %s%s; the next sweep finds what waits.", task, ids, exc_info=True)

    transaction.on_commit(ring)
