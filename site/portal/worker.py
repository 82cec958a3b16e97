"""The worker of the web: it takes requests in and sends answers off by itself, and threads are there for what is whole.

Gunicorn starts and ends the processes; within each, waitress does the reading and writing in one loop, and hands a
request to one of the threads when all of it has come. So whoever sends or reads slowly costs a connection and no
thread. Added here to waitress:

* of a body that is more than ``LITTLE`` the application is asked when so much has come, at once where it is more than
  any address takes: the request is shown to it marked ``ANNOUNCED``, and it refuses or says ``100 Continue``;
* deadlines: how long a header, a body, an answer and an idle connection may take (as Apache's mod_reqtimeout counts);
* one request of a connection at a time, however many were sent at once;
* no body in answer to ``HEAD``: Django leaves that to the server, and waitress to the application;
* with all connections taken, the one that has kept us waiting longest makes room;
* an end that finishes what runs.
"""

from __future__ import annotations

import logging
import os
import resource
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from io import BytesIO
from typing import Any, Final

from gunicorn.workers.base import Worker as Base
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from portal.gate.announcing import ANNOUNCED, LET_IN, WAITED
from portal.incoming import Request

HEADER: Final = 15.0
"""Seconds for the whole header, from its first byte."""
BODY: Final = 30.0
"""Seconds for a body, and one more for each ``RATE`` bytes that have come. As much for an answer that is read."""
RATE: Final = 1_000
IDLE: Final = 15.0
"""Seconds without a byte of a request."""
LINGER: Final = 3.0
"""Seconds in which a refused body is thrown away, so that the refusal arrives; and for what comes in at the end."""
NEWCOMER: Final = 1.0
"""Seconds for which a connection is new."""
IN_MEMORY: Final = 64 * 1024
"""Bytes of a body or an answer that are held in memory; what is more goes into a temporary file."""
AT_ONCE: Final = 10
"""Newcomers who are let in at one look at all connections: with a thousand of them a look takes milliseconds."""
UNBOUNDED: Final = 1 << 62


class Waits(IntEnum):
    """For what a connection keeps us waiting; the higher, the smaller the loss if it goes."""

    ANSWER = 0  # that it takes what was answered
    BODY = 1
    HEADER = 2
    NOTHING = 3


class Task(WSGITask):
    """A request that a thread works on."""

    chunked_response: bool

    @property
    def is_question(self) -> bool:
        """Whether the body is only announced."""
        return not self.request.completed

    @property
    def goes_on(self) -> bool:
        """Whether the body may come: nothing is answered yet."""
        return self.is_question and str(self.status).startswith("100 ")

    @property
    def is_for_the_head(self) -> bool:
        """Whether no body may follow: the next answer of the connection would be read out of it (RFC 9110, 9.3.2)."""
        return bool(self.request.command == "HEAD")

    def get_environment(self) -> dict[str, Any]:
        if self.environ is not None:
            return dict(self.environ)
        environ: dict[str, Any] = super().get_environment()
        if self.is_for_the_head:
            del environ["wsgi.file_wrapper"]  # waitress sends a file past ``write``
        environ[WAITED] = time.monotonic() - self.channel.whole_at
        if self.request.asked and not self.is_question:
            environ[LET_IN] = True
        if self.is_question:
            environ[ANNOUNCED] = True
            environ["wsgi.input"] = BytesIO()
            if self.request.chunked:
                environ["HTTP_TRANSFER_ENCODING"] = "chunked"
        return environ

    def write(self, data: bytes) -> None:
        if self.goes_on:
            self.content_bytes_written += len(data)
        else:
            super().write(b"" if self.is_for_the_head else data)

    def finish(self) -> None:
        super().finish()
        self.channel.is_answered()

    def build_response_header(self) -> bytes:
        if self.is_question or not self.channel.server.accepting:
            self.set_close_on_finish()
        header = bytes(super().build_response_header())
        self.chunked_response = self.chunked_response and not self.is_for_the_head  # no last chunk either
        return header


