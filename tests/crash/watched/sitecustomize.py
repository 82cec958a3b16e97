"""Python runs this at the start of every process under fire: each publishes where it is just now in a file of its own.

The test puts this folder on the path of those processes; no other process and nothing of the platform knows it.
"""

from __future__ import annotations

import mmap
import os
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

IN_TRANSACTION, ANSWERING, WRITING = range(3)
"""How many threads are in a write transaction; between their commit and the end of their response; writing a file."""


class Places:
    """The counts of this process, in memory that the test reads: three bytes in a file named by the process id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._here = threading.local()
        self.settle()

    def settle(self) -> None:
        """After a fork, too: a child has a file of its own, and only the thread that forked."""
        self._lock = threading.Lock()
        path = self._folder / str(os.getpid())
        path.write_bytes(bytes(3))
        with path.open("r+b") as file:
            self._counts = mmap.mmap(file.fileno(), 3)

    def enter(self, place: int) -> None:
        with self._lock:
            self._counts[place] += 1

    def leave(self, place: int) -> None:
        with self._lock:
            self._counts[place] = max(self._counts[place] - 1, 0)

    def answering(self, value: bool | None = None) -> bool:
        """Whether this thread has committed what a request asks for and has not yet answered; ``value`` sets it."""
        before = bool(getattr(self._here, "answering", False))
        if value is not None and value != before:
            self._here.answering = value
            (self.enter if value else self.leave)(ANSWERING)
        return before

    def posting(self, value: bool | None = None) -> bool:
        """Whether this thread works on a request that writes; ``value`` sets it."""
        if value is not None:
            self._here.posting = value
        return bool(getattr(self._here, "posting", False))


def around(place: int, places: Places, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, published as ``place`` while it runs."""

    def published(*args: Any, **kwargs: Any) -> Any:
        places.enter(place)
        try:
            return function(*args, **kwargs)
        finally:
            places.leave(place)

    return published


class Transactions:
    """Publishes the outermost transaction of each thread until its commit, and the answer that it is for after it."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._here = threading.local()
        atomic = import_module("django.db.transaction").Atomic
        wrapper = import_module("django.db.backends.base.base").BaseDatabaseWrapper
        self._enter, self._leave, self._hooks = atomic.__enter__, atomic.__exit__, wrapper.run_and_clear_commit_hooks

        # Functions, since only they become methods of what they are hung on.
        def entered(block: Any) -> None:
            self.entered(block)

        def left(block: Any, *error: Any) -> None:
            self.left(block, *error)

        def committed(connection: Any) -> None:
            self.committed(connection)

        atomic.__enter__, atomic.__exit__, wrapper.run_and_clear_commit_hooks = entered, left, committed

    def deeper(self, by: int) -> int:
        """How many blocks this thread is in, after so many more."""
        self._here.depth = getattr(self._here, "depth", 0) + by
        return int(self._here.depth)

    def entered(self, atomic: Any) -> None:
        self._enter(atomic)
        if self.deeper(1) == 1:
            self._places.enter(IN_TRANSACTION)

    def left(self, atomic: Any, *error: Any) -> None:
        try:
            self._leave(atomic, *error)
        finally:
            if self.deeper(-1) == 0:
                self._places.leave(IN_TRANSACTION)

    def committed(self, connection: Any) -> None:
        depth = self.deeper(0)
        if not depth:
            self._hooks(connection)
            return
        self.deeper(-depth)
        self._places.leave(IN_TRANSACTION)
        if self._places.posting() and connection.run_on_commit:  # only the door rings a bell
            self._places.answering(value=True)
        try:
            self._hooks(connection)
        finally:
            self.deeper(depth)
            self._places.enter(IN_TRANSACTION)


def watch_files(places: Places) -> None:
    storage = import_module("django.core.files.storage").FileSystemStorage
    storage.save = around(WRITING, places, storage.save)
    os.fsync = around(WRITING, places, os.fsync)


def watch_requests(places: Places) -> None:
    channel = import_module("waitress.channel").HTTPChannel
    serve = channel.service

    def served(self: Any) -> None:
        places.posting(value=getattr(self.requests[0], "command", "") == "POST")
        try:
            serve(self)
        finally:
            places.posting(value=False)
            places.answering(value=False)

    channel.service = served


def begin() -> None:
    places = Places(Path(os.environ["INSAF_CRASH_PLACES"]))
    os.register_at_fork(after_in_child=places.settle)
    Transactions(places)
    watch_files(places)
    watch_requests(places)


if "INSAF_CRASH_PLACES" in os.environ:
    begin()
