"""Where lines go: to the end of a file, or to a syslog server (RFC 5424)."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

SECONDS: Final = 5.0
_AUDIT: Final = 13 * 8 + 6
"""Facility 13, log audit; severity 6, informational."""
_LONGEST_DATAGRAM: Final = 2_048
"""Octets that any receiver of RFC 5424 should take. A stamp is longer, and does not go by datagrams."""


def add_to_file(path: Path, lines: Sequence[str]) -> None:
    """Add lines to the end of a file, and see them to the disk. Raises ``OSError``.

    What could be written only in part is taken away again, where the file lets us.
    """
    content = "".join(f"{line}\n" for line in lines).encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        written = os.write(descriptor, content)
        if written < len(content):
            os.ftruncate(descriptor, size)
            raise OSError(f"there was room for {written} of {len(content)} bytes")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def send_to_syslog(address: str, lines: Sequence[str]) -> None:
    """Send lines to ``tls://``, ``tcp://``, ``udp://`` or ``unix://``. Raises ``OSError``.

    By TLS and TCP each has its length before it (RFC 5425, RFC 6587). Nobody answers: a line that a network has lost is
    missing, and the next one is there a minute later.
    """
    with _connected(address) as connection:
        by_datagram = connection.type == socket.SOCK_DGRAM
        for line in lines:
            message = _message(line)
            if by_datagram and len(message) > _LONGEST_DATAGRAM:
                continue
            connection.sendall(message if by_datagram else f"{len(message)} ".encode() + message)


def _message(line: str) -> bytes:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return f"<{_AUDIT}>1 {at} - insaf - trail - {line}".encode()


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    where = urlsplit(address)
    if where.scheme == "unix":
        with _unix(where.path) as connection:
            yield connection
        return
    host, port = str(where.hostname), int(where.port or 0)
    if where.scheme == "udp":
        family, kind, protocol, _name, to = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as connection:
            connection.connect(to)
            yield connection
        return
    with socket.create_connection((host, port), timeout=SECONDS) as plain:
        if where.scheme == "tcp":
            yield plain
            return
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as guarded:
            yield guarded


def _unix(path: str) -> socket.socket:
    """Most listen for datagrams there, some for a stream."""
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        connection = socket.socket(socket.AF_UNIX, kind)
        connection.settimeout(SECONDS)
        try:
            connection.connect(path)
        except OSError:
            connection.close()
            if kind == socket.SOCK_STREAM:
                raise
        else:
            return connection
    raise AssertionError("the loop returns or raises")
