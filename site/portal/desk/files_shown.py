"""The files of a case as officers see them: looked at in their place, covered in a copy, the copies beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.handing_out import PLAYED
from content.forms.redaction import COVERED
from portal.case_shown.files import ShownFile, shown_files
from portal.desk.identity_shown import neutral_name
from workflows.cases.models import Answer, Case, File
from workflows.cases.redacted import is_copy

SEEN: Final = COVERED | PLAYED
"""What is shown in its place; all else is fetched alone."""
COPY: Final = _("Redacted copy, for the staff until it is sent")
WITHHELD: Final = _("Your agency reads the redacted copy in its place.")


@dataclass(frozen=True, slots=True)
class FileRows:
    """Draws the rows of files. ``every``: all of the case; ``may_act``: their reader may cover parts of them."""

    case: Case
    every: Sequence[File] = ()
    may_act: bool = False

    def of(self, files: Iterable[File], answers: Iterable[Answer] = ()) -> list[ShownFile]:
        """A row each; below it those of its redacted copies."""
        asked, rows = list(answers), list[ShownFile]()
        for file in files:
            rows.append(self._row(file, asked))
            rows += [self._row(each, asked) for each in self.every if is_copy(each) and each.redacts_id == file.pk]
        return rows

    def _row(self, file: File, answers: Iterable[Answer]) -> ShownFile:
        if file.withheld:
            file = copy(file)
            file.name, file.has_thumbnail = neutral_name(file), False  # the name, too, may say what was covered
        [row] = shown_files([file], self._address, answers)
        why: str | Promise = WITHHELD if file.withheld else row.held_back
        return replace(
            row,
            held_back=why,
            mark=COPY if is_copy(file) else row.mark,
            view="" if why else self._named("view", file),
            redact=self._named("redact", file) if self.may_act and not why and can_be_covered(file) else "",
        )

    def _address(self, file: File) -> str:
        return file_address(self.case, file)

    def _named(self, name: str, file: File) -> str:
        return reverse(f"desk:file_{name}", args=[self.case.tracking, file.number])


def can_be_covered(file: File) -> bool:
    """Whether a redacted copy of it can be made."""
    return file.content_type in COVERED and not file.tells_who


def file_address(case: Case, file: File) -> str:
    """Where an officer fetches a file of the case."""
    return reverse("desk:file", args=[case.tracking, file.number])
