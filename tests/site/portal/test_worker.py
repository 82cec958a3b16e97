"""The worker's own loop, with a small application behind it and real connections before it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from waitress import wasyncore
from waitress.task import ThreadedTaskDispatcher

from portal import worker
from portal.gate.announcing import ANNOUNCED, LET_IN, LITTLE, MOST, WAITED
from tests.site.portal.queue.at_work import until

PATIENCE = 10.0  # seconds
TAKES = 1_000_000  # bytes: what the application takes at most


class Application:
    """Takes ``TAKES`` bytes and says how many came; ``seen``: (address, whether the body was only announced)."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []
        self.waited: list[float] = []
        self.let_in: list[bool] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.seen.append((environ["PATH_INFO"], ANNOUNCED in environ))
        self.waited.append(environ[WAITED])
        self.let_in.append(LET_IN in environ)
        assert self.may_answer.wait(PATIENCE)
        if "HTTP_TRANSFER_ENCODING" in environ:
            return _answer(start_response, "411 Length Required", b"")
        if int(environ.get("CONTENT_LENGTH") or 0) > TAKES:
            return _answer(start_response, "413 Content Too Large", b"no")
        if ANNOUNCED in environ:
            return _answer(start_response, "100 Continue", b"never sent")
        if environ["PATH_INFO"] == "/file":
            start_response("200 OK", [("Content-Length", "9")])
            file = BytesIO(b"of a file")
            return environ["wsgi.file_wrapper"](file) if "wsgi.file_wrapper" in environ else file
        if environ["PATH_INFO"] == "/in-pieces":
            start_response("200 OK", [])
            return [b"one", b"two"]
        if environ["PATH_INFO"] == "/large":
            return _answer(start_response, "200 OK", b"x" * 8_000_000)
        came = len(environ["wsgi.input"].read())
        return _answer(start_response, "200 OK", f"{environ['PATH_INFO']} {came}".encode())


