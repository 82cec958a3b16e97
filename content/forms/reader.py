"""The program that opens a file somebody sent: a process of its own, with limits, and with no secret in reach.

``python -m content.forms.reader TYPE`` reads the file from standard input. To standard output it writes a picture
anew, or the MIME type of a document. It ends with 0 or the status of why not; over its limits it is killed. It
imports nothing of Django, so that it starts in some 50 ms.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from typing import Final

from content.forms.packages import office_type
from content.forms.pictures import write_anew
from content.forms.sniffing import PACKAGE, TYPES
from content.forms.unreadable import Broken, TooMuch, Unreadable

MOST_MEMORY: Final = 768 * 1024 * 1024
MOST_CPU: Final = 4
"""Seconds. A photo of 50 megapixels takes one or two."""
_MOST_WRITTEN: Final = 100 * 1024 * 1024
_LIMITS: Final = (
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_CPU, MOST_CPU),
    (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
    (resource.RLIMIT_CORE, 0),
)


def read(mime: str) -> None:
    """From standard input to standard output, by what the first bytes said."""
    if mime == PACKAGE.mime:
        sys.stdout.write(office_type(sys.stdin.buffer).mime)
    else:
        (found,) = (each for each in TYPES if each.mime == mime)
        write_anew(sys.stdin.buffer, found, sys.stdout.buffer)
    sys.stdout.flush()


def run(reading: Callable[[str], None]) -> int:
    """``reading`` within the limits; the status that says what came of it."""
    for limit, most in _LIMITS:
        hard = resource.getrlimit(limit)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (least, least))
    try:
        reading(sys.argv[1])
    except Unreadable as why:
        return why.status
    except MemoryError:
        return TooMuch.status
    except Exception:  # noqa: BLE001  what hostile bytes make the readers of formats raise is anybody's guess
        return Broken.status
    return 0


if __name__ == "__main__":
    sys.exit(run(read))
