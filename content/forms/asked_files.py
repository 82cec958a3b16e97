"""Questions that are answered with files of their own: what came for each, and what of that is no answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.keys import FileNames, file_names
from content.forms.kinds_of_files import OF_ONE_KIND, wrong_kind
from content.forms.limited import attached_within_limits
from content.forms.refusals import TOO_MANY, Refusal, named
from content.forms.taking import MAX_BYTES, MAX_FILES, MOST_BYTES
from content.forms.upload import Upload
from content.forms.uploads import Attachments, Kept, forget
from workflows.questions.types import Question, QuestionKind


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
        wrong = wrong_kind(question.kind, each.upload)
        if wrong is not None:
            refused.append(wrong)
            if each.came_now:
                forget(each.upload)
        elif len(kept) == most_of(question):
            refused.append(Refusal(each.upload.name, TOO_MANY % {**named(each.upload.name), "limit": len(kept)}))
        else:
            kept.append(each)
    return Attachments(tuple(kept), tuple(refused), attached.again)
