"""What a file is called that somebody sent: its name is theirs, and may be made to mislead."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from content.forms.file_types import FileType

NAME_LENGTH: Final = 200


def clean_name(name: str, found: FileType) -> str:
    """The name to show: no folders, no invisible or direction marks, an ending that is true."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(
        " " if char.isspace() else char for char in last if unicodedata.category(char) not in ("Cc", "Cf")
    )
    stem, dot, ending = re.sub(" +", " ", visible).strip(" .").rpartition(".")
    if not dot or ending.lower() not in found.endings:
        stem, ending = f"{stem}{dot}{ending}", found.endings[0]
    return f"{stem[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"
