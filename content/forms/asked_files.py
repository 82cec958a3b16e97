"""Questions that are answered with files of their own: what each takes, by what a file is, and what came for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import ClassVar, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.file_types import (
    DOCX,
    HEIC,
    JPEG,
    ODT,
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
from content.forms.keys import FileNames, file_names
from content.forms.limited import attached_within_limits
from content.forms.refusals import TOO_MANY, Refusal, named
from content.forms.taking import MAX_BYTES, MAX_FILES, MOST_BYTES
from content.forms.upload import Upload
from content.forms.uploads import Attachments, Kept, forget
from workflows.questions.types import Question, QuestionKind


@dataclass(frozen=True, slots=True)
class KindOfFiles:
    """What a question takes, by types; what a browser offers; what is said of anything else."""

    types: tuple[FileType, ...]
    accepted: str
    wrong: str | Promise
    hint: str | Promise

    def takes(self, mime: str) -> bool:
        return any(found.mime == mime for found in self.types)

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


@dataclass(frozen=True, slots=True)
class AskedFiles:
    """The files of one question: those that are there, those that were refused; ``components/picker.html`` draws it.

    ``required``: by what was answered before it.
    """

    question: Question
    attached: Attachments = field(default_factory=Attachments)
    required: bool = False
    most_bytes: ClassVar[int] = MOST_BYTES
    megabytes: ClassVar[int] = MOST_BYTES // 1024**2
    megabytes_in_one_piece: ClassVar[int] = MAX_BYTES // 1024**2

    @property
    def kept(self) -> tuple[Kept, ...]:
        return self.attached.kept

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.attached.refused

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return self.attached.uploads

    @property
    def again(self) -> tuple[str, ...]:
        return self.attached.again

    @property
    def takes(self) -> tuple[str, ...]:
        """What the device may take for it in the page."""
        wanted = "photo" if self.question.kind == QuestionKind.PROOF else str(self.question.kind)
        return tuple(each for each in self.attached.takes if each == wanted)

    @property
    def most(self) -> int:
        return most_of(self.question)

    @property
    def accepted(self) -> str:
        return OF_ONE_KIND[self.question.kind].accepted

    @property
    def hint(self) -> str | Promise:
        return OF_ONE_KIND[self.question.kind].hint

    @property
    def capture(self) -> str:
        """Which camera of a phone opens at once, where an editor wants that; empty where one may choose."""
        return "environment" if self.question.camera else ""

    @property
    def names(self) -> FileNames:
        return file_names(self.question.key)

    @property
    def kept_name(self) -> str:
        return self.names.kept

    @property
    def removed_name(self) -> str:
        return self.names.removed

    @property
    def errors(self) -> list[str]:
        """The sentences at the question."""
        missing = [str(MISSING[self.question.kind])] if self.missing else []
        return missing + [str(refusal.sentence) for refusal in self.refused]

    @property
    def missing(self) -> bool:
        return self.required and not (self.kept or self.refused)

    def forgiven(self) -> AskedFiles:
        """The same with nothing wrong: the page was not sent yet."""
        return replace(self, required=False, attached=replace(self.attached, refused=()))


MISSING: Final[Mapping[QuestionKind, str | Promise]] = {
    QuestionKind.PHOTO: _("Attach a photo."),
    QuestionKind.VIDEO: _("Attach a video."),
    QuestionKind.VOICE: _("Attach a voice recording."),
    QuestionKind.PROOF: _("Attach what proves it."),
}


def most_of(question: Question) -> int:
    """How many files answer a question at most."""
    return MAX_FILES if question.most is None else int(question.most)


def files_for(request: HttpRequest, question: Question, *, form_key: str) -> AskedFiles:
    """What the form that ``request`` sends brings for one question; ``form_key`` as in ``gather``."""
    attached = attached_within_limits(request, form_key=form_key, names=file_names(question.key))
    return AskedFiles(question, only_fitting(question, attached))


def only_fitting(question: Question, attached: Attachments) -> Attachments:
    """Without what is of another kind and what is too much: both are refused by name, the one is removed if it came for
    this question; what came before may answer another one."""
    kept: list[Kept] = []
    refused = list(attached.refused)
    for each in attached.kept:
        wrong = wrong_kind(question, each.upload)
        if wrong is not None:
            refused.append(wrong)
            if each.came_now:
                forget(each.upload)
        elif len(kept) == most_of(question):
            refused.append(Refusal(each.upload.name, TOO_MANY % {**named(each.upload.name), "limit": len(kept)}))
        else:
            kept.append(each)
    return Attachments(tuple(kept), tuple(refused))


def wrong_kind(question: Question, upload: Upload) -> Refusal | None:
    """Why a file is no answer to ``question``, by what it was found to be; None where it is."""
    asked = OF_ONE_KIND.get(question.kind)
    if asked is None or asked.takes(upload.content_type):
        return None
    return Refusal(upload.name, str(asked.wrong) % named(upload.name))
