"""Work on files that one process of a machine does at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alone(name: str) -> Iterator[int | None]:
    """The descriptor of a lock; while it is held no other process of this machine does what has this name. None where
    one does."""
    folder = Path(settings.READING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield lock.fileno()
