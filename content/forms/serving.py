"""A form on the web: shown, sent, shown again with what was typed, or taken; and the token that goes with it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.core import signing
from django.db import OperationalError
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.area_asked import with_areas
from content.forms.begun import schema_begun
from content.forms.category_asked import with_category
from content.forms.danger_asked import danger_to_ask
from content.forms.devices import may_use
from content.forms.fields import PublicBody, public_bodies
from content.forms.filed_link import filed_link, remember_filed
from content.forms.filing import FormAlreadySent, file_form, was_filed
from content.forms.form import FormSchema, build_form
from content.forms.hints import hints_for, typed_in, with_taken
from content.forms.keys import (
    DANGER_GO,
    FILES,
    FORM_CHECKED,
    FORM_GO,
    FORM_STEP,
    FORM_TAKE,
    FORM_TOKEN,
    HINTED,
    LOOK,
    MINE,
    PROTECT,
)
from content.forms.later import as_filed, not_taken, promised_by
from content.forms.limited import ask_to_file, may_look, network_behind, taken_ahead, tell_when
from content.forms.prefilled import example_of, linked_body, prefilled
from content.forms.received import received
from content.forms.resumable import begins_here
from content.forms.round import FILES_MISSING, Round
from content.forms.standing import begin
from content.forms.uploads import BUSY, NOT_TAKEN, UPLOAD_QUERY, Attachments
from content.pages.kept import Blank, same_for_all
from content.pages.languages import language_of
from content.pages.selectors import doors
from permissions.citizens.models import Citizen
from permissions.citizens.sessions import citizen_of
from permissions.limits.subjects import phone_at_home
from permissions.now import now
from workflows.cases.errors import NotPossible
from workflows.cases.models import RequestKind
from workflows.notifications.own_requests import take_off
from workflows.notifications.transports import ready_transports
from workflows.questions.types import WITH_FILES, QuestionKind
from workflows.versions.models import Subject, Version, VersionStatus

LIFETIME = timedelta(hours=24)
SALT = "insaf.form"
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
CLOSED = _("This form is no longer open. Nothing was sent: copy what you wrote, if you need it elsewhere.")
AWAY = _("We are very busy just now. Nothing is lost: wait half a minute and send it again.")
RETRY_AFTER, TOO_MANY = 30, 429  # seconds; the status of who has reached a limit
GONE = 410
TOKEN_BLANK, CSRF_BLANK = (f"blank{secrets.token_hex(16)}" for _blank in range(2))
"""What stands in an empty form where each request gets its own: its token, and the browser's. Nobody can know them."""
SEALED = "sealed"
HIDING = (QuestionKind.CONFIDENTIAL, QuestionKind.CONCERNS)
"""The questions whose answers keep somebody from reading a case, or from knowing who filed it."""


class TokenExpired(Exception):
    """The form was open for longer than ``LIFETIME``."""


