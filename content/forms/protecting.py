"""What was written in an ordinary form goes into a protected one: the server draws it, and nothing stays behind."""

from __future__ import annotations

from typing import Any, Final

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from content.forms.arriving import Arriving, let_go
from content.forms.fields import public_bodies
from content.forms.form import FilingForm, build_form
from content.forms.keys import FILES, FORM_TOKEN, KEPT_FILES, REMOVED_FILES, file_names
from content.forms.limited import attached_within_limits
from content.forms.round import Carried, Round
from content.forms.serving import (
    SALT,
    Asking,
    asked_now,
    how_taken,
    new_token,
    promises_of,
    show_form,
)
from content.forms.standing import begin
from content.forms.upload import Upload, UploadState
from content.forms.uploads import Attachments, Kept, forget, token_of
from content.pages.languages import language_of
from workflows.questions.types import QuestionKind
from workflows.transactions.turn import write_transaction

CARRIED: Final = ("subject", "text", "place", "agency", "agency_typed")
"""What goes along. Who somebody is does not: in the protected form they choose anew whether to say it."""


def serve_carried(page: Asking, request: HttpRequest) -> HttpResponse:
    """Draw the protected form ``page`` with what an ordinary form brings along, whose files become its own or go.

    The token of the ordinary form proves that it was made here and tells which files came for it. Nothing is filed.
    """
    sealed, taken, has_tree = how_taken(page.kind)
    value = request.POST.get(FORM_TOKEN, "")
    kind, former = _ordinary(value)
    if not (sealed and taken and page.open_now):
        raise Http404
    schema = asked_now(page.schema, has_tree=has_tree)
    token = new_token(page.kind, promises_of(page.schema, sealed=True), page.live_revision_id)
    bodies = public_bodies(language_of(page))
    written = {name: request.POST[name] for name in CARRIED if request.POST.get(name)}
    form = build_form(schema, sealed=True)(initial=written, bodies=bodies)
    takes = schema.asks(QuestionKind.FILES) is not None
    attachments = _taken_over(request, former, token.key, takes=takes)
    this = Round(form, token, attachments, sealed=True, standing=begin(form))
    this.carried = Carried(kind, value, _left_out(request, form))
    return show_form(page, request, this)


def _left_out(request: HttpRequest, form: FilingForm) -> tuple[str, ...]:
    """What somebody wrote of themselves in the ordinary form, by the names of its fields in this one."""
    asked = form.schema.asks(QuestionKind.CONTACT)
    names = form.names[asked.key] if asked is not None else ()
    return tuple(str(form[name].label) for name in names if request.POST.get(name, "").strip())


def _ordinary(value: str) -> tuple[str, str]:
    """The kind of the ordinary form and its key, however old it is; raises ``Http404`` for a token of no such form."""
    try:
        read: Any = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    return str(read["kind"]), str(read["key"])


def _taken_over(request: HttpRequest, former: str, key: str, *, takes: bool) -> Attachments:
    """The files of the ordinary form as those of the protected one, or removed: none stays with both.

    Those that came for a question of their own are among all others now. What is still on its way is let go.
    """
    for arriving in Arriving.objects.filter(waits_for=former[:80]):
        let_go(arriving)
    came = [attached_within_limits(request, form_key=former, names=file_names(each)) for each in _questions(request)]
    uploads = list({upload.pk: upload for each in came for upload in each.uploads}.values())
    kept = [upload for upload in uploads if upload.state == UploadState.PENDING][: Attachments.most] if takes else []
    ids = [upload.pk for upload in kept]
    for upload in Upload.objects.filter(waits_for=former[:80], state=UploadState.PENDING).exclude(pk__in=ids):
        forget(upload)
    with write_transaction():
        Upload.objects.filter(pk__in=ids).update(waits_for=key)
    refused = tuple(refusal for each in came for refusal in each.refused)
    return Attachments(tuple(Kept(upload, token_of(upload)) for upload in kept), refused)


def _questions(request: HttpRequest) -> list[str]:
    """The keys of the questions for which files came, now or before; no more than files go along, however many are
    named: each takes statements of its own."""
    own = (name.partition(".")[2] for name in request.POST if name.startswith((f"{KEPT_FILES}.", f"{REMOVED_FILES}.")))
    return list(dict.fromkeys([FILES, *own, *request.FILES]))[: Attachments.most + 1]
