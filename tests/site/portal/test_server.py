"""The web server as operators start it: what it believes of a request, and what it does not."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0  # seconds


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port(child_environment: dict[str, str]) -> Iterator[int]:
    """Where gunicorn serves this test's database, with its own settings, and one worker."""
    number = _free_port()
    line = [sys.executable, "-m", "gunicorn", "--config", "site/portal/server.py", "--bind", f"127.0.0.1:{number}"]
    world = child_environment | {"WEB_CONCURRENCY": "1", "PORT": str(number)}
    with subprocess.Popen(line, cwd=ROOT, env=world) as child:
        try:
            yield number
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(PATIENCE)


def asked(port: int, address: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, where it leads, and the page; waits for the server to be up."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        finally:
            connection.close()


@pytest.mark.parametrize("prefix", ["/x", "/admin"])
def test_no_header_says_where_the_site_begins(port: int, prefix: str) -> None:
    plain = asked(port, "/admin/desk/", {})
    assert plain[:2] == (302, "/admin/login/?next=/admin/desk/")
    for spelling in ("SCRIPT_NAME", "Script-Name", "PATH_INFO"):
        assert asked(port, "/admin/desk/", {spelling: prefix}) == plain
    status, _where, login = asked(port, "/admin/login/", {"SCRIPT_NAME": prefix})
    assert status == 200
    assert re.findall(r'<form[^>]*action="([^"]*)"', login) == ["/admin/login/"]
