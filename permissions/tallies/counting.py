"""Counts in the memory of each process, put together in the database now and then.

A statement for each request would cost more than the request may; a file for each process would leave one behind for
every worker that ends. So a process that is killed takes with it what it counted within ``TALLIES_WRITTEN_EVERY``
seconds.
"""

from __future__ import annotations

import logging
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection

from permissions.tallies import memory
from permissions.tallies.models import Tally

log = logging.getLogger(__name__)


def write_down(*, older_than: float = 0.0) -> None:
    """Add to the table what this process has counted, in one statement; none where there is nothing. Never raises.

    While the database is away it is kept and written later.
    """
    taken = memory.mine.take(older_than=older_than)
    if not taken:
        return
    try:
        _add(taken)
    except DatabaseError as error:
        for name, amount in taken.items():
            memory.mine.add(name, amount)
        log.warning("What was counted could not be written: %s", type(error).__name__)


def write_now_and_then(**_signal: object) -> None:
    """At the end of a request, when its answer has gone."""
    write_down(older_than=settings.TALLIES_WRITTEN_EVERY)


def counted() -> dict[str, int]:
    """What all processes have counted so far, by name, as far as it is written."""
    return dict(Tally.objects.order_by("name").values_list("name", "count"))


def _add(taken: Counter[str]) -> None:
    """In the order of the names, so that two who count the same never wait for each other."""
    rows = sorted(taken.items())
    table = connection.ops.quote_name(Tally._meta.db_table)
    values = ", ".join(["(%s, %s)"] * len(rows))
    statement = (
        f"INSERT INTO {table} (name, count) VALUES {values} "  # noqa: S608 - a table's name and placeholders
        f"ON CONFLICT (name) DO UPDATE SET count = {table}.count + excluded.count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
