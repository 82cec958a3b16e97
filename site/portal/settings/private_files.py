"""What the platform writes to the disk is for the account that it runs as, and for no other on the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, Final

FILE: Final = 0o600
_FOLDER: Final = 0o700
_BESIDE_SQLITE: Final = ("", "-wal", "-shm", ".turn")


def keep_private(folder: Path, database: dict[str, Any]) -> None:
    """From now on all that this process makes is private; so are ``folder`` and the SQLite database that it finds.

    What is inside ``folder`` nobody else reaches then, whatever it was made with. A folder that many share, as ``/tmp``
    is, stays open to them.
    """
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    _close(folder, _FOLDER)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        for ending in _BESIDE_SQLITE:
            _close(Path(f"{database['NAME']}{ending}"), FILE)


def _close(path: Path, mode: int) -> None:
    """Give ``path`` a mode, where it is there, ours, and open to others."""
    try:
        now = path.stat()
    except OSError:
        return
    is_shared = bool(now.st_mode & stat.S_ISVTX)
    if now.st_uid == os.geteuid() and now.st_mode & 0o077 and not is_shared:
        path.chmod(mode)
