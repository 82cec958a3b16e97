"""A request whose page is closed is over before the tables are emptied."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler

from django.core.servers.basehttp import ThreadedWSGIServer

from tests.last_requests import await_last_requests


def test_a_request_that_nobody_waits_for_any_more_is_waited_for() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            begun.set()
            may_end.wait(10)
            ended.set()

    with ThreadedWSGIServer(("127.0.0.1", 0), Slow) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        with socket.create_connection(("127.0.0.1", server.server_port)) as page:
            page.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert begun.wait(10)
        threading.Timer(0.05, may_end.set).start()
        await_last_requests()
        assert ended.is_set()
        server.shutdown()
        running.join()
