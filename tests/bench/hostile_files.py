"""What 500 kB of hostile uploads cost the web: its memory, the answer to them, and the pages of others beside them."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from serve import commands
from tests.architecture.sources import ROOT
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.content.forms import bombs, made
from tests.crash.browser import NO_ANSWER, Browser
from tests.site.portal.queue.at_work import children_of

AT_ONCE = 8
"""As many as the web has threads: two processes of four."""
MOST_SENT = 500_000
FORM = "/en/file/complaint/"
HONEST = ("/healthz", "/en/", FORM)


def refused_unopened() -> list[bytes]:
    """What the limits know without opening it."""
    lying = bombs.lying_mimetype(bombs.zeros_in_bz2(1024), bombs.BZ2)
    deflated = bombs.lying_mimetype(bombs.zeros_deflated(60), bombs.DEFLATE)
    wide = [bombs.plain_webp(7_200), bombs.wide_canvas(), bombs.png(60_000, 60_000)]
    return [bombs.scans_repeated(1_000, side=7_200), lying, lying, deflated, *wide, lying]


def as_heavy_as_is_taken() -> list[bytes]:
    """The most work that a small file may ask for."""
    return [bombs.scans_repeated(14, side=7_200), *(bombs.plain_webp(4_000) for _number in range(AT_ONCE - 1))]


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Send each volley at once, as from as many clients, and ask for pages meanwhile."""
    with _served() as (port, workers):
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            list(crowd.map(lambda _number: _upload(port, made.photo()), range(3 * AT_ONCE)))  # all is loaded now
        for words, volley in (
            ("refused unopened", refused_unopened()),
            ("as heavy as is taken", as_heavy_as_is_taken()),
        ):
            assert sum(map(len, volley)) <= MOST_SENT
            before = [_memory(pid, "VmRSS") for pid in workers]
            with ThreadPoolExecutor(AT_ONCE) as crowd:
                answers = [crowd.submit(_upload, port, content) for content in volley]
                pages: list[float] = []
                while not pages or not all(answer.done() for answer in answers):
                    pages += [_page(port, path) for path in HONEST]
            grown = max(_memory(pid, "VmHWM") - was for pid, was in zip(workers, before, strict=True))
            name = f"500 kB of hostile uploads, {words}"
            sheet.add(f"{name}: the longest answer", max(answer.result() for answer in answers), "s", 6)
            sheet.add(f"{name}: the longest page beside them", max(pages), "s", 2)
            sheet.add(f"{name}: growth of a web process", grown / 1024, "MB", 150)


@contextmanager
def _served() -> Iterator[tuple[int, list[int]]]:
    """The web as it is served; its port, and the ids of its workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    web = subprocess.Popen(commands(port)[0], cwd=ROOT, env=os.environ | {"WEB_CONCURRENCY": "2"})
    try:
        while not _answers(port):
            assert web.poll() is None, "the web ended by itself"
            time.sleep(0.2)
        yield port, children_of(web.pid)
    finally:
        web.terminate()
        web.wait()


def _answers(port: int) -> bool:
    try:
        return Browser(port).get("/healthz").status == 200
    except NO_ANSWER:
        return False


def _upload(port: int, content: bytes) -> float:
    """Seconds until the answer to one file ahead of its form."""
    browser = Browser(port)
    form = browser.get(FORM)
    fields = {name: form.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
    began = time.perf_counter()
    answer = browser.post(f"{FORM}?upload", fields, [content])
    assert answer.status in (200, 422, 503), answer.status
    return time.perf_counter() - began


def _page(port: int, path: str) -> float:
    began = time.perf_counter()
    assert Browser(port).get(path).status == 200
    return time.perf_counter() - began


def _memory(pid: int, what: str) -> int:
    """In kB, as the kernel counts."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
