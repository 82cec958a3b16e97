"""What time it is: the one place that answers, so that replay, tests and a demo can stand at another instant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The present instant, aware and in UTC.

    In this order: the instant a caller stands at, the setting ``INSAF_NOW`` (demo and test only), the machine's clock.
    """
    return _standing_at.get() or settings.INSAF_NOW or datetime.now(UTC)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Make ``now()`` answer ``instant`` (aware) inside the block, in this thread or task only."""
    if instant.tzinfo is None:
        raise ValueError("standing_at() takes an aware datetime")
    token = _standing_at.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _standing_at.reset(token)
