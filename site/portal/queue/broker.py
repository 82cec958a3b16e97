"""The queue's table, as django-q2 uses it: in turn with all who write, oldest first, and no task for ever."""

from __future__ import annotations

import logging
from typing import Any

from django.db import close_old_connections
from django.db.models import QuerySet
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import OrmQ
from django_q.signing import BadSignature, SignedPackage

from portal.queue import nudge
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)


class Doorbell(ORM):
    """django-q2's ORM broker.

    A task says how often it was fetched. One that kills its worker never comes to its end, so django-q2, which counts
    ends, would give it out for ever; here the count is of beginnings.
    """

    rung: int = 0
    """The row of the last task that this object put in the queue."""

    @staticmethod
    def get_connection(list_key: str | None = None) -> QuerySet[OrmQ]:
        queued: QuerySet[OrmQ] = OrmQ.objects.using(Conf.ORM)
        return queued

    def enqueue(self, task: str) -> int:
        with write_transaction():
            self.rung = super().enqueue(task)
        nudge.knock()
        return self.rung

    def dequeue(self) -> list[tuple[int, str]] | None:
        close_old_connections()
        waiting = self.get_connection().filter(key=self.list_key, lock__lt=timezone.now()).order_by("pk").first()
        if waiting is None:
            nudge.wait(Conf.POLL)
            return None
        return self._take(waiting)

    def delete(self, task_id: int) -> None:
        with write_transaction():
            super().delete(task_id)

    def release(self) -> int:
        """Give out again what was fetched and never put away, for when those who fetched it are dead."""
        held = self.get_connection().filter(key=self.list_key, lock__gt=timezone.now())
        with write_transaction():
            return int(held.update(lock=timezone.now()))

    def _take(self, entry: OrmQ) -> list[tuple[int, str]] | None:
        payload = self._with_attempt(entry)
        if payload is None:
            self.delete(entry.pk)
            return None
        mine = self.get_connection().filter(pk=entry.pk, lock=entry.lock)
        with write_transaction():
            taken = mine.update(lock=self.timeout(entry), payload=payload)
        return [(entry.pk, payload)] if taken else None

    def _with_attempt(self, entry: OrmQ) -> str | None:
        """The task, having counted this fetch; None for one that is unreadable or has had its chances."""
        try:
            task: dict[str, Any] = SignedPackage.loads(entry.payload)
        except (TypeError, BadSignature):
            log.exception("Queued task %s cannot be read and is dropped.", entry.pk)
            return None
        task["fetched"] = task.get("fetched", 0) + 1
        if task["fetched"] > Conf.MAX_ATTEMPTS:
            log.error(
                "Task %s%s was begun %d times, never ended, and is dropped.",
                task["func"],
                task["args"],
                Conf.MAX_ATTEMPTS,
            )
            return None
        return str(SignedPackage.dumps(task))
