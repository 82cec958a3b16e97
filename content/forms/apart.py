"""Runs the reader of files apart from the web's processes: two at once on this machine, confined, and killed when it is
over."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from content.forms.confinement import DEMANDED
from content.forms.file_types import DONE, FileType
from content.forms.unreadable import (
    Broken,
    Bundle,
    Busy,
    Locked,
    Merged,
    OldOffice,
    OtherType,
    Programs,
    TooMuch,
)

SECONDS: Final = 5.0
"""For all files of one request together, so that its answer comes within 6."""
SLOTS: Final = 2
"""How many readers run at once, over all processes of the web."""
_PATIENCE: Final = 1.0
"""Seconds to wait for a slot. A thread that waits longer is missing for pages that need no file to be read."""
_LEAST: Final = 2.0
"""Seconds that must be left to begin with a file at all: nearly every file is read in less."""
_PROGRAM: Final = "content.forms.reader"
_ROOT: Final = Path(__file__).resolve().parents[2]
_CONFINEMENT: Final = "content.forms.confinement"
_CANNOT_START: Final = 1
CANNOT_START: Final = (
    "The reader of files cannot start, so that no file can be attached. Mostly the system's libmagic is missing "
    f"(Debian: libmagic1t64). It says what it lacks: {Path(sys.executable).name} -m {_PROGRAM}. Or the kernel cannot "
    "confine it, which `manage.py check --deploy` says."
)
_WHY: Final = {why.status: why for why in (OtherType, Broken, TooMuch, OldOffice, Locked, Programs, Bundle, Merged)}
"""By the reader's status. What the system killed had reached its limits, and was too much."""


def read_apart(
    content: IO[bytes], *, until: float, program: str = "", asked: str = "", small: IO[bytes] | None = None
) -> tuple[IO[bytes], FileType]:
    """What the reader makes of ``content``, a real file at its start, and the type that this has.

    ``program``: another reader than that of files, ``asked``: what is asked of it. ``small``: a real file, into which
    it draws the thumbnail of a picture. ``until`` is a time of ``time.monotonic``: then the reader is killed with all
    that it may have started. Raises one of ``Unreadable``, and ``RuntimeError`` where the reader cannot start.
    A file that is not read by ``until`` has not used up its share of the processor, or it would be ended already: the
    machine was ``Busy``.
    """
    with ExitStack() as closing, _slot(until) as slot:
        kept = closing.enter_context(tempfile.TemporaryFile())
        command, passed = [sys.executable, "-E", "-s", "-m", program or _PROGRAM], [slot]
        if asked:
            command.append(asked)
        if small is not None:
            command.append(str(small.fileno()))
            passed.append(small.fileno())
        status = _run(command, content, kept, passed, until)
        if status is None:
            raise Busy
        if status == _CANNOT_START:
            raise RuntimeError(CANNOT_START)
        if status not in DONE:
            raise _WHY.get(status, TooMuch)
        closing.pop_all()  # the caller closes it
    kept.seek(0)
    return kept, DONE[status]


def reader_environment() -> dict[str, str]:
    """Nothing of ours, where the keys are; whether to read at all where the system cannot confine who reads."""
    demanded = {DEMANDED: "1"} if settings.READERS_CONFINED else {}
    return {"MALLOC_ARENA_MAX": "1", **demanded}  # each thread's own heap would be counted with 64 MB


def reached_by_readers(paths: Iterable[Path]) -> list[str]:
    """What a confined process reached all the same, by trying: files of ours at ``paths``, sockets, other processes."""
    command = [sys.executable, "-E", "-s", "-m", _CONFINEMENT, *map(str, paths)]
    tried = subprocess.run(  # noqa: S603  the command is ours
        command, cwd=_ROOT, env={}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, timeout=60, text=True
    )
    return tried.stdout.split("\n") if tried.stdout else []


def can_start() -> bool:
    """Whether the reader finds all that it needs on this machine; it starts once to tell."""
    with tempfile.TemporaryFile() as nothing, tempfile.TemporaryFile() as kept:
        status = _run([sys.executable, "-E", "-s", "-m", _PROGRAM], nothing, kept, [2], time.monotonic() + 60)
    return status == OtherType.status


def _run(command: list[str], content: IO[bytes], kept: IO[bytes], passed: Sequence[int], until: float) -> int | None:
    """The status of ``command``; None where it was not done in its time, and is killed.

    It holds its slot, one of those that are ``passed``, too: should we die, until its own end.
    """
    reader = subprocess.Popen(  # noqa: S603  the command is ours; its arguments are numbers
        command,
        cwd=_ROOT,
        env=reader_environment(),
        stdin=content,
        stdout=kept,
        stderr=subprocess.DEVNULL,
        pass_fds=passed,
        start_new_session=True,
    )
    try:
        return reader.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    finally:
        if reader.returncode is None:
            os.killpg(reader.pid, signal.SIGKILL)
            reader.wait()


@contextmanager
def _slot(until: float) -> Iterator[int]:
    """One of the slots, as the descriptor of its locked file. Raises ``Busy``."""
    folder = Path(settings.READING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    give_up = min(time.monotonic() + _PATIENCE, until - _LEAST)
    with ExitStack() as closing:
        slots = [closing.enter_context((folder / f"slot-{number}").open("wb")) for number in range(SLOTS)]
        while time.monotonic() < give_up:
            for slot in slots:
                if _locked(slot):
                    yield slot.fileno()
                    return
            time.sleep(0.02)
    raise Busy


def _locked(slot: IO[bytes]) -> bool:
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
