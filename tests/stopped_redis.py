"""A Redis of one's own that can be stopped by signal: it takes connections and answers nobody."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import redis

from tests.free_port import free_port

PROGRAM = shutil.which("redis-server")
PATIENCE = 20.0  # seconds


class OwnRedis:
    """``url`` is where it listens."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.url = f"redis://127.0.0.1:{port}/0"

    def stop(self) -> None:
        """Whoever asks from now on waits."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    """Keeps nothing on the disk, and is gone at the end, stopped or not. Needs ``PROGRAM``."""
    port = free_port()
    command = [str(PROGRAM), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([*command, "--loglevel", "warning"], stdout=subprocess.DEVNULL)
    own = OwnRedis(process, port)
    try:
        _answers(own.url)
        yield own
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> None:
    end = time.monotonic() + PATIENCE
    with redis.Redis.from_url(url, socket_timeout=1) as client:
        while time.monotonic() < end:
            with suppress(redis.RedisError):
                client.ping()
                return
            time.sleep(0.05)
    raise TimeoutError("the Redis of this test did not start")
