"""A file that somebody sent, as it is kept: opened nowhere but in a process apart, and written anew by it."""

from __future__ import annotations

import io
import shutil
import tempfile
from contextlib import ExitStack
from typing import IO

from django.core.files import File

from content.forms.apart import read_apart
from content.forms.file_types import RECORDINGS, FileType


def cleaned(content: File[bytes], *, until: float, small: IO[bytes] | None = None) -> tuple[File[bytes], FileType]:
    """The file to keep instead of ``content``, at its start, and its type; the caller closes it.

    Of a recording it is ``content`` as it came: to write it anew takes minutes (``preparing``), and nobody may fetch it
    before. ``until``, ``small`` and what is raised are those of ``read_apart``.
    """
    content.seek(0)
    with ExitStack() as closing:
        copy = closing.enter_context(tempfile.TemporaryFile())
        shutil.copyfileobj(content, copy)
        copy.seek(0)
        read, found = read_apart(copy, until=until, small=small)
        if found in RECORDINGS:
            read.close()
            read = copy
            closing.pop_all()
    kept: File[bytes] = File(read, name=content.name)
    kept.size = read.seek(0, io.SEEK_END)
    kept.seek(0)
    return kept, found
