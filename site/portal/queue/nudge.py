"""How the queue hears at once of a new task: by Redis where ``REDIS_URL`` names one, else at its next look."""

from __future__ import annotations

import logging
import time
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from portal.settings import cache as redis_settings

if TYPE_CHECKING:
    import redis

log = logging.getLogger(__name__)

BELL = "insaf:bell"
RINGS_KEPT = 1  # who hears one looks at the table itself
LONGEST_ANSWER = 5.0  # seconds that the queue waits for Redis, which is only there to be quicker


def knock() -> None:
    """Wake the queue. Never raises: without it the queue looks by itself, a second later."""
    if not settings.REDIS_URL or not redis_settings.breaker.allows():
        return
    from redis import RedisError  # noqa: PLC0415  five megabytes, of no use without a server

    knocking = _redis(settings.REDIS_URL, redis_settings.PATIENCE["socket_timeout"])
    try:
        with redis_settings.breaker, knocking.pipeline() as pipeline:
            pipeline.lpush(BELL, 1)
            pipeline.ltrim(BELL, 0, RINGS_KEPT - 1)
            pipeline.execute()
    except RedisError as error:
        log.warning("Redis did not take the ring: %s", error)


def wait(seconds: float) -> None:
    """Return when somebody knocks, and after so many seconds (fewer than ``LONGEST_ANSWER``) in any case."""
    if settings.REDIS_URL and redis_settings.breaker.allows():
        from redis import RedisError  # noqa: PLC0415  see above

        try:
            with redis_settings.breaker:
                _redis(settings.REDIS_URL, LONGEST_ANSWER).blpop([BELL], timeout=seconds)
        except RedisError as error:
            log.debug("Redis cannot be heard: %s", error)
        else:
            return
    time.sleep(seconds)


@cache
def _redis(url: str, patience: float) -> redis.Redis:
    """A client that asks once: what it cannot do in so many seconds it doesn't try again."""
    from redis import Redis  # noqa: PLC0415  see above
    from redis.backoff import NoBackoff  # noqa: PLC0415  see above
    from redis.retry import Retry  # noqa: PLC0415  see above

    once = Retry(NoBackoff(), 0)
    return Redis.from_url(url, socket_timeout=patience, socket_connect_timeout=patience, retry=once)
