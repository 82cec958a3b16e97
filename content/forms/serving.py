"""A form on the web: shown, sent, shown again with what was typed, or taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.agency_choices import public_bodies
from content.forms.attachments import NOT_TAKEN, UPLOAD_QUERY, Attachments, attached_to, sent_ahead
from content.forms.filed_link import filed_link, remember_filed
from content.forms.filing import FormAlreadySent, file_form, was_filed
from content.forms.form import FilingForm, build_form
from content.forms.keys import FORM_TOKEN
from content.forms.schema import FormSchema, QuestionKind
from content.forms.tokens import FormToken, TokenExpired, TokenForged, new_token, read_token
from workflows.cases.errors import NotPossible
from workflows.cases.models import RequestKind
from workflows.notifications.transports import ready_transports

if TYPE_CHECKING:
    from content.forms.page import FormPage

FORGED = _("This form could not be recognised. Nothing is lost: look through what you wrote and send it again.")
EXPIRED = _("This form was open for more than a day. Nothing is lost: look through what you wrote and send it again.")
ALREADY_SENT = _(
    "This form was sent before, and that request has arrived. "
    "If what is written here now is another request, send it again."
)
CHANGED = _(
    "This form was changed while it was open: others may now read what you send. Nothing was sent. Read the form "
    "again, look through what you wrote, and then decide."
)
FILES_MISSING = _("Attach a file.")
SEALED = "sealed"
HIDING = (QuestionKind.CONFIDENTIAL, QuestionKind.CONCERNS)
"""The questions whose answers keep somebody from reading a case, or from knowing who filed it."""
SCRIPTS = ("js/forms-agency.js", "js/forms-count.js", "js/forms-files.js")
DRAFTS = "js/forms-draft.js"
"""Last of them: it fills in what the others have made ready."""


@dataclass(slots=True)
class Round:
    """One showing of a form: what was typed, what arrived, what is wrong."""

    form: FilingForm
    token: FormToken
    attachments: Attachments
    problem: str | Promise = ""
    files_missing: bool = False

    @property
    def good(self) -> bool:
        """Nothing stands in the way of filing."""
        return not (self.problem or self.files_missing or self.attachments.refused or self.form.errors)

    @property
    def file_errors(self) -> list[str]:
        """The sentences at the question for files."""
        missing = [str(FILES_MISSING)] if self.files_missing else []
        return missing + [str(refusal.sentence) for refusal in self.attachments.refused]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """For the summary: the id of what to mend, and the sentence, in the order of the form."""
        found: list[tuple[str, str]] = []
        for row in self.form.rows():
            if row.question.kind == QuestionKind.FILES:
                found += [("f-files", sentence) for sentence in self.file_errors]
            for field in row.fields:
                found += [(field.id_for_label or f"f-{field.name}", str(sentence)) for sentence in field.errors]
        return found


def serve_form(page: FormPage, request: HttpRequest) -> HttpResponse:
    """Answer GET with the empty form, POST with the page after filing or the form and what is wrong with it."""
    if request.method == "POST":
        return _take_upload(page, request) if UPLOAD_QUERY in request.GET else _take_form(page, request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    named = {"agency": request.GET.get("agency", "")}  # chosen already, in the list of agencies
    form = build_form(page.schema)(initial=named, bodies=public_bodies(page.locale.language_code))
    return _show(page, request, Round(form, new_token(page.kind, promises_of(page.schema)), Attachments()))


def promises_of(schema: FormSchema) -> frozenset[str]:
    """What a form tells its citizen now of who will read it: by its kind, and by the questions that hide somebody."""
    asked = {str(kind) for kind in HIDING if schema.asks(kind) is not None}
    return frozenset(asked | {SEALED} if is_sealed(schema.kind) else asked)


def is_sealed(kind: str) -> bool:
    """Whether requests of a kind (its code) are read by the unit for sensitive requests alone."""
    return RequestKind.objects.filter(code=kind, sensitive=True).exists()


def _take_form(page: FormPage, request: HttpRequest) -> HttpResponse:
    schema = page.schema
    token, problem = _token(request, schema)
    form = build_form(schema)(request.POST, bodies=public_bodies(schema.language))
    attachments = _attachments(schema, request, token)
    wanted = schema.asks(QuestionKind.FILES)
    missing = bool(wanted and wanted.required and not (attachments.kept or attachments.refused))
    this = Round(form, token, attachments, problem, missing)
    if this.good:
        try:
            case = file_form(form, attachments.uploads, key=token.key)
        except FormAlreadySent:
            this.problem = ALREADY_SENT
            this.token = new_token(page.kind, promises_of(schema))
            this.attachments = attachments.after_being_sent()
        except NotPossible as error:
            this.problem = error.message
        else:
            response = HttpResponseRedirect(filed_link(case.tracking), status=303)
            remember_filed(response, case.tracking)
            patch_cache_control(response, private=True, no_store=True)
            return response
    return _show(page, request, this, status=NOT_TAKEN)


def _token(request: HttpRequest, schema: FormSchema) -> tuple[FormToken, str | Promise]:
    """The form's token and "", or a new one and what was wrong with the one that came."""
    promises = promises_of(schema)
    try:
        token = read_token(request.POST.get(FORM_TOKEN, ""), schema.kind)
    except TokenForged:
        return new_token(schema.kind, promises), FORGED
    except TokenExpired:
        return new_token(schema.kind, promises), EXPIRED
    if not token.promises <= promises and not was_filed(token.key):
        return new_token(schema.kind, promises), CHANGED
    return token, ""


def _attachments(schema: FormSchema, request: HttpRequest, token: FormToken) -> Attachments:
    if schema.asks(QuestionKind.FILES) is None:
        return Attachments()
    return attached_to(request, form_key=token.key)


def _take_upload(page: FormPage, request: HttpRequest) -> JsonResponse:
    """One file ahead of its form: of one that was made here, and that asks for files."""
    _found, problem = _token(request, page.schema)
    if page.schema.asks(QuestionKind.FILES) is None:
        problem = FILES_MISSING
    return sent_ahead(request, str(problem))


def _show(page: FormPage, request: HttpRequest, this: Round, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = page.get_context(request)
    sealed = is_sealed(page.kind)
    context |= {
        "form": this.form,
        "round": this,
        "token_name": FORM_TOKEN,
        "scripts": SCRIPTS if sealed else (*SCRIPTS, DRAFTS),
        "sealed": sealed,
        "letters_by": ready_transports(),
        "trail": [(parent.title, parent.url) for parent in page.get_ancestors().filter(depth__gt=2).live()],
    }
    response = TemplateResponse(request, "forms/form.html", context, status=status)
    # Never from a shared cache: the token in it makes a form one person's. Kept for the way back, unless whoever sits
    # down at the device next must not find it.
    patch_cache_control(response, private=True, **({"no_store": True} if sealed else {"no_cache": True}))
    return response
