"""One request to a public address, with an end: whatever the other side does, it is over after five seconds."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

SECONDS: Final = 5.0
"""In all: to look up the name, to connect, to agree on keys, to send and to read the first line."""
LONGEST_LINE: Final = 4_096
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")
_RELAYS: Final = IPv4Network("192.88.99.0/24")
Address = IPv4Address | IPv6Address


class Refused(Exception):
    """Nothing was answered; ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer, of which no more is read; over TLS alone. Nothing is followed. Raises ``Refused``."""
    return _asked("POST", address, body, headers)


def head(address: str) -> int:
    """The status that a page elsewhere answers, which may be without TLS. Nothing is followed. Raises ``Refused``."""
    return _asked("HEAD", address, b"", {}, may_be_plain=True)


def _asked(method: str, address: str, body: bytes, headers: Mapping[str, str], *, may_be_plain: bool = False) -> int:
    """The name is looked up once, and every address that it has must be public; one of these is called, so that a name
    that says something else a moment later leads nowhere.
    """
    end = time.monotonic() + SECONDS
    try:
        where = urlsplit(address)
        given = where.port
    except ValueError as error:
        raise Refused("no_host") from error
    is_plain = may_be_plain and where.scheme == "http"
    host, port = where.hostname or "", given or (80 if is_plain else 443)
    found = addresses_of(host, port, end)
    if not found:
        raise Refused("no_host")
    if not all(is_public(each) for each in found):
        raise Refused("private")
    path = f"{where.path or '/'}{'?' + where.query if where.query else ''}"
    named = where.netloc.rpartition("@")[2]
    lines = [f"{method} {path} HTTP/1.1", f"Host: {named}", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    try:
        request = "\r\n".join([*lines, "", ""]).encode("ascii") + body
        return _said((str(found[0]), port), None if is_plain else host, request, end)
    except TimeoutError as error:
        raise Refused("silent") from error
    except (OSError, ValueError) as error:
        raise Refused("unreachable") from error


def addresses_of(host: str, port: int, end: float) -> list[Address]:
    """All that a name leads to. Looking it up may take as long as it likes: nobody waits for it beyond ``end``."""
    answered: SimpleQueue[list[Address]] = SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answered.put([ip_address(str(row[4][0]).partition("%")[0]) for row in rows])
        except (OSError, ValueError):
            answered.put([])

    Thread(target=look_up, daemon=True).start()
    try:
        return answered.get(timeout=_left(end))
    except (Empty, TimeoutError) as error:
        raise Refused("silent") from error


def is_public(address: Address) -> bool:
    """Whether it is everybody's: not of this machine, of a private, shared or local network, nor of a group.

    An IPv6 address that stands for an IPv4 one behind a translator (6to4, Teredo, NAT64) is none, whichever that is.
    Python says so itself of Teredo (not global) and NAT64 (reserved); of 6to4 not in every 3.11, and of the local
    addresses of old (fec0::/10) in none; nor of the relays of 6to4, which anybody may run (RFC 7526).
    """
    if address in _RELAYS:
        return False
    if isinstance(address, IPv6Address) and (address.is_site_local or address.sixtofour is not None):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def context() -> ssl.SSLContext:
    """Certificates are those of the machine's own list."""
    return ssl.create_default_context()


def _said(address: tuple[str, int], host: str | None, request: bytes, end: float) -> int:
    """``host``: whose certificate is asked for; None: none is."""
    with socket.create_connection(address, timeout=_left(end)) as plain:
        plain.settimeout(_left(end))
        if host is None:
            plain.sendall(request)
            return _status(plain, end)
        with context().wrap_socket(plain, server_hostname=host) as secure:
            secure.settimeout(_left(end))
            secure.sendall(request)
            return _status(secure, end)


def _status(connection: socket.socket, end: float) -> int:
    """From the first line, however slowly it comes."""
    came = b""
    while b"\n" not in came and len(came) < LONGEST_LINE:
        connection.settimeout(_left(end))
        more = connection.recv(LONGEST_LINE)
        if not more:
            break
        came += more
    status = _STATUS.match(came)
    if status is None:
        raise ValueError("no status")
    return int(status[1])


def _left(end: float) -> float:
    """Seconds; raises ``TimeoutError`` where none are."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
