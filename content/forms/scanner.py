"""The virus scanner beside us, ClamAV's ``clamd``, asked by its INSTREAM protocol; ``CLAMAV_URL`` says where it is."""

from __future__ import annotations

import logging
import socket
import struct
import time
from contextlib import closing
from typing import IO, Final
from urllib.parse import urlsplit

from django.conf import settings

from content.forms.unreadable import Infected

log = logging.getLogger(__name__)

_COMMAND: Final = b"zINSTREAM\0"
_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_CONNECTING: Final = 1.0
"""Seconds."""
_CLEAN, _FOUND = "OK", " FOUND"


class Away(Exception):
    """The scanner does not answer, or not in time, or cannot look at this file: it has to be asked again."""


def is_asked() -> bool:
    """Whether files are looked through for viruses at all."""
    return bool(settings.CLAMAV_URL)


def look_through(content: IO[bytes], *, until: float) -> None:
    """Return if the scanner finds nothing in ``content``, which is then at its start again.

    ``until`` is a time of ``time.monotonic``. Raises ``Infected`` with the name of what was found, and ``Away``.
    """
    try:
        answer = _asked(content, until)
    except OSError as error:
        raise Away(str(error)) from error
    finally:
        content.seek(0)
    said = answer.rstrip(b"\0\n").decode("ascii", "replace").removeprefix("stream: ")
    if said.endswith(_FOUND):
        raise Infected(said.removesuffix(_FOUND)[:100])
    if said != _CLEAN:
        log.error("The virus scanner says: %s", said or "nothing")
        raise Away(said)


def _asked(content: IO[bytes], until: float) -> bytes:
    content.seek(0)
    with closing(_connected(until)) as line:
        line.sendall(_COMMAND)
        while piece := content.read(_PIECE):
            line.settimeout(_left(until))
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            line.settimeout(_left(until))
            more = line.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer


def _connected(until: float) -> socket.socket:
    where, seconds = urlsplit(settings.CLAMAV_URL), min(_CONNECTING, _left(until))
    if where.scheme == "tcp":
        return socket.create_connection((where.hostname or "", where.port or 0), timeout=seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect(where.path)
    except OSError:
        line.close()
        raise
    return line


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
