"""A form that somebody of the staff fills in for whoever calls, comes or writes: all its pages at once, and in the
language of whoever it is for. It asks what citizens are asked, and is checked as theirs is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from content.forms.area_fields import POSITION
from content.forms.fields import public_bodies
from content.forms.filing import FormAlreadySent, file_form
from content.forms.form import FilingForm, build_form
from content.forms.page import FormPage
from content.forms.received import received
from content.forms.round import DRAFTS, Round
from content.forms.serving import (
    ALREADY_SENT,
    CHANGED,
    FormToken,
    asked_now,
    how_taken,
    new_token,
    promises_of,
    token_sent,
)
from content.forms.uploads import UPLOAD_QUERY, Attachments
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, Channel, RequestKind
from workflows.cases.submission import GivenAnswer


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
    token, problem = _token(page, request, promises_of(schema, sealed=sealed))
    form = _without_position(build_form(schema)(request.POST, bodies=public_bodies(schema.language)))
    return received(request, form, token, problem, sealed=sealed)


def _without_position(form: FilingForm) -> FilingForm:
    """The device that it is filled in at is not where the caller is."""
    form.fields.pop(POSITION, None)
    return form


def _token(page: FormPage, request: HttpRequest, promises: frozenset[str]) -> tuple[FormToken, str | Promise]:
    """As of a citizen's own form; but of a version that is no longer shown nothing is filed: it was read out."""
    token, problem = token_sent(page, request, promises)
    if not problem and token.revision not in (None, page.live_revision_id):
        return new_token(page.kind, promises, page.live_revision_id), CHANGED
    return token, problem


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


def scripts_for(this: Round) -> tuple[str, ...]:
    """What the page of such a form runs: nothing of it is kept in the browser."""
    return tuple(name for name in this.scripts if name not in DRAFTS)
