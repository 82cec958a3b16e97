"""Redis as a cache that may be away: the site is then slower, and nothing else."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from permissions.tallies.memory import count

log = logging.getLogger(__name__)

PATIENCE: Final = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
"""Seconds for which a request waits for a Redis that does not answer."""
AWAY_FOR: Final = 20.0
"""Seconds for which a process does not ask it again."""


class CircuitBreaker:
    """Whether this process asks Redis at all. Once it hasn't answered, nobody does for ``AWAY_FOR`` seconds; then one
    caller tries, and the others do without until that one has found it. Threads share it.

    Use: ``if breaker.allows():``, and within it ``with breaker:`` around what asks Redis.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._retry_at: float | None = None

    def allows(self) -> bool:
        """Whether the caller may ask now."""
        with self._lock:
            if self._retry_at is None:
                return True
            if monotonic() < self._retry_at:
                return False
            self._retry_at = monotonic() + AWAY_FOR
            return True

    def __enter__(self) -> None:
        """Redis is asked."""

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        from redis import exceptions  # noqa: PLC0415  five megabytes, of no use without a server

        is_away = isinstance(error, exceptions.ConnectionError | exceptions.TimeoutError)
        with self._lock:
            self._retry_at = monotonic() + AWAY_FOR if is_away else None
        if is_away:
            count("cache_away")
            log.warning("Redis is away and isn't asked for %d seconds: %s", AWAY_FOR, error)


breaker = CircuitBreaker()
"""Of all that this process asks Redis for: the cache, and the queue's doorbell."""

Answer = Callable[..., Any]


def _no_such_key(_client: RedisCacheClient, key: str, _delta: int) -> Any:
    raise ValueError(f"Key '{key}' not found.")


def _always(value: Any) -> Answer:
    return lambda *_args, **_kwargs: value


# What each method of Django's client answers while Redis is away: as if nothing were kept.
AWAY: dict[str, Answer] = {
    "get": lambda _client, _key, default: default,
    "get_many": lambda *_args: {},
    "incr": _no_such_key,
    "set": _always(None),
    "set_many": _always(None),
    "delete_many": _always(None),
    "add": _always(value=False),
    "touch": _always(value=False),
    "delete": _always(value=False),
    "has_key": _always(value=False),
    "clear": _always(value=False),
}


def _calm(method: Answer, instead: Answer) -> Answer:
    @functools.wraps(method)
    def calmly(*args: Any, **kwargs: Any) -> Any:
        from redis import RedisError  # noqa: PLC0415  as above

        if breaker.allows():
            try:
                with breaker:
                    return method(*args, **kwargs)
            except RedisError as error:
                log.debug("The cache did not answer: %s", error)
        return instead(*args, **kwargs)

    return calmly


class CalmClient(RedisCacheClient):
    """Django's client, with a miss in the place of an error."""


for _name, _instead in AWAY.items():
    setattr(CalmClient, _name, _calm(getattr(RedisCacheClient, _name), _instead))


ROOT_PATHS: Final = "wagtail_site_root_paths"
"""Where the pages of each site begin, which Wagtail asks for with each link that a page draws."""
request_memory = threading.local()
"""``root_paths``: what this thread's request knows of ``ROOT_PATHS``. ``Gate`` sets it to an empty dictionary when a
request begins and to None when it has ended; outside of requests nothing is remembered."""


class CalmRedisCache(RedisCache):
    """Django's cache in Redis, calm when Redis is away.

    A request asks once where pages begin: fifty links were fifty ways to Redis, and a hundred statements without it.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = CalmClient

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Within a request what it has kept before."""
        kept = self._kept(key)
        if kept is None:
            return super().get(key, default, version)
        if version not in kept:
            found = super().get(key, None, version)
            if found is None:
                return default
            kept[version] = found
        return kept[version]

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """For this request too."""
        super().set(key, value, timeout, version)
        kept = self._kept(key)
        if kept is not None:
            kept[version] = value

    def delete(self, key: str, version: int | None = None) -> bool:
        """For this request too."""
        kept = self._kept(key)
        if kept is not None:
            kept.pop(version, None)
        return bool(super().delete(key, version))

    @staticmethod
    def _kept(key: str) -> dict[int | None, Any] | None:
        return getattr(request_memory, "root_paths", None) if key == ROOT_PATHS else None
