"""A form on the web: shown, sent, shown again with what was typed, or taken; and the token that goes with it.

The token makes two sendings of one form one case, and tells a form that was open for too long.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from django.core import signing
from django.db import OperationalError
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.forms.fields import UNKNOWN, PublicBody, public_bodies
from content.forms.filed_link import filed_link, remember_filed
from content.forms.filing import FormAlreadySent, file_form, was_filed
from content.forms.form import FilingForm, FormSchema, build_form
from content.forms.keys import FORM_TOKEN, MINE
from content.forms.limited import ask_to_file, attached_within_limits, taken_ahead, tell_when
from content.forms.resumable import begins_here
from content.forms.uploads import BUSY, NOT_TAKEN, UPLOAD_QUERY, Attachments
from content.pages.kept import Blank, same_for_all
from content.pages.selectors import doors
from permissions.agencies.selectors import heir_of, is_code
from permissions.citizens.models import Citizen
from permissions.citizens.sessions import citizen_of
from permissions.limits.asking import NOT_ASKED, Asked
from permissions.now import now
from permissions.translated_text import in_language
from workflows.cases.category_tree import BETWEEN, CategoryTree, WhoChooses
from workflows.cases.errors import NotPossible
from workflows.cases.models import RequestKind
from workflows.cases.rules import Rules
from workflows.notifications.transports import ready_transports
from workflows.questions.types import Option, Question, QuestionKind
from workflows.versions.models import Subject, Version, VersionStatus

LIFETIME = timedelta(hours=24)
_SALT = "insaf.form"
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
AWAY = _("We are very busy just now. Nothing is lost: wait half a minute and send it again.")
RETRY_AFTER, TOO_MANY = 30, 429  # seconds; the status of who has reached a limit
GONE = 410
FILES_MISSING = _("Attach a file.")
TOKEN_BLANK, CSRF_BLANK = (f"blank{secrets.token_hex(16)}" for _blank in range(2))
"""What stands in an empty form where each request gets its own: its token, and the browser's. Nobody can know them."""
SEALED = "sealed"
HIDING = (QuestionKind.CONFIDENTIAL, QuestionKind.CONCERNS)
"""The questions whose answers keep somebody from reading a case, or from knowing who filed it."""
SCRIPTS = ("js/forms-agency.js", "js/forms-count.js", "js/forms-files.js")
DRAFTS = "js/forms-draft.js"
"""Last of them: it fills in what the others have made ready."""


class TokenExpired(Exception):
    """The form was open for longer than ``LIFETIME``."""


class TokenForged(Exception):
    """No token came, or one that was not made here for this form."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """``key`` is random and becomes the case's idempotency key; ``value`` is what stands in the form.

    ``promises``: what the form told its citizen of who will read it, in codes.
    """

    key: str
    value: str
    promises: frozenset[str] = frozenset()


def new_token(kind: str, promises: Collection[str] = ()) -> FormToken:
    """A token for one form of ``kind``, a request kind's code."""
    key = secrets.token_hex(16)
    said = {"key": key, "kind": kind, "at": int(now().timestamp()), "promises": sorted(promises)}
    return FormToken(key, signing.dumps(said, salt=_SALT), frozenset(promises))


def read_token(value: str, kind: str) -> FormToken:
    """The token in ``value``; raises ``TokenForged`` or ``TokenExpired``."""
    try:
        read: Any = signing.loads(value, salt=_SALT)
    except signing.BadSignature as error:
        raise TokenForged from error
    if read["kind"] != kind:
        raise TokenForged
    if now() - datetime.fromtimestamp(read["at"], UTC) > LIFETIME:
        raise TokenExpired
    return FormToken(read["key"], value, frozenset(read.get("promises", ())))


class Asking(Protocol):
    """The page of a form, as far as it is needed to serve it: the page itself knows this module."""

    kind: str
    locale: Any

    @property
    def schema(self) -> FormSchema: ...

    def get_context(self, request: HttpRequest) -> dict[str, Any]: ...

    def get_ancestors(self) -> Any: ...


@dataclass(slots=True)
class Round:
    """One showing of a form: what was typed, what arrived, what is wrong."""

    form: FilingForm
    token: FormToken
    attachments: Attachments
    problem: str | Promise = ""
    files_missing: bool = False
    asked: Asked = NOT_ASKED
    citizen: Citizen | None = None
    mine: bool = True
    sealed: bool = False

    @property
    def good(self) -> bool:
        """Nothing stands in the way of filing."""
        return not (self.problem or self.files_missing or self.attachments.refused or self.form.errors)

    @property
    def again(self) -> bool:
        """All that stands in the way is a machine that has too much to do: the same form is taken in a moment."""
        wrong = self.problem or self.files_missing or self.form.errors
        return not wrong and all(refusal.again for refusal in self.attachments.refused)

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


