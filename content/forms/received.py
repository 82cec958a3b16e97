"""A form that was sent, checked, with the files that came for it: the same whoever filled it in."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.utils.functional import Promise

from content.forms.asked_files import AskedFiles, files_for
from content.forms.form import FilingForm
from content.forms.limited import attached_within_limits
from content.forms.round import Round, Token
from content.forms.uploads import Attachments
from permissions.citizens.models import Citizen
from workflows.questions.types import QuestionKind


def received(
    request: HttpRequest,
    form: FilingForm,
    token: Token,
    problem: str | Promise,
    *,
    sealed: bool,
    citizen: Citizen | None = None,
) -> Round:
    """A form as it was sent, checked, with all the files that came for it."""
    form.full_clean()
    wanted = form.way.asked.get(str(QuestionKind.FILES))
    takes = wanted is not None or form.schema.asks(QuestionKind.FILES) is not None
    attachments = attached_within_limits(request, form_key=token.key) if takes else Attachments()
    missing = bool(wanted and wanted.required and not (attachments.kept or attachments.refused))
    this = Round(form, token, attachments, problem, missing, citizen=citizen, sealed=sealed)
    this.others = _files_apart(request, this)
    form.check_words(this.recordings)
    return this


def _files_apart(request: HttpRequest, this: Round) -> dict[str, AskedFiles]:
    """What came for each question with files of its own, which counts as its answer."""
    found: dict[str, AskedFiles] = {}
    for question in this.form.schema.asking_for_files:
        asked = this.form.way.asked.get(question.key)
        came = files_for(request, question, form_key=this.token.key)
        found[question.key] = replace(came, required=asked is not None and asked.required)
    this.form.count_files({key: len(each.kept) for key, each in found.items()})
    return found
