"""Reads the folder to which the operator's mail server delivers what comes back to the sender's address."""

from __future__ import annotations

import logging
import os
import stat
from collections import Counter
from pathlib import Path
from typing import Final

from django.conf import settings

from workflows.notifications.came_back import MOST_BYTES, Notice, note

log = logging.getLogger(__name__)

AT_ONCE: Final = 1_000
"""Files of one reading; the others come with the next."""
_SEEN = ":2,S"
"""How a maildir marks what was read."""


def read_waiting() -> None:
    """For the queue: what lies in the folder that ``INSAF_BOUNCES`` names."""
    if settings.BOUNCES is None:
        return
    try:
        found = read_folder(settings.BOUNCES)
    except OSError as error:
        log.warning("What came back could not be read: %s", type(error).__name__)
    else:
        if found:
            log.info("came back: %s", dict(found))


def read_folder(folder: Path) -> Counter[str]:
    """Note all notices in a maildir; how many there were of each ``Notice``. Raises ``OSError`` where it is none.

    What was noted is deleted, since it names an address. What is no notice of ours is marked as read, for whoever looks
    after the mailbox.
    """
    found = Counter[str]()
    for path in sorted((folder / "new").iterdir())[:AT_ONCE]:
        try:
            notice = note(_content(path))
            if notice in (Notice.NOTED, Notice.KNOWN):
                path.unlink()
            elif notice != Notice.EARLY:
                path.rename(folder / "cur" / f"{path.name.partition(':')[0]}{_SEEN}")
        except OSError as error:
            log.warning("A file among what came back could not be read: %s", type(error).__name__)
            found["unreadable"] += 1
        else:
            found[notice.value] += 1
    return found


def _content(path: Path) -> bytes:
    """At most one byte more than a notice may have: of what is longer nothing is read. A link is not followed, and
    nothing waits for what is no file."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("no file")
        return file.read(MOST_BYTES + 1)