def serve_form(page: Asking, request: HttpRequest) -> HttpResponse:
    """Answer GET with the empty form, POST with the page after filing or the form and what is wrong with it."""
    if request.method == "POST":
        return _take_upload(page, request) if UPLOAD_QUERY in request.GET else _take_form(page, request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _empty(page, request)


def _empty(page: Asking, request: HttpRequest) -> HttpResponse:
    """The form as anybody is shown it: with blanks for what makes it one person's.

    Who is signed in is shown one of their own, with what is known of them.
    """
    kind = page.kind
    sealed, taken, has_tree = how_taken(kind)
    schema = with_category(page.schema) if has_tree else page.schema
    if not taken:
        return _gone(page, request)
    promises = promises_of(schema, sealed=sealed)
    citizen = _citizen(request, sealed)
    if citizen is not None:
        return _own(page, request, citizen, schema, promises)
    bodies = public_bodies(page.locale.language_code)
    form = build_form(schema)(initial={"agency": _linked(request, bodies)}, bodies=bodies)
    this = Round(form, FormToken("", TOKEN_BLANK), Attachments(), sealed=sealed)
    response = _show(page, request, this, csrf_token=CSRF_BLANK)
    token = Blank(TOKEN_BLANK, lambda _request: new_token(kind, promises).value)
    same_for_all(response, token, Blank(CSRF_BLANK, get_token))
    return response


def _gone(page: Asking, request: HttpRequest) -> HttpResponse:
    """The form of a kind that is not taken, or no longer: what becomes of requests sent before, and where to go."""
    home = page.get_ancestors().get(depth=2)
    context = page.get_context(request) | {"doors": doors(home), "trail": _trail(page)}
    return TemplateResponse(request, "forms/gone.html", context, status=GONE)


def _own(
    page: Asking, request: HttpRequest, citizen: Citizen, schema: FormSchema, promises: frozenset[str]
) -> HttpResponse:
    bodies = public_bodies(page.locale.language_code)
    known = {"agency": _linked(request, bodies), "email": citizen.email, "phone": citizen.phone}
    form = build_form(schema)(initial=known, bodies=bodies)
    token = new_token(page.kind, promises)
    return _show(page, request, Round(form, token, Attachments(), citizen=citizen))


def _linked(request: HttpRequest, bodies: Sequence[PublicBody]) -> str:
    """The agency that a link has chosen already; of one that has closed, whoever took over."""
    code = request.GET.get("agency", "")
    if code == UNKNOWN or any(body.code == code for body in bodies):
        return code
    return heir_of(code) if is_code(code) else ""


def _citizen(request: HttpRequest, sealed: bool) -> Citizen | None:
    """Who is signed in. To a sealed form nobody is: nothing that could tell of it goes there or comes from it."""
    return None if sealed else citizen_of(request)


_WORDS = (QuestionKind.SUBJECT, QuestionKind.STATEMENT)
"""Before the first of these a category is asked for: whoever has chosen writes less."""


def with_category(schema: FormSchema) -> FormSchema:
    """The same, with the question where the tree in force of its kind has it asked. An editor's own question of the
    same key stays, and nothing else is asked under it.
    """
    found = Rules(at=now()).categories(schema.kind)
    taken = any(question.key == QuestionKind.CATEGORY for question in schema.questions)
    if found is None or taken:
        return schema
    tree = found[0]
    if tree.asked == WhoChooses.STAFF or not tree.chosen_from:
        return schema
    question = Question(
        QuestionKind.CATEGORY,
        str(QuestionKind.CATEGORY),
        label=gettext("Category"),
        help_text=gettext("Choose what fits best. It helps your request to reach the right people."),
        required=tree.asked == WhoChooses.REQUIRED,
        options=tuple(_options(tree, schema.language)),
    )
    questions = list(schema.questions)
    place = next((at for at, each in enumerate(questions) if each.kind in _WORDS), 0)
    return replace(schema, questions=(*questions[:place], question, *questions[place:]))


def _options(tree: CategoryTree, language: str) -> Iterator[Option]:
    """In the order of the tree; what lies under a topmost one stands in a group that is called by it."""
    groups = {tree.path(each.key)[0].key for each in tree.chosen_from if each.under}
    for each in tree.chosen_from:
        path = [in_language(above.name, language) for above in tree.path(each.key)]
        if not each.under and each.key in groups:
            yield Option(each.key, gettext("%(category)s, in general") % {"category": path[0]}, group=path[0])
        else:
            yield Option(each.key, BETWEEN.join(path[1:]) or path[0], group=path[0] if each.under else "")


def promises_of(schema: FormSchema, *, sealed: bool) -> frozenset[str]:
    """What a form tells its citizen now of who will read it: by its kind, and by the questions that hide somebody."""
    asked = {str(kind) for kind in HIDING if schema.asks(kind) is not None}
    return frozenset(asked | {SEALED} if sealed else asked)


def how_taken(kind: str) -> tuple[bool, bool, bool]:
    """Of a kind (its code): whether the unit for sensitive requests alone reads it, whether it is taken at all, and
    whether it has a tree of categories in force."""
    trees = Version.objects.filter(subject=Subject.CATEGORIES, key=kind, status=VersionStatus.PUBLISHED)
    rows = RequestKind.objects.filter(code=kind).annotate(tree=Exists(trees))
    return rows.values_list("sensitive", "active", "tree").first() or (False, False, False)


def _take_form(page: Asking, request: HttpRequest) -> HttpResponse:
    # Of a kind that ended meanwhile the door says so; the form comes back with all that was typed.
    sealed, _taken, has_tree = how_taken(page.kind)
    schema = with_category(page.schema) if has_tree else page.schema
    promises = promises_of(schema, sealed=sealed)
    token, problem = _token(request, schema, promises)
    form = build_form(schema)(request.POST, bodies=public_bodies(schema.language))
    wanted = schema.asks(QuestionKind.FILES)
    attachments = attached_within_limits(request, form_key=token.key) if wanted is not None else Attachments()
    missing = bool(wanted and wanted.required and not (attachments.kept or attachments.refused))
    this = Round(form, token, attachments, problem, missing, citizen=_citizen(request, sealed), sealed=sealed)
    this.mine = this.citizen is None or MINE in request.POST
    if this.good:
        this.asked = ask_to_file(request)
        # What was filed before is not one more: somebody has sent a form twice, and reads the number of the first.
        if not (this.asked.may or was_filed(token.key)):
            return _show(page, request, this, status=TOO_MANY)
        try:
            case = file_form(form, attachments.uploads, key=token.key, citizen=this.citizen if this.mine else None)
        except FormAlreadySent:
            this.problem = ALREADY_SENT
            this.token = new_token(page.kind, promises)
            this.attachments = attachments.after_being_sent()
        except NotPossible as error:
            this.problem = error.message
        except OperationalError:
            this.problem = AWAY
            return _show(page, request, this, status=BUSY)
        else:
            response = HttpResponseRedirect(filed_link(case.tracking), status=303)
            remember_filed(response, case.tracking)
            patch_cache_control(response, private=True, no_store=True)
            return response
    return _show(page, request, this, status=BUSY if this.again else NOT_TAKEN)


def _token(request: HttpRequest, schema: FormSchema, promises: frozenset[str]) -> tuple[FormToken, str | Promise]:
    """The form's token and "", or a new one that says ``promises``, the form's now, and what was wrong with it."""
    try:
        token = read_token(request.POST.get(FORM_TOKEN, ""), schema.kind)
    except TokenForged:
        return new_token(schema.kind, promises), FORGED
    except TokenExpired:
        return new_token(schema.kind, promises), EXPIRED
    if not token.promises <= promises and not was_filed(token.key):
        return new_token(schema.kind, promises), CHANGED
    return token, ""


def _take_upload(page: Asking, request: HttpRequest) -> HttpResponse:
    """One file ahead of its form: of one that was made here, and that asks for files."""
    begins_here(request)  # the form's token is told in the header then
    schema = page.schema
    sealed, _taken, _has_tree = how_taken(schema.kind)
    token, problem = _token(request, schema, promises_of(schema, sealed=sealed))
    if schema.asks(QuestionKind.FILES) is None:
        problem = FILES_MISSING
    return taken_ahead(request, str(problem), form_key=token.key)


def _show(page: Asking, request: HttpRequest, this: Round, status: int = 200, **more: str) -> HttpResponse:
    context: dict[str, Any] = page.get_context(request) | more
    if this.citizen is not None and this.citizen.is_proved:
        this.form.lock_name()
    context |= {
        "form": this.form,
        "round": this,
        "token_name": FORM_TOKEN,
        "mine_name": MINE,
        "scripts": SCRIPTS if this.sealed else (*SCRIPTS, DRAFTS),
        "sealed": this.sealed,
        "letters_by": ready_transports(),
        "trail": _trail(page),
    }
    response = TemplateResponse(request, "forms/form.html", context, status=status)
    # Never from a shared cache: the token in it makes a form one person's. Kept for the way back, unless whoever sits
    # down at the device next must not find it.
    tell_when(response, this.asked)
    if status == BUSY:
        response["Retry-After"] = str(RETRY_AFTER)
    patch_cache_control(response, private=True, **({"no_store": True} if this.sealed else {"no_cache": True}))
    return response


def _trail(page: Asking) -> list[tuple[str, str]]:
    return [(parent.title, parent.url) for parent in page.get_ancestors().filter(depth__gt=2).live()]