def _answer(start_response: Callable[..., Any], status: str, body: bytes) -> list[bytes]:
    start_response(status, [("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def served(application: Application, *, most: int = 100) -> Iterator[tuple[int, worker.Server]]:
    """Where it listens, with two threads and so many connections, and the server itself."""
    over = threading.Event()
    connections: dict[int, Any] = {}
    threads = ThreadedTaskDispatcher()
    threads.set_thread_count(2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)  # noqa: FBT003  its only argument
        server = worker.listen(listener, application, threads, connections, worker.adjustments(64))
        server.most = most

        def turn() -> None:
            while not over.is_set():
                wasyncore.loop(timeout=0.05, use_poll=True, map=connections, count=1)

        loop = threading.Thread(target=turn)
        loop.start()
        try:
            yield listener.getsockname()[1], server
        finally:
            over.set()
            loop.join()
            application.may_answer.set()
            threads.shutdown()
            for channel in list(server.active_channels.values()):
                channel.handle_close()
            wasyncore.close_all(connections)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def read(line: socket.socket) -> bytes:
    """All that comes until the other side has nothing more to say."""
    came = b""
    while part := line.recv(65_536):
        came += part
    return came


def says(line: socket.socket, words: bytes) -> bool:
    """Whether what comes ends with these words, on a connection that stays open."""
    came = b""
    while not came.endswith(words) and (part := line.recv(65_536)):
        came += part
    return came.endswith(words)


def post(path: str, length: int, more: str = "") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {length}\r\n{more}\r\n".encode()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines of moments."""
    for name in ("HEADER", "BODY", "IDLE", "LINGER"):
        monkeypatch.setattr(worker, name, 0.3)


def test_a_body_comes_to_the_application_whole() -> None:
    application = Application()
    with served(application) as (port, _server), connect(port) as line:
        line.sendall(post("/little", 3) + b"a")
        time.sleep(0.2)
        assert application.seen == []
        line.sendall(b"bc")
        assert says(line, b"/little 3")


def test_of_a_large_body_the_application_is_asked_when_its_beginning_is_there() -> None:
    application = Application()
    with served(application) as (port, _server), connect(port) as line:
        line.sendall(post("/large-body", 500_000, "Connection: close\r\n") + b"x" * (LITTLE - 1))
        time.sleep(0.2)
        assert application.seen == []
        line.sendall(b"x" * (500_000 - LITTLE + 1))
        answer = read(line)
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.endswith(b"/large-body 500000")
        assert application.seen == [("/large-body", True), ("/large-body", False)]
        assert application.let_in == [False, True]


def test_what_is_too_large_is_refused_at_its_beginning_and_the_refusal_arrives() -> None:
    application = Application()
    with served(application) as (port, _server), connect(port) as line:
        line.sendall(post("/", TAKES + 1) + b"x" * TAKES)
        answer = read(line)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"Connection: close" in answer
        assert application.seen == [("/", True)]


@pytest.mark.parametrize("header", [f"Content-Length: {MOST + 1}", "Transfer-Encoding: chunked"])
def test_what_no_address_takes_is_refused_before_a_byte_of_it_has_come(header: str) -> None:
    with served(Application()) as (port, _server), connect(port) as line:
        line.sendall(f"POST / HTTP/1.1\r\nHost: here\r\n{header}\r\n\r\n".encode())
        assert line.recv(1_000)[:12] in (b"HTTP/1.1 413", b"HTTP/1.1 411")


def test_who_waits_for_leave_to_send_is_given_it() -> None:
    with served(Application()) as (port, _server), connect(port) as line:
        line.sendall(post("/asks", 3, "Expect: 100-continue\r\n"))
        assert line.recv(1_000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"abc")
        assert says(line, b"/asks 3")


@pytest.mark.parametrize("path", ["/little", "/large", "/file", "/in-pieces"])
def test_nothing_follows_a_head_but_the_next_answer(path: str) -> None:
    with served(Application()) as (port, _server), connect(port) as line:
        line.sendall(f"HEAD {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        line.sendall(b"GET /next HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        head, next_answer = read(line).split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 200 OK")
        if b"chunked" in head:
            assert next_answer == b"", "without a length a connection ends with its answer"
        else:
            assert next_answer.startswith(b"HTTP/1.1 200 OK\r\n")
            assert next_answer.endswith(b"\r\n\r\n/next 0")


def test_requests_that_come_at_once_are_answered_one_after_the_other() -> None:
    application = Application()
    with served(application) as (port, _server), connect(port) as line:
        application.may_answer.clear()
        line.sendall(post("/one", 1) + b"a" + post("/two", 2) + b"bb" + post("/three", 0, "Connection: close\r\n"))
        time.sleep(0.3)
        assert [path for path, _announced in application.seen] == ["/one"]
        application.may_answer.set()
        answers = read(line)
        assert [answers.index(body) for body in (b"/one 1", b"/two 2", b"/three 0")] == sorted(
            answers.index(body) for body in (b"/one 1", b"/two 2", b"/three 0")
        )


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", post("/", 9) + b"a", b"GET /finished HTTP/1.1\r\nHost: here\r\n\r\n", b"\r\n"]
)
def test_who_does_not_go_on_is_shut_out(sent: bytes) -> None:
    with served(Application()) as (port, _server), connect(port) as line:
        line.sendall(sent)
        began = time.monotonic()
        read(line)
        assert time.monotonic() - began < 5


@pytest.mark.usefixtures("quick")
def test_whoever_does_not_read_is_shut_out_and_holds_no_thread() -> None:
    application = Application()
    with served(application) as (port, server):
        lines = [connect(port) for _number in range(4)]  # twice the threads
        for line in lines:
            line.sendall(b"GET /large HTTP/1.1\r\nHost: here\r\n\r\n")
        until(lambda: len(application.seen) == 4)
        with connect(port) as line:
            line.sendall(b"GET /honest HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            assert read(line).endswith(b"/honest 0")
        until(lambda: not server.active_channels)
        for line in lines:
            line.close()


@pytest.mark.usefixtures("quick")
def test_a_body_that_comes_at_a_fair_rate_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "RATE", 10)
    with served(Application()) as (port, _server), connect(port) as line:
        line.sendall(post("/slow-line", 100))
        for _number in range(10):
            line.sendall(b"x" * 10)
            time.sleep(0.2)
        assert says(line, b"/slow-line 100")


def test_with_all_connections_taken_idle_ones_make_room_and_what_is_worked_on_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "NEWCOMER", 0.0)
    application = Application()
    with served(application, most=3) as (port, server):
        application.may_answer.clear()
        at_work, half, silent = connect(port), connect(port), connect(port)
        at_work.sendall(post("/at-work", 0, "Connection: close\r\n"))
        half.sendall(b"GET / HT")
        until(lambda: len(server.active_channels) == 3 and bool(application.seen))
        until(lambda: any(channel.request is not None for channel in list(server.active_channels.values())))
        with connect(port) as newcomer:
            newcomer.sendall(post("/newcomer", 0, "Connection: close\r\n"))
            assert silent.recv(100) == b""
            application.may_answer.set()
            assert read(newcomer).endswith(b"/newcomer 0")
        assert read(at_work).endswith(b"/at-work 0")
        for line in (at_work, half, silent):
            line.close()


def test_who_has_only_just_come_stays_longer_than_who_came_before() -> None:
    """A crowd that connects again and again does not put an honest visitor out before they have said what they want."""
    application = Application()
    with served(application, most=3) as (port, server):
        crowd = [connect(port) for _number in range(2)]
        until(lambda: len(server.active_channels) == 2)
        with connect(port) as honest:
            until(lambda: len(server.active_channels) == 3)
            with connect(port):
                assert crowd[0].recv(100) == b""
                honest.sendall(post("/honest", 0, "Connection: close\r\n"))
                assert read(honest).endswith(b"/honest 0")
        for line in crowd:
            line.close()


def test_a_message_that_could_be_read_in_two_ways_is_refused() -> None:
    twice = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"
    both = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    bare = b"GET / HTTP/1.1\nHost: here\n\n\r\n\r\n"
    folded = b"GET / HTTP/1.1\r\nHost: here\r\nX-One: a\r\n b\r\n\r\n"
    for message in (twice, both, bare, folded):
        application = Application()
        with served(application) as (port, _server), connect(port) as line:
            line.sendall(message)
            assert read(line).split()[1][:1] == b"4", message
        assert ("/", False) not in application.seen


@pytest.mark.parametrize("version", [b" HTTP/9.9", b" HTTP/2.0", b" HTTP/0.9", b""])
def test_a_version_that_is_not_spoken_here_is_refused(version: bytes) -> None:
    application = Application()
    with served(application) as (port, _server), connect(port) as line:
        line.sendall(b"POST /%b\r\nHost: here\r\nContent-Length: 3\r\n\r\nabc" % version)
        assert read(line).split()[1] == b"505"
    assert application.seen == []


def test_each_request_says_how_long_it_waited_for_a_thread() -> None:
    application = Application()
    with served(application) as (port, _server):
        application.may_answer.clear()
        lines = [connect(port) for _number in range(3)]  # one more than threads
        for line in lines:
            line.sendall(post("/", 0, "Connection: close\r\n"))
        until(lambda: len(application.seen) == 2)
        time.sleep(0.5)
        application.may_answer.set()
        assert all(read(line).endswith(b"/ 0") for line in lines)
        for line in lines:
            line.close()
    assert application.waited[2] > 0.4
    assert application.let_in == [False, False, False]


def test_at_one_look_several_newcomers_are_let_in_and_no_more_than_there_is_room_for() -> None:
    connections: dict[int, Any] = {}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)  # noqa: FBT003  its only argument
        server = worker.listen(listener, Application(), ThreadedTaskDispatcher(), connections, worker.adjustments(64))
        lines = [connect(listener.getsockname()[1]) for _number in range(worker.AT_ONCE + 2)]
        server.handle_accept()
        assert len(server.active_channels) == worker.AT_ONCE
        server.handle_accept()
        assert len(server.active_channels) == worker.AT_ONCE + 2
        server.most = worker.AT_ONCE
        lines.append(connect(listener.getsockname()[1]))
        server.handle_accept()
        assert len(server.active_channels) == worker.AT_ONCE + 2
        for line in lines:
            line.close()
        wasyncore.close_all(connections)
