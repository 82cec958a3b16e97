"""``python -m tests.bench.visitors PORT RATE:SECONDS …``: honest visitors who come at a fixed rate, whatever becomes
of those who came before; a process of its own, so that nothing else holds them up.

Each has a connection that is kept, as a browser's is, fetches what its first page names, reads for a moment before it
sends anything, and leaves at the first page that is not answered. What they come for is in ``CAME_FOR``. On standard
input: cases to follow, as ``[[number, secret], …]``. On standard output: a ``Seen``, as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from html import unescape
from http import HTTPStatus
from itertools import cycle
from urllib.parse import urlencode
from zlib import MAX_WBITS, decompress

PATIENCE = 20.0
"""Seconds for one answer; then a visitor leaves."""
READS = 1.0
"""Seconds between a form and its sending."""
FORM, TRACK, TEXT, HOME = "/ar/file/complaint/", "/ar/track/", "/en/privacy/", "/ar/"
CAME_FOR = (
    *("home", "text", "form", "home", "track", "text", "home", "file", "form", "text"),
    *("home", "track", "file", "form", "home", "track", "text", "home", "text"),
)
"""What visitors in turn come for. Of nineteen six read the first page, five a text, three look at a form, two file a
request, three follow one."""
ADDRESSES = 16
"""From so many addresses of this machine: one alone has 28,000 ports, each taken for a minute after its connection."""
FILES = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
HIDDEN = re.compile(rb'<input[^>]*name="(csrfmiddlewaretoken|form_token)"[^>]*value="([^"]*)"')
NONE_CAME = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered to one asking for a page.

    ``at``: when it was asked for, in seconds since the first visitor was due. ``took``: seconds, of a visitor's first
    page since that visitor was due. ``status``: or ``NONE_CAME``.
    """

    at: float
    took: float
    status: int


@dataclass(slots=True)
class Seen:
    """All pages, and the subjects of the requests of which it was said that they have arrived.

    Of the generator itself: by how many seconds each visitor came late, and how much of a processor it used.
    """

    pages: list[Page] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    processor: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, list[str]]
    body: bytes

    @property
    def page(self) -> bytes:
        """The body as it was before it was packed."""
        return (
            decompress(self.body, MAX_WBITS | 16) if "gzip" in self.headers.get("content-encoding", []) else self.body
        )


class Left(Exception):
    """A visitor was not answered, and goes."""


