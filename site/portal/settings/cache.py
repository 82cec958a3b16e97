"""Redis as a cache that may be away: the site is then slower, and nothing else."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

log = logging.getLogger(__name__)

PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}
"""Seconds for which a request waits for a Redis that does not answer."""

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
        from redis import RedisError  # noqa: PLC0415  five megabytes, of no use without a server

        try:
            return method(*args, **kwargs)
        except RedisError as error:
            log.warning("The cache is away: %s", error)
            return instead(*args, **kwargs)

    return calmly


class CalmClient(RedisCacheClient):
    """Django's client, with a miss in the place of an error."""


for _name, _instead in AWAY.items():
    setattr(CalmClient, _name, _calm(getattr(RedisCacheClient, _name), _instead))


class CalmRedisCache(RedisCache):
    """Django's cache in Redis, calm when Redis is away."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = CalmClient
