"""How many visitors the public pages bear, beside a static file of the same site asked for in the same moments."""

from __future__ import annotations

import os
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tests.bench.figures import Sheet
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.crash.browser import Browser

CLIENTS = 8
"""As many as the web has threads: two processes of four. Each keeps its connection, as browsers do."""
ROUND = 1.0  # seconds
ROUNDS = 8
PAGES = {
    "the home page": ("/ar/", 2),
    "a page of text": ("/en/privacy/", 2),
    "a form's first view": ("/ar/file/complaint/", 5),
}
"""Their addresses, and how many times a static file's cost they may cost: at least 0.5 and 0.2 of its rate."""
TICKS = os.sysconf("SC_CLK_TCK")
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Ask for each in turn, round by round, so that what else the machine does falls on all alike."""
    with served(GUNICORN_CMD_ARGS="--max-requests 0") as (port, workers):  # the same workers to the end
        found = re.search(r'href="(/static/sheets/public\.[0-9a-f]+\.css)"', Browser(port).get("/ar/").text)
        assert found is not None
        static = found[1]
        addresses = [static, *(address for address, _most in PAGES.values())]
        rates: dict[str, list[float]] = {address: [] for address in addresses}
        costs: dict[str, list[float]] = {address: [] for address in addresses}
        for _round in range(ROUNDS):
            for address in addresses:
                before = _cpu(workers)
                answers, seconds = _crowd(port, address)
                rates[address].append(answers / seconds)
                costs[address].append((_cpu(workers) - before) / answers)
    sheet.add("a static file", median(rates[static]), "/s")
    for name, (address, most) in PAGES.items():
        sheet.add(name, median(rates[address]), "/s")
        sheet.add(f"{name}: a static file's rate over its", _over(rates[static], rates[address]), "times", most)
        sheet.add(f"{name}: the web's CPU over a static file's", _over(costs[address], costs[static]), "times")


def _over(many: list[float], few: list[float]) -> float:
    return median(one / other for one, other in zip(many, few, strict=True))


def _crowd(port: int, address: str) -> tuple[int, float]:
    """How many answers all clients together got, and in how many seconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as crowd:
        answers = sum(crowd.map(lambda _client: _ask(port, address, began + ROUND), range(CLIENTS)))
    return answers, time.perf_counter() - began


def _ask(port: int, address: str, until: float) -> int:
    """Ask again and again, by one connection, as a browser that has never been here; how often."""
    line = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\n\r\n".encode("ascii")
    answers = 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while time.perf_counter() < until:
            connection.sendall(line)
            _read(connection)
            answers += 1
    return answers


def _read(connection: socket.socket) -> None:
    """One answer, whole."""
    head, end, body = b"", b"", b""
    while not end:
        got = connection.recv(65_536)
        assert got, "the web closed the connection"
        head, end, body = (head + got).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = LENGTH.search(head)
    assert length is not None, head
    rest = int(length[1]) - len(body)
    while rest > 0:
        rest -= len(connection.recv(65_536))


def _cpu(workers: list[int]) -> float:
    """Seconds that the web's processes have been on a processor."""
    fields = [Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split() for pid in workers]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS
