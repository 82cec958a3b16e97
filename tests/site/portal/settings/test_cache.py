"""A cache that is away is a cache that has nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from portal.settings.cache import CalmRedisCache


@pytest.fixture
def away() -> Iterator[CalmRedisCache]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        yield CalmRedisCache(f"redis://127.0.0.1:{taken.getsockname()[1]}", {})


def test_nothing_raises_while_redis_is_away(away: CalmRedisCache) -> None:
    away.set("a", 1)
    away.set_many({"b": 2})
    assert away.get("a", "none") == "none"
    assert away.get_many(["a", "b"]) == {}
    assert away.get_or_set("a", 3) == 3
    assert [away.add("a", 1), away.touch("a"), away.delete("a"), away.has_key("a")] == [False] * 4
    away.clear()
    away.delete_many(["a", "b"])
    with pytest.raises(ValueError, match="not found"):
        away.incr("a")


@pytest.mark.redis
def test_where_redis_is_there_it_keeps_what_it_is_given(with_redis: str) -> None:
    cache = CalmRedisCache(with_redis, {})
    cache.set("a", {"ب": 1})
    assert cache.get("a") == {"ب": 1}
    assert cache.add("n", 1)
    assert cache.incr("n") == 2
    assert cache.get_many(["a", "n"]) == {"a": {"ب": 1}, "n": 2}
