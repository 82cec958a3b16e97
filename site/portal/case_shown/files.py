"""The files of a case, for ``components/files.html``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.upload import VirusCheck
from permissions.writing import written_size
from workflows.cases.models import File

NOT_NOW: Mapping[VirusCheck, str | Promise] = {
    VirusCheck.WAITING: _("This file is still being checked for viruses. It can be opened once that is done."),
    VirusCheck.INFECTED: _("A virus was found in this file. It is kept apart, and nobody can open it."),
}
"""Why a file of a case cannot be fetched."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file's row: its name, its size in words, where it is fetched, and whether it is a picture.

    ``held_back``: the sentence in the place of the way to fetch it, where nobody may.
    """

    name: str
    size_words: str
    url: str
    picture: bool
    held_back: str | Promise = ""


def shown_files(files: Iterable[File], address: Callable[[File], str]) -> list[ShownFile]:
    """The rows; ``address`` says where whoever reads fetches a file."""
    return [
        ShownFile(
            file.name,
            written_size(file.size),
            address(file),
            file.content_type.startswith("image/"),
            NOT_NOW[VirusCheck(file.held_back)] if file.held_back else "",
        )
        for file in files
    ]