class Channel(HTTPChannel):
    """A connection."""

    task_class = Task
    request: Request | None
    requests: list[Request]
    close_when_flushed: bool
    will_close: bool
    connected: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.kept = b""  # what has come and is not of the request that is worked on
        self.began = self.answered = time.time()
        self.whole_at = 0.0
        self.sent = 0
        self.thrown_away_since: float | None = None
        super().__init__(*args, **kwargs)

    def received(self, data: bytes) -> None:
        if self.thrown_away_since is not None:
            return
        with self.requests_lock:
            if not (self.will_close or self.close_when_flushed):
                self.kept += data
                self._read_on()

    def _read_on(self) -> None:
        """Take from what has come until there is a request to work on."""
        while self.kept and not self.requests:
            if self.request is None:
                self.request, self.began = Request(self.adj), time.time()
            request, new = self.request, not self.request.headers_finished
            self.kept = self.kept[request.received(self.kept) :]
            if request.to_ask:
                request.asked = True
                self._hand_over(request)
            elif request.completed:
                self.request = None
                if not request.empty:
                    self._hand_over(request)
            elif new and request.headers_finished and request.expect_continue:
                self.send_continue()

    def _hand_over(self, request: Request) -> None:
        """To the next thread that is free: a whole request, or the header of one whose body is announced."""
        self.sent_continue = False
        self.whole_at = time.monotonic()
        self.requests.append(request)
        self.server.add_task(self)

    def readable(self) -> bool:
        return self.thrown_away_since is not None or bool(super().readable())

    def writable(self) -> bool:
        return self._has_more or bool(super().writable())

    @property
    def _has_more(self) -> bool:
        """Whether the next request of several that came at once can be begun: the answer before it is sent."""
        return bool(self.kept) and not self.requests and not self.total_outbufs_len and not self.will_close

    def service(self) -> None:
        super().service()
        self.server.served += 1
        self.is_answered()

    def is_answered(self) -> None:
        """From now on the client is waited for."""
        self.answered, self.sent = time.time(), 0

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent = int(super().send(data, do_close=do_close))
        self.sent += sent
        return sent

    def handle_write(self) -> None:
        """Close only after what was still coming has been read: closing at once would take the answer back."""
        if self._has_more and not self.close_when_flushed:
            with self.requests_lock:
                self._read_on()
        elif self.close_when_flushed and not self.will_close:
            self._flush_exception(self._flush_some)
            if not self.total_outbufs_len and not self.will_close and self.connected:
                self.close_when_flushed, self.kept, self.thrown_away_since = False, b"", time.time()
                with suppress(OSError):
                    self.socket.shutdown(socket.SHUT_WR)
        else:
            super().handle_write()

    def handle_close(self) -> None:
        if self.request is not None:
            self.request.given_up = True
            self.request.close()
        super().handle_close()

    def keeps_waiting(self, now: float) -> tuple[Waits, float] | None:
        """None while a thread works on it; else for what we wait, and how many seconds beyond what is allowed."""
        if self.requests:
            return None
        if self.thrown_away_since is not None:
            return Waits.NOTHING, now - self.thrown_away_since - LINGER
        if self.total_outbufs_len:
            return Waits.ANSWER, now - self.answered - BODY - self.sent / RATE
        if self.request is None:
            return Waits.NOTHING, now - self.answered - IDLE
        if not self.request.headers_finished:
            return Waits.HEADER, now - self.began - HEADER
        return Waits.BODY, now - self.began - BODY - self.request.body_bytes_received / RATE


class Server(BaseWSGIServer):
    """A socket that is listened at."""

    channel_class = Channel
    served = 0
    has_come = False
    most = 1_000

    def maintenance(self, now: float) -> None:
        for channel in list(self.active_channels.values()):
            waits = channel.keeps_waiting(now)
            if waits is not None and waits[1] > 0:
                channel.handle_close()

    def handle_accept(self) -> None:
        for _number in range(AT_ONCE):
            self.has_come = False
            super().handle_accept()
            if not self.has_come:
                break

    def accept(self) -> Any:
        newcomer = super().accept()
        self.has_come = newcomer is not None
        if self.has_come and len(self.active_channels) >= self.most:
            self._make_room()
        return newcomer

    def _make_room(self) -> None:
        """Whoever has only just come has had no time to say anything: they go last of all, the newest at the end."""
        now = time.time()
        waiting = []
        for number, channel in self.active_channels.items():
            waits = channel.keeps_waiting(now)
            if waits is not None:
                old = now - channel.creation_time >= NEWCOMER
                waiting.append((old, *(waits if old else (Waits.NOTHING, now - channel.creation_time)), number))
        if waiting:
            self.active_channels[max(waiting)[-1]].handle_close()


