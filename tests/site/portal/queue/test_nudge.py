"""With Redis the queue hears of a task at once; without it, at its next look."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
import redis

from portal.queue.nudge import knock, wait
from tests.architecture.sources import ROOT


def seconds_of_wait(at_most: float) -> float:
    began = time.monotonic()
    wait(at_most)
    return time.monotonic() - began


@pytest.mark.redis
def test_a_knock_wakes_whoever_waits(with_redis: str) -> None:
    ringing = threading.Timer(0.2, knock)
    ringing.start()
    assert seconds_of_wait(3) < 2
    ringing.join()  # what it reads is closed after this test


@pytest.mark.redis
def test_knocks_that_nobody_heard_are_one(with_redis: str) -> None:
    for _ in range(3):
        knock()
    assert seconds_of_wait(1) < 0.5
    assert seconds_of_wait(1) >= 0.9


@pytest.mark.redis
def test_redis_url_is_all_it_takes_for_the_cache(with_redis: str) -> None:
    code = (
        "import django; django.setup(); from django.core.cache import cache; cache.set('greeting', 'مرحبا'); "
        "from django.conf import settings; assert settings.REDIS_URL"
    )
    environment = os.environ | {"REDIS_URL": with_redis, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, check=True)
    with redis.Redis.from_url(with_redis) as there:
        assert there.dbsize() == 1


def test_a_redis_that_is_gone_costs_a_pause_and_nothing_else(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        settings.REDIS_URL = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        knock()
        assert 0.2 <= seconds_of_wait(0.2) < 2
    assert "did not take the ring" in caplog.text


def test_without_redis_nobody_knocks_and_the_queue_looks_by_itself(settings: Any) -> None:
    settings.REDIS_URL = ""
    knock()
    assert 0.2 <= seconds_of_wait(0.2) < 1
