"""The files of a case, for ``components/files.html``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.forms.sizes import written_size
from workflows.cases.models import File


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file's row: its name, its size in words, where it is fetched, and whether it is a picture."""

    name: str
    size_words: str
    url: str
    picture: bool


def shown_files(files: Iterable[File], address: Callable[[File], str]) -> list[ShownFile]:
    """The rows; ``address`` says where whoever reads fetches a file."""
    return [
        ShownFile(file.name, written_size(file.size), address(file), file.content_type.startswith("image/"))
        for file in files
    ]
