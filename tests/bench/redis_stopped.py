"""What a Redis costs that takes connections and answers nobody: the slowest page at once, and once it is known."""

from __future__ import annotations

import time

from tests.bench.figures import Sheet
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.crash.browser import Browser
from tests.stopped_redis import PROGRAM, own_redis

PAGES = ("/en/?x", "/en/track/?x", "/en/agencies/?x", "/ar/help/?x", "/ar/file/complaint/?x", "/admin/login/")
"""With a word behind the address, so that no process has them kept."""
ROUNDS = 5
"""Together shorter than the time for which Redis isn't asked again."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """One process, so that the first round is the first of all of them. Nothing where there is no ``redis-server``."""
    if PROGRAM is None:
        return
    with own_redis() as redis, served(REDIS_URL=redis.url, WEB_CONCURRENCY="1") as (port, _workers):
        for _round in range(ROUNDS):
            _slowest(port)  # all is loaded now
        sheet.add("every page while Redis answers: the slowest", _slowest(port), "s")
        redis.stop()
        sheet.add("every page once Redis is stopped: the slowest", _slowest(port), "s", 1.5)
        then = max(_slowest(port) for _round in range(ROUNDS))
        sheet.add("every page while Redis stays stopped: the slowest", then, "s", 0.2)


def _slowest(port: int) -> float:
    """In seconds, of all pages asked for one after the other."""
    took = []
    for path in PAGES:
        began = time.monotonic()
        assert Browser(port).get(path).status == 200
        took.append(time.monotonic() - began)
    return max(took)