class TokenForged(Exception):
    """No token came, or one that was not made here for this form."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """``key`` is random and becomes the case's idempotency key; ``value`` is what stands in the form.

    ``promises``: what the form told its citizen of who will read it, in codes. ``revision``: the version of the page
    that was filled in.
    """

    key: str
    value: str
    promises: frozenset[str] = frozenset()
    revision: int | None = None


def new_token(kind: str, promises: Collection[str] = (), revision: int | None = None, key: str = "") -> FormToken:
    """A token for one form of ``kind``, a request kind's code, as its page stands in ``revision``; with a ``key`` of
    its own where it has none yet."""
    key = key or secrets.token_hex(16)
    signed = {"key": key, "kind": kind, "at": int(now().timestamp()), "promises": sorted(promises), "as": revision}
    return FormToken(key, signing.dumps(signed, salt=SALT), frozenset(promises), revision)


def read_token(value: str, kind: str) -> FormToken:
    """The token in ``value``; raises ``TokenForged`` or ``TokenExpired``."""
    try:
        read: Any = signing.loads(value, salt=SALT)
    except signing.BadSignature as error:
        raise TokenForged from error
    if read["kind"] != kind:
        raise TokenForged
    if now() - datetime.fromtimestamp(read["at"], UTC) > LIFETIME:
        raise TokenExpired
    return FormToken(read["key"], value, frozenset(read.get("promises", ())), read.get("as"))


class Asking(Protocol):
    """The page of a form, as far as it is needed to serve it: the page itself knows this module."""

    kind: str
    locale: Any
    locale_id: int
    live_revision_id: int | None
    opens_at: datetime | None
    closes_at: datetime | None

    @property
    def open_now(self) -> bool: ...

    @property
    def archived(self) -> bool: ...

    @property
    def schema(self) -> FormSchema: ...

    def get_context(self, request: HttpRequest) -> dict[str, Any]: ...

    def get_ancestors(self) -> Any: ...


def serve_form(page: Asking, request: HttpRequest) -> HttpResponse:
    """Answer GET with the empty form, POST with the page after filing or the form and what is wrong with it."""
    if request.method == "POST":
        return take_upload(page, request) if UPLOAD_QUERY in request.GET else _take_form(page, request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _empty(page, request)


def _empty(page: Asking, request: HttpRequest) -> HttpResponse:
    """The form as anybody is shown it: with blanks for what makes it one person's.

    Who is signed in is shown one of their own, with what is known of them.
    """
    kind = page.kind
    sealed, taken, has_tree = how_taken(kind)
    schema = asked_now(page.schema, has_tree=has_tree)
    if not taken:
        return _gone(page, request)
    if not (page.open_now or getattr(request, "is_preview", False)):
        return _not_now(page, request)
    promises = promises_of(schema, sealed=sealed)
    citizen = _citizen(request, sealed)
    if citizen is not None or page.opens_at or page.closes_at:  # kept, it would still be shown when its time is over
        return _own(page, request, citizen, schema, promises, sealed=sealed)
    bodies = public_bodies(language_of(page))
    known = _known(request, schema, bodies, sealed=sealed)
    form = build_form(schema, sealed=sealed)(initial=known, bodies=bodies)
    this = Round(form, FormToken("", TOKEN_BLANK), Attachments(), sealed=sealed, standing=begin(form))
    promised = {} if sealed else promised_by(page, promises)
    response = show_form(page, request, this, csrf_token=CSRF_BLANK, promised=promised)
    revision = page.live_revision_id
    token = Blank(TOKEN_BLANK, lambda _request: new_token(kind, promises, revision).value)
    same_for_all(response, token, Blank(CSRF_BLANK, get_token))
    return response


def _gone(page: Asking, request: HttpRequest) -> HttpResponse:
    """The form of a kind that is not taken, or no longer: what becomes of requests sent before, and where to go."""
    home = page.get_ancestors().get(depth=2)
    context = page.get_context(request) | {"doors": doors(home), "trail": _trail(page)}
    return TemplateResponse(request, "forms/gone.html", context, status=GONE)


def _not_now(page: Asking, request: HttpRequest) -> HttpResponse:
    """The form outside the time in which it is taken, or archived: what becomes of requests, and where to go."""
    home = page.get_ancestors().get(depth=2)
    context = page.get_context(request) | {"doors": doors(home), "trail": _trail(page)}
    why = "archived" if page.archived else "closed"
    response = TemplateResponse(request, f"forms/{why}.html", context, status=GONE)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _own(
    page: Asking,
    request: HttpRequest,
    citizen: Citizen | None,
    schema: FormSchema,
    promises: frozenset[str],
    *,
    sealed: bool,
) -> HttpResponse:
    bodies = public_bodies(language_of(page))
    known = _known(request, schema, bodies, sealed=sealed)
    if citizen is not None:
        known |= {"email": citizen.email, "phone": phone_at_home(citizen.phone)}
    form = build_form(schema, sealed=sealed)(initial=known, bodies=bodies)
    token = new_token(page.kind, promises, page.live_revision_id)
    this = Round(form, token, Attachments(), citizen=citizen, sealed=sealed, standing=begin(form))
    return show_form(page, request, this, promised={} if sealed else promised_by(page, promises))


def _known(request: HttpRequest, schema: FormSchema, bodies: Sequence[PublicBody], *, sealed: bool) -> dict[str, Any]:
    """What stands in an empty form: what a link says, but never in a sealed form; in a preview, an example."""
    if getattr(request, "example", False):
        return example_of(schema, bodies)
    said = {} if sealed else prefilled(schema, request.GET)
    return {**said, "agency": linked_body(request.GET.get("agency", ""), bodies)}


def _citizen(request: HttpRequest, sealed: bool) -> Citizen | None:
    """Who is signed in. To a sealed form nobody is: nothing that could tell of it goes there or comes from it."""
    return None if sealed else citizen_of(request)


def asked_now(schema: FormSchema, *, has_tree: bool) -> FormSchema:
    """What is asked in truth: with the category of the kind's tree and the areas of the gazetteer. Where neither is
    asked for, nothing is looked up. For a service nobody is asked while no page of a body names one."""
    offered = schema.asks(QuestionKind.SERVICE)
    if offered is not None and not offered.options:
        schema = schema.without(QuestionKind.SERVICE)
    categorised = with_category(schema) if has_tree else schema.without(QuestionKind.CATEGORY)
    return categorised if categorised.asks(QuestionKind.AREA) is None else with_areas(categorised)


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
    promises = promises_of(page.schema, sealed=sealed)
    token, problem = token_sent(page, request, promises)
    changed = token.revision not in (None, page.live_revision_id)
    begun = schema_begun(page, token.revision) if changed else page.schema
    schema = asked_now(begun, has_tree=has_tree)
    looks = FORM_TAKE in request.POST or request.POST.get(FORM_GO) == LOOK
    posted = with_taken(request.POST) if looks else request.POST
    form = build_form(schema, sealed=sealed)(posted, bodies=public_bodies(schema.language))
    this = received(request, form, token, problem, citizen=_citizen(request, sealed), sealed=sealed)
    this.mine, this.looks = this.citizen is None or MINE in request.POST, looks
    this.step_on(posted)
    this.gone_on = posted.get(DANGER_GO, "")
    this.asks_danger = DANGER_GO in posted or not wants_data(request)  # or whatever comes by itself is held
    danger = danger_to_ask(this, this.gone_on) if this.is_sent and this.asks_danger else None
    if danger is not None:
        this.ask_first(danger)
        return show_form(page, request, this, status=NOT_TAKEN)
    if this.sends:
        return _file(page, request, this, promises)
    if looks or (this.standing is not None and this.standing.checks):
        typed = typed_in(schema, posted, sealed=sealed)
        this.typed = typed if typed is not None and may_look(request) else None
    return show_form(page, request, this, status=this.status)


def _file(page: Asking, request: HttpRequest, this: Round, promises: frozenset[str]) -> HttpResponse:
    this.asked = ask_to_file(request)
    # What was filed before is not one more: somebody has sent a form twice, and reads the number of the first.
    if not (this.asked.may or was_filed(this.token.key)):
        return show_form(page, request, this, status=TOO_MANY)
    citizen, network = this.citizen if this.mine else None, network_behind(request)
    key, revision = this.token.key, this.token.revision
    apart = this.uploads_apart
    try:
        case = file_form(
            this.form,
            this.uploads,
            key=key,
            apart=apart,
            citizen=citizen,
            revision=revision,
            network=network,
            asked_of_danger=this.asks_danger,
        )
    except FormAlreadySent:
        this.problem = ALREADY_SENT
        this.token = new_token(page.kind, promises, this.token.revision)
        this.files_were_sent()
    except NotPossible as error:
        this.problem = error.message
    except OperationalError:
        this.problem = AWAY
        return show_form(page, request, this, status=BUSY)
    else:
        if this.citizen is not None and not this.mine:  # their address alone is not to put it on their list either
            take_off(this.citizen, case.tracking)
        if wants_data(request):
            return as_filed(case)
        response = HttpResponseRedirect(filed_link(case.tracking), status=303)
        remember_filed(response, case)
        patch_cache_control(response, private=True, no_store=True)
        return response
    return show_form(page, request, this, status=NOT_TAKEN)


def wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"  # a script, which shows nothing of a page


def token_sent(page: Asking, request: HttpRequest, promises: frozenset[str]) -> tuple[FormToken, str | Promise]:
    """The form's token and "", or a new one that says ``promises``, the form's now, and what was wrong with it."""
    fresh = new_token(page.kind, promises, page.live_revision_id)
    try:
        token = read_token(request.POST.get(FORM_TOKEN, ""), page.kind)
    except TokenForged:
        return fresh, FORGED
    except TokenExpired:
        return fresh, EXPIRED
    if not (token.promises <= promises and page.open_now) and not was_filed(token.key):
        return fresh, CHANGED if page.open_now else CLOSED
    return token, ""


def take_upload(page: Asking, request: HttpRequest) -> HttpResponse:
    """One file ahead of its form: of one that was made here, and that asks for files."""
    begins_here(request)  # the form's token is told in the header then
    schema = page.schema
    sealed, _taken, _has_tree = how_taken(schema.kind)
    token, problem = token_sent(page, request, promises_of(schema, sealed=sealed))
    key = request.GET[UPLOAD_QUERY] or FILES
    question = next((each for each in schema.questions if each.kind in WITH_FILES and each.key == key), None)
    if question is None:
        return taken_ahead(request, str(problem or FILES_MISSING), form_key=token.key)
    return taken_ahead(request, str(problem), form_key=token.key, asked=str(question.kind))


def show_form(page: Asking, request: HttpRequest, this: Round, status: int = 200, **more: Any) -> HttpResponse:
    if wants_data(request) and request.method == "POST" and not this.sealed:
        return not_taken(this, status)
    context: dict[str, Any] = page.get_context(request) | more
    if this.citizen is not None and this.citizen.is_proved:
        this.form.lock_name()
    context |= {
        "form": this.form,
        "round": this,
        "token_name": FORM_TOKEN,
        "mine_name": MINE,
        "step_name": FORM_STEP,
        "go_name": FORM_GO,
        "checked_name": FORM_CHECKED,
        "take_name": FORM_TAKE,
        "hinted_name": HINTED,
        "danger_name": DANGER_GO,
        "protect_name": PROTECT,
        "look": LOOK,
        "hints": hints_for(request, this.typed) if this.typed is not None else None,
        "standing_title": this.title,
        "whole": getattr(request, "is_preview", False),
        "at_start": this.standing is None or this.standing.first,
        "scripts": this.scripts,
        "map_tiles": settings.MAP_URL if this.asks_position else "",
        "map_attribution": settings.MAP_ATTRIBUTION.get(language_of(page), ""),
        "sealed": this.sealed,
        "letters_by": ready_transports(),
        "trail": _trail(page),
    }
    response = TemplateResponse(request, "forms/form.html", context, status=status)
    # Never from a shared cache: the token in it makes a form one person's. Kept for the way back, unless whoever sits
    # down at the device next must not find it.
    tell_when(response, this.asked)
    may_use(response, *this.devices)
    if status == BUSY:
        response["Retry-After"] = str(RETRY_AFTER)
    patch_cache_control(response, private=True, **({"no_store": True} if this.sealed else {"no_cache": True}))
    return response


def _trail(page: Asking) -> list[tuple[str, str]]:
    return [(parent.title, parent.url) for parent in page.get_ancestors().filter(depth__gt=2).live()]
