"""Counts in one place for all processes: in Redis where there is one that answers, else in the database."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import F

from permissions.limits.models import Count
from permissions.now import now

log = logging.getLogger(__name__)

KEPT: Final = timedelta(days=2)
"""How long a count outlives its end: the machine that tidies up may have a clock that is wrong by a day."""


class _Away(Exception):
    """The cache does not answer."""


def count_up(amounts: Mapping[str, int], *, ends_at: datetime) -> dict[str, int]:
    """Add to each key its amount; what each then holds.

    Where neither place can be written nothing is counted: a limit that cannot count stops nobody. In a transaction
    others who count under the same key wait for its end, so ask before one begins.
    """
    if settings.REDIS_URL:
        try:
            return _in_cache(amounts, ends_at)
        except _Away:
            log.info("Limits are counted in the database: the cache is away.")
    try:
        return count_in_database(amounts, ends_at=ends_at)
    except DatabaseError as error:
        log.warning("A limit could not be counted: %s", type(error).__name__)
        return dict.fromkeys(amounts, 0)


def give_back(amounts: Mapping[str, int]) -> None:
    """Take from each key its amount again; from one that is gone meanwhile nothing."""
    left = dict(amounts)
    if settings.REDIS_URL:
        for key, amount in amounts.items():
            try:
                cache.decr(_named(key), amount)
            except ValueError:
                continue
            del left[key]
    for amount in set(left.values()):
        keys = [key for key, each in left.items() if each == amount]
        try:
            Count.objects.filter(key__in=keys).update(count=F("count") - amount)
        except DatabaseError as error:
            log.warning("A count could not be given back: %s", type(error).__name__)


def count_in_database(amounts: Mapping[str, int], *, ends_at: datetime) -> dict[str, int]:
    """The same in the database alone, in one statement; a cache may forget, and a table does not.

    In the order of the keys, so that two who count the same ones never wait for each other. Raises ``DatabaseError``.
    """
    end = connection.ops.adapt_datetimefield_value(ends_at)
    rows = [(key, amounts[key], end) for key in sorted(amounts)]
    values = ", ".join(["(%s, %s, %s)"] * len(rows))
    table = connection.ops.quote_name(Count._meta.db_table)
    statement = (
        f"INSERT INTO {table} (key, count, ends_at) VALUES {values} "  # noqa: S608 - a table's name and placeholders
        f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + excluded.count RETURNING key, count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
        return {str(key): int(count) for key, count in cursor.fetchall()}


def forget_counts() -> int:
    """Remove what counts for nothing any more; how many."""
    return Count.objects.filter(ends_at__lt=now() - KEPT).delete()[0]


def _in_cache(amounts: Mapping[str, int], ends_at: datetime) -> dict[str, int]:
    seconds = max(1, int((ends_at - now()).total_seconds()) + 60)
    counted = {}
    for key, amount in amounts.items():
        cache.add(_named(key), 0, seconds)
        try:
            counted[key] = int(cache.incr(_named(key), amount))
        except ValueError as error:  # what the cache says of a key that is not there, and when it is not there itself
            raise _Away from error
    return counted


def _named(key: str) -> str:
    return f"limit:{key}"
