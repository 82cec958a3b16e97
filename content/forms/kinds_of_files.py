"""What questions for files of one kind take: told by the first bytes that come, and by what a file was found to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.file_types import (
    DOCX,
    HEARD_ONLY,
    HEIC,
    JPEG,
    ODT,
    PACKAGE,
    PDF,
    PNG,
    RECORDED,
    RECORDINGS,
    VIDEO,
    VOICE,
    WEBP,
    XLSX,
    FileType,
)
from content.forms.refusals import Refusal, named
from content.forms.upload import Upload
from workflows.questions.types import QuestionKind


@dataclass(frozen=True, slots=True)
class KindOfFiles:
    """What a question takes, by types; what a browser offers; what is said of anything else."""

    types: tuple[FileType, ...]
    accepted: str
    wrong: str | Promise
    hint: str | Promise

    def takes(self, mime: str) -> bool:
        return any(found.mime == mime for found in self.types)

    def may_begin(self, found: FileType) -> bool:
        """Whether a file that begins as ``found`` may turn out to be one of them, once all of it is there."""
        if found == PACKAGE:
            return any(each in self.types for each in (DOCX, XLSX, ODT))
        if found in RECORDED:
            return VOICE in self.types or (VIDEO in self.types and found not in HEARD_ONLY)
        return found in self.types

    @property
    def endings(self) -> list[str]:
        """Those that such files have when they come."""
        found = [*(each.endings for each in self.types), *(RECORDED.values() if self.types[0] in RECORDINGS else ())]
        return list(dict.fromkeys(chain.from_iterable(found)))


_PICTURES: Final = (JPEG, PNG, WEBP, HEIC)
_PAPERS: Final = (PDF, DOCX, XLSX, ODT)
_RECORDED: Final = ",".join(f".{ending}" for endings in RECORDED.values() for ending in endings)
OF_ONE_KIND: Final[Mapping[QuestionKind, KindOfFiles]] = {
    QuestionKind.PHOTO: KindOfFiles(
        _PICTURES,
        "image/*",
        _("“%(name)s” is not a photo, and only photos are asked for here: attach a JPG, PNG, WebP or HEIC."),
        _("Photos (JPG, PNG, WebP, HEIC)."),
    ),
    QuestionKind.VIDEO: KindOfFiles(
        (VIDEO,),
        f"video/*,{_RECORDED}",
        _("“%(name)s” is not a video, and only videos are asked for here: attach an MP4, MOV or WebM."),
        _("Videos (MP4, MOV, WebM)."),
    ),
    QuestionKind.VOICE: KindOfFiles(
        (VOICE,),
        f"audio/*,{_RECORDED}",
        _("“%(name)s” is not a voice recording, and only those are asked for here: attach an M4A, MP3, OGG or WAV."),
        _("Voice recordings (M4A, MP3, OGG, WAV)."),
    ),
    QuestionKind.PROOF: KindOfFiles(
        (*_PICTURES, *_PAPERS),
        ",".join(["image/*", *(f".{ending}" for found in _PAPERS for ending in found.endings)]),
        _("“%(name)s” is a recording, and a paper is asked for: attach a photo of the paper, a PDF or a Word file."),
        _("A photo of the paper, a PDF or a Word file."),
    ),
}
"""The questions with files of their own; that for files of all kinds is ``Attachments`` alone."""


def kind_called(name: str) -> KindOfFiles | None:
    """What a question of the kind ``name`` takes; None where it takes all, and for a name that is none."""
    return next((asked for kind, asked in OF_ONE_KIND.items() if kind == name), None)


def wrong_kind(asked: str, upload: Upload) -> Refusal | None:
    """Why a file is no answer to a question of the kind ``asked``, by what it was found to be; None where it is."""
    kind = kind_called(asked)
    if kind is None or kind.takes(upload.content_type):
        return None
    return Refusal(upload.name, str(kind.wrong) % named(upload.name))
