"""A file that somebody sent, as it is kept: known by its bytes, and opened nowhere but in a process apart."""

from __future__ import annotations

import io
import shutil
import tempfile

from django.core.files import File

from content.forms.apart import read_apart
from content.forms.sniffing import HEAD, KEPT_AS, PACKAGE, PDF, TYPES, FileType, type_of
from content.forms.unreadable import OtherType

_BY_MIME = {each.mime: each for each in TYPES}


def cleaned(content: File[bytes], *, until: float) -> tuple[File[bytes], FileType]:
    """The file to keep instead of ``content``, at its start, and its type; anything but a picture stays as it is.

    ``until`` and what is raised are those of ``read_apart``.
    """
    content.seek(0)
    found = type_of(content.read(HEAD))
    content.seek(0)
    if found is None:
        raise OtherType
    if found == PDF:
        return content, PDF
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(content, copy)
        copy.seek(0)
        content.seek(0)
        read = read_apart(copy, found.mime, until=until)
    if found == PACKAGE:
        with read:
            return content, _BY_MIME[read.read().decode("ascii")]
    kept: File[bytes] = File(read, name=content.name)
    kept.size = read.seek(0, io.SEEK_END)
    kept.seek(0)
    return kept, KEPT_AS[found]
