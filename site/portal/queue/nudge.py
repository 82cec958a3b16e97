"""How the queue hears at once of a new task: by Redis where ``REDIS_URL`` names one, else at its next look."""

from __future__ import annotations

import logging
import time
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import redis

log = logging.getLogger(__name__)

BELL = "insaf:bell"
RINGS_KEPT = 1  # who hears one looks at the table itself
LONGEST_ANSWER = 5.0  # seconds that a caller waits for Redis, which is only there to be quicker


def knock() -> None:
    """Wake the queue. Never raises: without it the queue looks by itself, a second later."""
    if not settings.REDIS_URL:
        return
    from redis import RedisError  # noqa: PLC0415  five megabytes, of no use without a server

    try:
        with _redis(settings.REDIS_URL).pipeline() as pipeline:
            pipeline.lpush(BELL, 1)
            pipeline.ltrim(BELL, 0, RINGS_KEPT - 1)
            pipeline.execute()
    except RedisError as error:
        log.warning("Redis did not take the ring: %s", error)


def wait(seconds: float) -> None:
    """Return when somebody knocks, and after so many seconds (fewer than ``LONGEST_ANSWER``) in any case."""
    if settings.REDIS_URL:
        from redis import RedisError  # noqa: PLC0415  see above

        try:
            _redis(settings.REDIS_URL).blpop([BELL], timeout=seconds)
        except RedisError as error:
            log.debug("Redis cannot be heard: %s", error)
        else:
            return
    time.sleep(seconds)


@cache
def _redis(url: str) -> redis.Redis:
    from redis import Redis  # noqa: PLC0415  see above

    return Redis.from_url(url, socket_timeout=LONGEST_ANSWER, socket_connect_timeout=LONGEST_ANSWER)
