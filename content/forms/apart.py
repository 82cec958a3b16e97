"""Runs the reader of files apart from the web's processes: two at once on this machine, and killed when it is over."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from content.forms.unreadable import Broken, Busy, OtherType, TooMuch

SECONDS: Final = 5.0
"""For all files of one request together, so that its answer comes within 6."""
PLACES: Final = 2
"""How many readers run at once, over all processes of the web."""
_PATIENCE: Final = 1.0
"""Seconds to wait for a place. A thread that waits longer is missing for pages that need no file to be read."""
_LEAST: Final = 2.0
"""Seconds that must be left to begin with a file at all: what is killed then was too much by itself."""
_PROGRAM: Final = "content.forms.reader"
_ROOT: Final = Path(__file__).resolve().parents[2]
_CANNOT_START: Final = 1
_WHY: Final = {why.status: why for why in (OtherType, Broken, TooMuch)}
"""By the reader's status; what was killed was too much."""


def read_apart(content: IO[bytes], mime: str, *, until: float) -> IO[bytes]:
    """What the reader makes of ``content``, a real file at its start, which is of the type ``mime`` by its first bytes.

    ``until`` is a time of ``time.monotonic``: then the reader is killed with all that it may have started. Raises
    one of ``Unreadable``, and ``RuntimeError`` where the reader cannot start.
    """
    with ExitStack() as closing, _place(until) as place:
        kept = closing.enter_context(tempfile.TemporaryFile())
        status = _run([sys.executable, "-E", "-s", "-m", _PROGRAM, mime], content, kept, place, until)
        if status == _CANNOT_START:
            raise RuntimeError(f"The reader of files cannot start. Try: python -m {_PROGRAM}")
        if status != 0:
            raise _WHY.get(status, TooMuch)
        closing.pop_all()  # the caller closes it
    kept.seek(0)
    return kept


def _run(command: list[str], content: IO[bytes], kept: IO[bytes], place: int, until: float) -> int:
    """The status of ``command``, that of a killed one at the end of its time.

    It gets nothing of our environment, where the keys are. It holds its place, too: should we die, until its own end.
    """
    reader = subprocess.Popen(  # noqa: S603  the command is ours, its one argument one of a few types
        command,
        cwd=_ROOT,
        env={"MALLOC_ARENA_MAX": "1"},  # each thread's own heap would be counted with 64 MB
        stdin=content,
        stdout=kept,
        stderr=subprocess.DEVNULL,
        pass_fds=(place,),
        start_new_session=True,
    )
    try:
        return reader.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        if reader.returncode is None:
            os.killpg(reader.pid, signal.SIGKILL)
            reader.wait()


@contextmanager
def _place(until: float) -> Iterator[int]:
    """One of the places, as the descriptor of its locked file. Raises ``Busy``."""
    folder = Path(settings.READING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    give_up = min(time.monotonic() + _PATIENCE, until - _LEAST)
    with ExitStack() as closing:
        places = [closing.enter_context((folder / f"place-{number}").open("wb")) for number in range(PLACES)]
        while time.monotonic() < give_up:
            for place in places:
                if _locked(place):
                    yield place.fileno()
                    return
            time.sleep(0.02)
    raise Busy


def _locked(place: IO[bytes]) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
