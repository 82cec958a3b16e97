"""The program that opens a file somebody sent: a process of its own, with limits, confined, with no secret in reach.

``python -m content.forms.reader`` reads the file from standard input and writes it anew to standard output: the
picture alone, the document without what it says of its author and without what acts by itself. It ends with the status
of the type that this has, or of why not; over its limits it is killed. Where its argument is the number of a
descriptor, the thumbnail of a picture goes there. It imports nothing of Django, and what opens a
type only when such a file comes, so that it starts quickly.
"""

from __future__ import annotations

import importlib
import io
import os
import resource
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import IO, Final

from content.forms.confinement import DEMANDED, confine
from content.forms.file_types import DONE, KEPT_AS, PACKAGE, PDF, RECORDED, FileType
from content.forms.sniffing import HEAD, type_of
from content.forms.unreadable import Broken, TooMuch, Unreadable

MOST_MEMORY: Final = 768 * 1024 * 1024
MOST_CPU: Final = 4
"""Seconds. A photo of 50 megapixels takes one or two."""
CANNOT_START: Final = 1
"""Also the status of Python itself, where something is missing."""
_MOST_WRITTEN: Final = 100 * 1024 * 1024
_LIMITS: Final = (
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
    (resource.RLIMIT_CORE, 0),
)
_PICTURES: Final = "content.forms.pictures"
_OPENERS: Final = {
    **dict.fromkeys(KEPT_AS, _PICTURES),
    PDF: "content.forms.portable",
    PACKAGE: "content.forms.documents",
    **dict.fromkeys(RECORDED, "content.forms.recordings"),
}
"""The module that writes a type anew, by its ``write_anew(content, found, kept)``, which returns what came of it.
Of a recording nothing is written here: that takes minutes, and is the queue's."""


def read(content: IO[bytes], kept: IO[bytes], small: IO[bytes] | None = None) -> FileType:
    """Write what is in ``content`` anew into ``kept``, and into ``small`` the thumbnail of a picture; the type that it
    then has. Raises one of ``Unreadable``."""
    content.seek(0)
    found = type_of(content.read(HEAD))
    content.seek(0)
    opener = importlib.import_module(_OPENERS[found])
    more = (small,) if _OPENERS[found] == _PICTURES else ()
    written: FileType = opener.write_anew(content, found, kept, *more)
    return written


def run(reading: Callable[[IO[bytes], IO[bytes]], FileType], *, cpu: int = MOST_CPU) -> int:
    """``reading`` within the limits and confined, from standard input to standard output; the status that says what
    came of it, or ``CANNOT_START``.

    ``cpu``: seconds, of a reader that takes longer than to open a file once.
    """
    for limit, most in (*_LIMITS, (resource.RLIMIT_CPU, cpu)):
        hard = resource.getrlimit(limit)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (least, least))
    if not confine() and os.environ.get(DEMANDED):
        return CANNOT_START
    try:
        with io.BufferedRandom(io.FileIO(sys.stdout.fileno(), "r+", closefd=False)) as kept:
            found = reading(sys.stdin.buffer, kept)
    except Unreadable as why:
        return why.status
    except MemoryError:
        return TooMuch.status
    except Exception:  # noqa: BLE001  what hostile bytes make the readers of formats raise is anybody's guess
        return Broken.status
    return next(status for status, each in DONE.items() if each == found)


if __name__ == "__main__":
    with ExitStack() as closing:
        to = closing.enter_context(open(int(sys.argv[1]), "wb", closefd=False)) if sys.argv[1:] else None
        status = run(partial(read, small=to))
    sys.exit(status)
