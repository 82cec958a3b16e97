"""Clients that send or read slowly, as many as asked for: an attack that costs its author nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

EVERY = 1.0  # seconds between two bytes
FORM = "/ar/file/complaint/"


@dataclass(frozen=True, slots=True)
class Kind:
    """``first`` is sent at the beginning, ``more`` each second; ``reads``: so many bytes are read each second."""

    first: bytes
    more: bytes = b""
    reads: int = 0
    window: int = 0  # bytes that the system takes in for a client that does not read; 0: as usual


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _post(path: str, length: int) -> bytes:
    kind = "Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken=a"
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kind}\r\nContent-Length: {length}\r\n\r\na=".encode()


def kinds(large: str) -> dict[str, list[Kind]]:
    """The five, each in its variants; ``large``: the address of something of many hundred kilobytes."""
    return {
        "half a header": [Kind(b"GET /ar/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-", b"a")],
        "a trickled body": [Kind(_post("/ar/track/", 9_000), b"aa"), Kind(_post(FORM, 3_000_000), b"aa")],
        "silence": [Kind(b"")],
        "an answer hardly read": [Kind(_get(large), reads=1, window=2_048), Kind(_get(large) * 200, window=2_048)],
        "a finished connection left open": [Kind(_get("/healthz"), reads=65_536)],
    }


class _Client:
    """One of them; it comes again when it is shut out."""

    def __init__(self, port: int, kind: Kind) -> None:
        self._port, self._kind = port, kind
        self._line: socket.socket | None = None

    def step(self) -> None:
        if self._line is None:
            self._begin()
            return
        try:
            if self._kind.more:
                self._line.send(self._kind.more)
            if self._is_shut(self._line):
                self.end()
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def end(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _begin(self) -> None:
        line = socket.socket()
        if self._kind.window:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._kind.window)
        line.settimeout(2)
        try:
            line.connect(("127.0.0.1", self._port))
            line.sendall(self._kind.first)
            line.settimeout(0)
        except OSError:
            line.close()
        else:
            self._line = line

    def _is_shut(self, line: socket.socket) -> bool:
        if not self._kind.reads:
            return False
        return line.recv(self._kind.reads) == b""


@contextmanager
def crowd(port: int, variants: list[Kind], number: int) -> Iterator[None]:
    """So many of them are there within the block, all connected before it begins."""
    clients = [_Client(port, variants[place % len(variants)]) for place in range(number)]
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(EVERY):
            for client in clients:
                client.step()
                if over.is_set():
                    break

    for client in clients:
        client.step()
    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for client in clients:
            with suppress(OSError):
                client.end()
