"""Stands in for the reader of files, in a process as real: it takes more than it may of what it is asked for.

It reads ``WHAT:FILE`` as the file to open, and first writes the ids of its processes into FILE.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import IO

from content.forms.file_types import PDF, FileType
from content.forms.reader import run


def prepare() -> str:
    """What is asked for. Before the limits: a confined reader opens none of these files."""
    what, _, where = sys.stdin.buffer.read().decode().partition(":")
    file = Path(where)
    own = os.getpid()
    if what == "sleep" and os.fork() == 0:
        time.sleep(300)
    file.with_suffix(".new").write_text(f"{own} {_group()}", encoding="ascii")
    file.with_suffix(".new").rename(file)
    return what


def take(what: str, _content: IO[bytes], kept: IO[bytes]) -> FileType:
    """More memory, time on a processor or time than there is; with a child, to see that it goes too."""
    match what:
        case "memory":
            hoard = bytearray(1024 * 1024 * 1024)
            kept.write(b"%d" % len(hoard))
        case "cpu":
            while True:
                pass
        case "writing":
            for _megabyte in range(200):
                kept.write(b"x" * 1024 * 1024)
        case "keys":
            kept.write("\n".join(os.environ).encode())
        case _:
            time.sleep(300)
    return PDF


def _group() -> str:
    """All processes of this one's group but itself."""
    group = os.getpgrp()
    members = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    return " ".join(str(pid) for pid in members if pid != os.getpid() and _group_of(pid) == group)


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


if __name__ == "__main__":
    sys.exit(run(partial(take, prepare())))
