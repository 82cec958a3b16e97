"""The program that tells the type of a file of which only the beginning is there: apart, with limits, as any is read.

``python -m content.forms.head_reader`` takes the beginning from standard input, writes nothing, and ends with the
status of the type that the file begins as.
"""

from __future__ import annotations

import sys
from typing import IO

from content.forms.file_types import FileType
from content.forms.reader import run
from content.forms.sniffing import HEAD, type_of


def begun_as(content: IO[bytes], _kept: IO[bytes]) -> FileType:
    """Raises one of ``Unreadable``."""
    content.seek(0)
    return type_of(content.read(HEAD))


if __name__ == "__main__":
    sys.exit(run(begun_as))
