"""A form that somebody of the staff fills in for whoever calls, comes or writes: all its pages at once, and in the
language of whoever it is for. It asks what citizens are asked, and is checked as theirs is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise

from content.forms.area_fields import POSITION
from content.forms.fields import public_bodies
from content.forms.filing import FormAlreadySent, file_form
from content.forms.form import FilingForm, build_form
from content.forms.keys import FILES, FORM_TOKEN
from content.forms.limited import attached_within_limits, taken_ahead
from content.forms.page import FormPage
from content.forms.resumable import begins_here
from content.forms.round import DRAFTS, FILES_MISSING, Round
from content.forms.serving import (
    ALREADY_SENT,
    CHANGED,
    CLOSED,
    EXPIRED,
    FORGED,
    FormToken,
    TokenExpired,
    TokenForged,
    asked_now,
    files_apart,
    how_taken,
    new_token,
    promises_of,
    read_token,
)
from content.forms.uploads import UPLOAD_QUERY, Attachments
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, Channel, RequestKind
from workflows.cases.submission import GivenAnswer
from workflows.questions.types import WITH_FILES, QuestionKind


def forms_taken(language: str) -> list[FormPage]:
    """The forms in a language that are open now, in the order of their kinds. Two statements."""
    places = {kind.code: kind.position for kind in RequestKind.objects.filter(active=True)}
    pages = FormPage.objects.live().filter(locale__language_code=language, kind__in=places)
    return sorted((page for page in pages if page.open_now), key=lambda page: (places[page.kind], page.pk))


def blank_form(page: FormPage, known: Mapping[str, Any]) -> Round:
    """The empty form, with what is ``known`` of whoever it is for."""
    sealed, _taken, has_tree = how_taken(page.kind)
    schema = asked_now(page.schema, has_tree=has_tree)
    form = _without_position(build_form(schema)(initial=dict(known), bodies=public_bodies(schema.language)))
    token = new_token(page.kind, promises_of(schema, sealed=sealed), page.live_revision_id)
    return Round(form, token, Attachments(), sealed=sealed)


def form_again(page: FormPage, request: HttpRequest, typed: QueryDict) -> Round:
    """The form with what was ``typed`` into it before it was sent; nothing is wrong with it yet."""
    request.POST = typed  # type: ignore[assignment]  # as if it had just come: files are found by what it names
    this = _round(page, request)
    this.form.say_nothing()
    this.files_missing, this.problem = False, ""
    this.others = {key: each.forgiven() for key, each in this.others.items()}
    return this


def sent_form(page: FormPage, request: HttpRequest) -> Round:
    """The form as it was sent, checked. It is to be filed where ``sends``; else it is shown again as a whole."""
    this = _round(page, request)
    this.step_on(request.POST)
    return this


def _round(page: FormPage, request: HttpRequest) -> Round:
    sealed, _taken, has_tree = how_taken(page.kind)
    schema = asked_now(page.schema, has_tree=has_tree)
    promises = promises_of(schema, sealed=sealed)
    token, problem = _token(page, request, promises)
    form = _without_position(build_form(schema)(request.POST, bodies=public_bodies(schema.language)))
    form.full_clean()
    wanted = form.way.asked.get(str(QuestionKind.FILES))
    takes = wanted is not None or schema.asks(QuestionKind.FILES) is not None
    attachments = attached_within_limits(request, form_key=token.key) if takes else Attachments()
    missing = bool(wanted and wanted.required and not (attachments.kept or attachments.refused))
    this = Round(form, token, attachments, problem, missing, sealed=sealed)
    this.others = files_apart(request, this)
    return this


def _without_position(form: FilingForm) -> FilingForm:
    """The device that it is filled in at is not where the caller is."""
    form.fields.pop(POSITION, None)
    return form


def _token(page: FormPage, request: HttpRequest, promises: frozenset[str]) -> tuple[FormToken, str | Promise]:
    """As of a citizen's own form: what it said of who will read it was read out, and holds."""
    fresh = new_token(page.kind, promises, page.live_revision_id)
    try:
        token = read_token(request.POST.get(FORM_TOKEN, ""), page.kind)
    except TokenForged:
        return fresh, FORGED
    except TokenExpired:
        return fresh, EXPIRED
    changed = token.revision not in (None, page.live_revision_id) or not token.promises <= promises
    if not page.open_now:
        return fresh, CLOSED
    return (fresh, CHANGED) if changed else (token, "")


def file_taken_down(this: Round, *, channel: Channel, beside: tuple[GivenAnswer, ...] = ()) -> Case | None:
    """The case that it becomes; None where it does not, which ``this`` then says."""
    token = this.token
    try:
        return file_form(
            this.form,
            this.uploads,
            apart=this.uploads_apart,
            key=token.key,
            channel=channel,
            revision=token.revision,
            beside=beside,
        )
    except FormAlreadySent:
        this.problem = ALREADY_SENT
        this.token = new_token(this.form.schema.kind, (), token.revision)
        this.files_were_sent()
    except NotPossible as error:
        this.problem = error.message
    return None


def is_ahead(request: HttpRequest) -> bool:
    """Whether a file comes ahead of its form."""
    return UPLOAD_QUERY in request.GET


def taken_file(page: FormPage, request: HttpRequest) -> HttpResponse:
    """One file ahead of its form."""
    begins_here(request)  # the form's token is told in the header then
    sealed, _taken, _has_tree = how_taken(page.kind)
    token, problem = _token(page, request, promises_of(page.schema, sealed=sealed))
    key = request.GET[UPLOAD_QUERY] or FILES
    question = next((each for each in page.schema.questions if each.kind in WITH_FILES and each.key == key), None)
    if question is None:
        return taken_ahead(request, str(problem or FILES_MISSING), form_key=token.key)
    return taken_ahead(request, str(problem), form_key=token.key, asked=str(question.kind))


def scripts_for(this: Round) -> tuple[str, ...]:
    """What the page of such a form runs: nothing of it is kept in the browser."""
    return tuple(name for name in this.scripts if name not in DRAFTS)