class Visitor:
    """One of them: ``due`` is when they should have come, by the clock of ``time.perf_counter``."""

    def __init__(self, crowd: Crowd, number: int, due: float) -> None:
        self.crowd, self.number, self.due = crowd, number, due
        self.cookies: dict[str, str] = {}
        self.has_files = False
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def visit(self, what: str) -> None:
        """Come, and do what they came for."""
        try:
            await getattr(self, f"_{what}")()
        except Left:
            pass
        finally:
            if self._line is not None:
                self._line[1].close()

    async def _home(self) -> None:
        await self._page(HOME)

    async def _text(self) -> None:
        await self._page(TEXT)

    async def _form(self) -> None:
        await self._page(FORM)

    async def _file(self) -> None:
        shown = await self._page(FORM)
        await asyncio.sleep(READS)
        subject = f"تأخر صرف شهادة {self.crowd.name} {self.number}"
        words = {"subject": subject, "text": "راجعت المديرية ثلاث مرات ولم أستلمها. " * 8, "place": "إربد"}
        sent = await self._page(FORM, _hidden(shown) | words | {"agency": "moh", "email": "citizen@example.org"})
        self.crowd.seen.acknowledged.append(subject)
        await self._page(sent.headers["location"][0])

    async def _track(self) -> None:
        number, secret = next(self.crowd.cases)
        shown = await self._page(TRACK)
        await asyncio.sleep(READS)
        opened = await self._page(TRACK, _hidden(shown) | {"tracking": number, "secret": secret})
        await self._page(opened.headers["location"][0])

    async def _page(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or send a form, which is answered by where to go on; raises ``Left`` for any other answer."""
        asked = time.perf_counter()
        since = asked if self.cookies or self.has_files else self.due
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._ask(path, fields)
        except (OSError, EOFError, TimeoutError, ValueError):
            answer = Answer(NONE_CAME, {}, b"")
        page = Page(asked - self.crowd.began, time.perf_counter() - since, answer.status)
        self.crowd.seen.pages.append(page)
        if answer.status not in ((HTTPStatus.OK,) if fields is None else (HTTPStatus.SEE_OTHER, HTTPStatus.FOUND)):
            raise Left
        if not self.has_files:
            self.has_files = True
            await self._fetch(FILES.findall(answer.page))
        return answer

    async def _fetch(self, files: list[bytes]) -> None:
        """What a page names: its style, scripts, letters and signs."""
        for path in files:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._ask(path.decode(), None)
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                raise Left from error

    async def _ask(self, path: str, fields: dict[str, str] | None) -> Answer:
        """A connection that was kept may have ended meanwhile: then, as browsers do, once more by a new one."""
        was_kept = self._line is not None
        try:
            return await self._ask_once(path, fields)
        except (OSError, EOFError):
            if not was_kept:
                raise
            self._line = None
            return await self._ask_once(path, fields)

    async def _ask_once(self, path: str, fields: dict[str, str] | None) -> Answer:
        if self._line is None:
            here = (f"127.0.1.{self.number % ADDRESSES + 1}", 0)
            self._line = await asyncio.open_connection("127.0.0.1", self.crowd.port, local_addr=here)
        reader, writer = self._line
        writer.write(_request(path, fields, self.cookies))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in head[1:-2]:
            name, _colon, value = line.partition(": ")
            headers.setdefault(name.lower(), []).append(value.strip())
        body = await reader.readexactly(int(headers.get("content-length", ["0"])[0]))
        for cookie in headers.get("set-cookie", []):
            name, _is, value = cookie.partition(";")[0].strip().partition("=")
            self.cookies[name] = value
        if headers.get("connection") == ["close"]:
            writer.close()
            self._line = None
        return Answer(int(head[0].split()[1]), headers, body)


def _request(path: str, fields: dict[str, str] | None, cookies: dict[str, str]) -> bytes:
    body = b"" if fields is None else urlencode(fields).encode()
    lines = [f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if fields is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _hidden(shown: Answer) -> dict[str, str]:
    return {name.decode(): unescape(value.decode()) for name, value in HIDDEN.findall(shown.page)}


class Crowd:
    """All visitors of one run."""

    def __init__(self, port: int, cases: list[tuple[str, str]]) -> None:
        self.port, self.cases, self.seen = port, cycle(cases), Seen()
        self.name = f"{time.time_ns():x}"
        self.began = 0.0

    async def come(self, phases: list[tuple[float, float]]) -> None:
        """So many a second, for so many seconds, phase after phase; returns when the last has gone."""
        used, self.began = time.process_time(), time.perf_counter()
        async with asyncio.TaskGroup() as visits:
            for number, (what, after) in enumerate(zip(cycle(CAME_FOR), _due(phases), strict=False)):
                due = self.began + after
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                self.seen.late.append(time.perf_counter() - due)
                visits.create_task(Visitor(self, number, due).visit(what))
        self.seen.processor = (time.process_time() - used) / (time.perf_counter() - self.began)


def _due(phases: list[tuple[float, float]]) -> Iterator[float]:
    """When each visitor is due, in seconds."""
    begin = 0.0
    for rate, seconds in phases:
        for number in range(round(rate * seconds)):
            yield begin + number / rate
        begin += seconds


def main(port: int, phases: list[tuple[float, float]]) -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = Crowd(port, json.load(sys.stdin))
    with suppress(OSError):  # a crowd has machines of its own, and does not wait for this one
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    gc.disable()
    asyncio.run(crowd.come(phases))
    json.dump(asdict(crowd.seen), sys.stdout)


if __name__ == "__main__":
    main(
        int(sys.argv[1]),
        [(float(rate), float(seconds)) for rate, _, seconds in (a.partition(":") for a in sys.argv[2:])],
    )
