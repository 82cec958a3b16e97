"""A cache that is away is a cache that has nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import redis
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.tallies import memory
from portal.queue import nudge
from portal.settings import cache as redis_settings
from portal.settings.cache import AWAY_FOR, PATIENCE, ROOT_PATHS, CalmRedisCache, CircuitBreaker
from tests.scenes import country
from tests.seeded_site import pages_and_forms
from tests.stopped_redis import PROGRAM, OwnRedis, own_redis

PAGES = ("/en/?x", "/en/track/?x", "/en/agencies/?x", "/ar/help/?x", "/ar/file/complaint/?x", "/admin/login/")
"""With a word behind the address, so that no process has them kept."""


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


class Watch:
    """The clock of the breaker, and how often Redis was asked for something."""

    def __init__(self) -> None:
        self.seconds, self.asked = 1_000.0, 0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    execute, pipeline = redis.Redis.execute_command, redis.client.Pipeline.execute

    def counted(method: Any) -> Any:
        def ask(*arguments: Any, **named: Any) -> Any:
            watch.asked += 1
            return method(*arguments, **named)

        return ask

    monkeypatch.setattr(redis_settings, "monotonic", lambda: watch.seconds)
    monkeypatch.setattr(redis.Redis, "execute_command", counted(execute))
    monkeypatch.setattr(redis.client.Pipeline, "execute", counted(pipeline))
    return watch


@pytest.fixture
def own(settings: Any) -> Iterator[OwnRedis]:
    """A Redis of this test's own, which is the platform's cache and bell."""
    if PROGRAM is None:
        pytest.skip("there is no redis-server to stop")
    with own_redis() as own:
        settings.REDIS_URL = own.url
        settings.CACHES = {
            "default": {
                "BACKEND": "portal.settings.cache.CalmRedisCache",
                "LOCATION": own.url,
                "OPTIONS": PATIENCE,
            }
        }
        yield own
        own.go_on()
        caches["default"].close()
        nudge._redis.cache_clear()


@pytest.mark.redis
def test_a_redis_that_hangs_is_asked_once_in_twenty_seconds(
    own: OwnRedis, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(memory, "mine", memory.Tallies())
    cache = caches["default"]
    cache.set("a", 1)
    assert cache.get("a") == 1
    own.stop()
    for turn in (1, 2, 3):
        watch.asked = 0
        for _time in range(20):
            assert cache.get("a", "none") == "none"
            cache.set("b", 1)
            nudge.knock()
        assert watch.asked == 1
        assert memory.mine._counts["cache_away"] == turn
        watch.seconds += AWAY_FOR + 0.1
    own.go_on()
    assert cache.get("a") == 1, "it is tried again by itself"
    cache.set("b", 1)
    assert cache.get("b") == 1
    assert caplog.text.count("Redis is away") == 3


@pytest.mark.redis
@pytest.mark.django_db
def test_no_page_waits_for_a_redis_that_hangs_but_the_first(own: OwnRedis, watch: Watch, client: Client) -> None:
    country()
    pages_and_forms()
    for path in PAGES:
        client.get(path)  # what a process remembers by itself is there
    watch.asked = 0
    with CaptureQueriesContext(connection) as before:
        assert [client.get(path).status_code for path in PAGES] == [200] * len(PAGES)
    assert 0 < watch.asked <= len(PAGES), "each asks at most once, so there is something to wait for"
    own.stop()
    for _round in range(2):
        watch.asked = 0
        with CaptureQueriesContext(connection) as then:
            assert [client.get(path).status_code for path in PAGES] == [200] * len(PAGES)
        assert watch.asked == 1
        assert len(then) <= len(before) + 2 * len(PAGES), "what a page isn't told by Redis it asks for once"
        watch.seconds += AWAY_FOR + 0.1


@pytest.mark.redis
@pytest.mark.django_db
def test_a_request_asks_once_where_pages_begin(own: OwnRedis, watch: Watch) -> None:
    cache, other = caches["default"], CalmRedisCache(own.url, PATIENCE)
    cache.set(ROOT_PATHS, ["one"], version=2)
    redis_settings.request_memory.root_paths = {}  # as a request begins
    watch.asked = 0
    assert [cache.get(ROOT_PATHS, version=2) for _link in range(50)] == [["one"]] * 50
    assert watch.asked == 1
    cache.delete(ROOT_PATHS, version=2)
    assert cache.get(ROOT_PATHS, "none", version=2) == "none"
    cache.set(ROOT_PATHS, ["two"], version=2)
    assert cache.get(ROOT_PATHS, version=2) == ["two"]
    with ThreadPoolExecutor(1) as another_request:
        another_request.submit(other.set, ROOT_PATHS, ["three"], version=2).result()
    assert cache.get(ROOT_PATHS, version=2) == ["two"]
    redis_settings.request_memory.root_paths = None
    assert cache.get(ROOT_PATHS, version=2) == ["three"], "the next one knows what others changed"


def test_of_many_threads_one_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    breaker, seconds = CircuitBreaker(), [0.0]
    monkeypatch.setattr(redis_settings, "monotonic", lambda: seconds[0])
    with pytest.raises(redis.TimeoutError), breaker:
        raise redis.TimeoutError
    together = threading.Barrier(8)

    def may_ask(_number: int) -> bool:
        together.wait()
        return breaker.allows()

    for elapsed, tries in ((AWAY_FOR - 1, 0), (2, 1), (1, 0)):
        seconds[0] += elapsed
        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(may_ask, range(8))) == tries
    with breaker:
        pass
    assert [breaker.allows() for _time in range(3)] == [True] * 3


def test_what_redis_refuses_leaves_it_there() -> None:
    breaker = CircuitBreaker()
    for error in (redis.ResponseError("WRONGTYPE"), ValueError("not found")):
        with pytest.raises(type(error)), breaker:
            raise error
        assert breaker.allows()
