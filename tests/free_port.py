"""Where a server of a test can listen."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port of this machine that nobody listened at a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
