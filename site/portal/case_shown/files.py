"""The files of a case, for ``components/files.html``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.handing_out import PICTURES, SHOWN, SMALL
from content.forms.upload import HeldBack, sign_of
from permissions.writing import written_size
from workflows.cases.models import Answer, File
from workflows.cases.models.words import PROOF

NOT_NOW: Mapping[HeldBack, str | Promise] = {
    HeldBack.UNCHECKED: _("This file is still being checked for viruses. It can be opened once that is done."),
    HeldBack.INFECTED: _("A virus was found in this file. It is kept apart, and nobody can open it."),
    HeldBack.PREPARING: _(
        "This recording is being prepared. It can be played once that is done, usually within minutes."
    ),
    HeldBack.UNREADABLE: _(
        "This recording could not be read, and nobody can play it. It has to be sent again, best as MP4 or M4A."
    ),
}
"""Why a file of a case cannot be fetched."""

REDACTED = _("Parts of it are covered")
BEING_ENCRYPTED = _("Being encrypted")
PROVES = _("Proves for whom it is filed")


def _mark(file: File) -> str | Promise:
    """What is said of it beside its name: of one whose case is hidden, that its bytes are not encrypted yet."""
    if file.redacts_id is not None:
        return REDACTED
    return BEING_ENCRYPTED if file.encrypted and not file.bytes_encrypted else ""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file's row: its name, its size in words, where it is fetched, and the icon for what it is.

    ``number``: of the file in its case. ``held_back``: the sentence in the place of the way to fetch it, where nobody
    may. ``small``: where a small picture of it is fetched, if there is one; ``large``: where a photo is fetched to be
    looked at. ``answers``: the question that it was asked for by, where that took files of one kind. ``view``: where
    the staff look at it in its place, ``redact``: where they cover parts of it. ``mark``: that it is a redacted copy.
    """

    number: int
    name: str
    size_words: str
    url: str
    sign: str
    held_back: str | Promise = ""
    small: str = ""
    answers: str | Promise = ""
    view: str = ""
    redact: str = ""
    mark: str | Promise = ""
    large: str = ""


def shown_files(
    files: Iterable[File], address: Callable[[File], str], answers: Iterable[Answer] = ()
) -> list[ShownFile]:
    """The rows; ``address`` says where whoever reads fetches a file, ``answers`` what the questions were."""
    questions: dict[str, str | Promise] = {answer.key: answer.question for answer in answers} | {PROOF: PROVES}
    return [
        ShownFile(
            file.number,
            file.name,
            written_size(file.size),
            address(file),
            sign_of(file.content_type),
            NOT_NOW[HeldBack(file.held_back)] if file.held_back else "",
            f"{address(file)}?{SMALL}" if file.has_thumbnail else "",
            questions.get(file.asked_by, ""),
            mark=_mark(file),
            large=f"{address(file)}?{SHOWN}" if file.has_thumbnail and file.content_type in PICTURES else "",
        )
        for file in files
    ]
