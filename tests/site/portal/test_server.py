"""The web server as operators start it: what it believes of a request, and what it does not."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from portal.gate.announcing import LITTLE
from tests.content.forms.made import published_forms
from tests.crash.browser import Browser
from tests.site.portal.queue.at_work import children_of, until
from tests.site.portal.started import PATIENCE, asked, started
from tests.slow_clients import crowd, kinds

LARGE = "/static/large.js"
MOMENT = 1.0  # seconds: the most that an honest page may take
HELD_UP = 5.0
"""Seconds: whoever waits for slow clients waits until they are given up, which is longer; a busy machine takes less."""


@pytest.fixture
def port(child_environment: dict[str, str]) -> Iterator[int]:
    """Where gunicorn serves this test's database, with its own settings, and one worker."""
    with started(child_environment) as (number, _server):
        yield number


@pytest.mark.parametrize("prefix", ["/x", "/admin"])
def test_no_header_says_where_the_site_begins(port: int, prefix: str) -> None:
    plain = asked(port, "/admin/desk/", {})
    assert plain[:2] == (302, "/admin/login/?next=/admin/desk/")
    for spelling in ("SCRIPT_NAME", "Script-Name", "PATH_INFO"):
        assert asked(port, "/admin/desk/", {spelling: prefix}) == plain
    status, _where, login = asked(port, "/admin/login/", {"SCRIPT_NAME": prefix})
    assert status == 200
    assert re.findall(r'<form[^>]*action="([^"]*)"', login) == ["/admin/login/"]


HUGE = 200 * 1024 * 1024
"""Bytes."""


def announced(port: int, path: str, *, chunked: bool) -> bytes:
    """Say that 200 megabytes will come, and send none: the first line of what is answered to that."""
    length = b"Transfer-Encoding: chunked" if chunked else f"Content-Length: {HUGE}".encode()
    kind = b"Content-Type: multipart/form-data; boundary=x\r\nCookie: csrftoken=a"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        begin = b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\n%b\r\n%b\r\n\r\n"
        line.sendall(begin % (path.encode(), kind, length))
        return line.recv(200).partition(b"\r\n")[0]


def test_two_hundred_megabytes_are_refused_before_a_byte_of_them_is_read(port: int) -> None:
    asked(port, "/healthz", {})
    for path in ("/healthz", "/ar/track/", "/admin/login/", "/ar/"):
        assert announced(port, path, chunked=False).startswith(b"HTTP/1.1 413"), path
        assert announced(port, path, chunked=True).startswith(b"HTTP/1.1 411"), path


@pytest.fixture
def large(child_environment: dict[str, str]) -> dict[str, str]:
    """The environment of a server that has something of two megabytes to give."""
    file = Path(child_environment["INSAF_VAR"]) / "static" / Path(LARGE).name
    file.write_bytes(os.urandom(2_000_000))
    return child_environment


def slowest(port: int, seconds: float) -> float:
    """How long the slowest honest page took in so many seconds, each by a connection of its own."""
    took = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for address in ("/ar/track/", "/healthz"):
            began = time.monotonic()
            assert asked(port, address, {})[0] == 200
            took.append(time.monotonic() - began)
    return max(took)


def test_slow_clients_hold_nobody_up_also_with_all_connections_taken(large: dict[str, str]) -> None:
    with started(large, options="--worker-connections 40") as (port, _server):
        asked(port, "/ar/track/", {})
        for kind, variants in kinds(LARGE).items():
            with crowd(port, variants, 60):
                assert slowest(port, 2) < HELD_UP, kind


@pytest.mark.large
def test_two_hundred_slow_clients_of_each_kind_hold_nobody_up(large: dict[str, str]) -> None:
    with started(large, processes=2) as (port, _server):
        for _number in range(8):
            asked(port, "/ar/track/", {})
        for kind, variants in kinds(LARGE).items():
            with crowd(port, variants, 200):
                assert slowest(port, 20) < MOMENT, kind  # longer than any deadline


def test_a_stopping_server_finishes_what_is_coming_in(child_environment: dict[str, str]) -> None:
    with started(child_environment) as (port, server):
        line, silent = (socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _line in range(2))
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        time.sleep(0.3)
        os.kill(server, signal.SIGTERM)
        time.sleep(0.4)
        silent.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(0.3)
        line.sendall(b"\r\n")
        for each in (silent, line):
            answer = each.recv(65_536)
            each.close()
            assert answer.startswith(b"HTTP/1.1 200 OK")
            assert b"Connection: close" in answer


def test_a_worker_that_is_killed_is_replaced(child_environment: dict[str, str]) -> None:
    with started(child_environment) as (port, server):
        (before,) = children_of(server)
        os.kill(before, signal.SIGKILL)
        until(lambda: children_of(server) not in ([], [before]))
        assert asked(port, "/healthz", {})[0] == 200


def test_a_file_comes_through_whole(child_environment: dict[str, str]) -> None:
    """More than is read without asking: the gate lets it come."""
    published_forms()
    with started(child_environment) as (port, _server):
        browser = Browser(port)
        form = browser.get("/ar/file/complaint/")
        fields = {name: form.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
        grain = BytesIO()
        Image.effect_noise((700, 700), 90).save(grain, "JPEG", quality=95)
        photo = grain.getvalue()
        assert len(photo) > 2 * LITTLE
        answer = browser.post("/ar/file/complaint/?upload", fields, [photo])
        assert answer.status == 200, answer.text