class TcpServer(Server, TcpWSGIServer):
    pass


class UnixServer(Server, UnixWSGIServer):
    def fix_addr(self, _address: Any) -> tuple[str, None]:
        """Nobody's: whoever speaks at a file of this machine has no address."""
        return "", None


def listen(
    listener: socket.socket,
    application: Callable[..., Any],
    threads: ThreadedTaskDispatcher,
    connections: dict[int, Any],
    reads: Adjustments,
) -> Server:
    """Take connections from ``listener`` into ``connections``, which ``wasyncore.loop`` goes through."""
    about = (listener.family, listener.type, listener.proto, listener.getsockname())
    kind = UnixServer if listener.family == socket.AF_UNIX else TcpServer
    return kind(
        application, connections, _sock=listener, dispatcher=threads, adj=reads, bind_socket=False, sockinfo=about
    )


class Worker(Base):
    """What gunicorn starts. Of its settings these count: ``threads``, ``worker_connections``, ``backlog``, and for the
    end ``max_requests`` and ``graceful_timeout``."""

    alive: bool
    servers: list[Server]

    def run(self) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        most = min(self.cfg.worker_connections, _allow_files(3 * self.cfg.worker_connections + 200))
        threads = ThreadedTaskDispatcher()
        threads.set_thread_count(self.cfg.threads)
        connections: dict[int, Any] = {}
        reads = adjustments(self.cfg.backlog)
        self.servers = [listen(each.sock, self.wsgi, threads, connections, reads) for each in self.sockets]
        for server in self.servers:
            server.most = most
        while self.alive:
            self._turn(connections)
            if self.ppid != os.getppid():
                self.log.info("Parent changed, shutting down: %s", self)
                self.alive = False
            if sum(server.served for server in self.servers) >= self.max_requests:
                self.alive = False
        self._end(connections, threads)

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        for server in getattr(self, "servers", []):
            server.pull_trigger()

    def _turn(self, connections: dict[int, Any]) -> None:
        """What one look at all connections brings; a second at most."""
        self.notify()
        wasyncore.loop(timeout=1, use_poll=True, map=connections, count=1)

    def _end(self, connections: dict[int, Any], threads: ThreadedTaskDispatcher) -> None:
        """Take nobody new; what runs is finished and sent, and what is coming in just now may still come.

        Whoever is connected and has said nothing has a moment: their request may be on its way, or lie unread here.
        """
        began = time.monotonic()
        for server in self.servers:
            server.accepting = False
            server.del_channel(connections)
        while (took := time.monotonic() - began) < self.cfg.graceful_timeout - 1:
            channels = [each for server in self.servers for each in server.active_channels.values()]
            for channel in channels:
                waits = channel.keeps_waiting(time.time())
                if waits is None or waits[0] is Waits.ANSWER:
                    continue
                if took > (NEWCOMER if waits[0] is Waits.NOTHING else LINGER):
                    channel.handle_close()
            if not any(server.active_channels for server in self.servers):
                break
            self._turn(connections)
        threads.shutdown(timeout=1)


def adjustments(backlog: int) -> Adjustments:
    """How waitress reads and writes. What it would limit by itself is limited here, so those numbers have no end."""
    return Adjustments(
        backlog=backlog,
        ident="Insaf",
        clear_untrusted_proxy_headers=False,  # the gate says whose count
        connection_limit=UNBOUNDED,
        cleanup_interval=1,
        recv_bytes=64 * 1024,
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
        outbuf_high_watermark=UNBOUNDED,
        max_request_header_size=32 * 1024,
        max_request_body_size=UNBOUNDED,
        log_socket_errors=False,
    )


def _allow_files(wanted: int) -> int:
    """Open as many files as this machine lets us; how many connections that is enough for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return (soft - 200) // 3
