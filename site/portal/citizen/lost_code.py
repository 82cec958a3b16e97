"""A lost code: asking for a link to a new one, the page that the link opens, and the new code, shown once.

Asking gives one answer whatever was typed. Opening the link does nothing: mail programs and scanners open links.
"""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.forms.limited import network_behind, tell_when
from content.pages.template_tags import groups_of_four
from permissions.citizens.models import Citizen
from permissions.citizens.sessions import citizen_of
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import CODES
from permissions.limits.challenges import answer_in
from portal.citizen.briefly import keeps_open
from portal.citizen.follow import case_numbered
from portal.citizen.proof import is_own, is_proved, show_new_code, shows_new_code, way_to_prove
from portal.citizen.signing_in import AddressForm
from portal.citizen.step_up import asks_for_proof
from portal.citizen.track import UNKEPT
from portal.settings.packed_pages import never_packed
from workflows.cases.errors import NotPossible
from workflows.cases.joining import join
from workflows.cases.models import Case
from workflows.cases.renewing import Lost, lost_by_link, renew_code
from workflows.cases.tracking import normal_tracking, renewals_of, secret_of
from workflows.notifications.to_addresses import ask_for_link
from workflows.transactions.turn import write_transaction

SENT = "sent"


class LostForm(AddressForm):
    """The number, and the address that was given with the request."""

    field_order = ("tracking", "address")
    tracking = forms.CharField(
        label=_("Number of the request"),
        max_length=40,
        widget=forms.TextInput(attrs=UNKEPT),
        error_messages={"required": _("Enter the number of your request.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_code(request: HttpRequest) -> HttpResponse:
    """Ask for number and address, and have a link sent where both belong to one ordinary request."""
    if request.method != "POST":
        return _ask_page(request, LostForm(initial={"tracking": normal_tracking(request.GET.get("tracking", ""))}))
    asked = ask(CODES, network_behind(request), answer=answer_in(request.POST))
    form = LostForm(request.POST) if asked.may else LostForm(initial=request.POST.dict())
    if not (asked.may and form.is_valid()):
        return _ask_page(request, form, asked)
    given = form.cleaned_data
    with write_transaction():
        ask_for_link(given["tracking"], form.kind, given["address"], language=get_language() or "ar")
    return redirect(f"{reverse('lost_code')}?{SENT}")


def _ask_page(request: HttpRequest, form: LostForm, asked: Asked = NOT_ASKED) -> HttpResponse:
    sent = SENT in request.GET and not form.is_bound
    context = {
        "here": _now("Look at your letters") if sent else _now("A new code"),
        "wrong": bool(form.errors) or not asked.may,
        "form": form,
        "asked": asked,
        "sent": sent,
        "trail": [(_now("Follow a request"), reverse("track"))],
    }
    status = 429 if not asked.may else 422 if form.is_bound else 200
    response = TemplateResponse(request, "citizen/lost_code.html", context, status=status)
    tell_when(response, asked)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
def new_code(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link leads: one button makes the new code. A link that is over says no more than that."""
    lost = lost_by_link(token)
    if lost is None:
        return _link_page(request, "", over=True)
    if request.method != "POST":
        return _link_page(request, lost.case.tracking)
    return _renewed(request, lost.case, by=lost) or _link_page(request, "", over=True)


def _link_page(request: HttpRequest, tracking: str, *, over: bool = False) -> HttpResponse:
    context = {
        "here": _now("This link no longer works") if over else _now("A new code"),
        "wrong": over,
        "tracking": tracking,
        "over": over,
        "trail": [(_now("Follow a request"), reverse("track"))],
    }
    status = HTTPStatus.GONE if over else HTTPStatus.OK
    return TemplateResponse(request, "citizen/new_code.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def own_code(request: HttpRequest, tracking: str) -> HttpResponse:
    """The new code, in the browser that has just made it. A form sent here makes one, for who is signed in."""
    # Asked before the case is read: a stranger's answer is the same, to its last header, where there is none.
    makes = request.method == "POST"
    citizen = citizen_of(request) if makes else None
    may = is_own(request, tracking) if makes else shows_new_code(request, tracking)
    case = case_numbered(tracking) if may else None
    # One that another browser has made since is shown there: whoever made the former may be whom it shuts out.
    if case is None or (not makes and not is_proved(request, tracking, case=case)):
        return way_to_prove(tracking)
    shown = _renewed(request, case, by=citizen) if citizen is not None else _shown(request, case)
    return shown or way_to_prove(tracking)


def _renewed(request: HttpRequest, case: Case, *, by: Lost | Citizen) -> HttpResponse | None:
    """On to the new code; None where another has taken the place of the old one first."""
    try:
        renew_code(case, by=by)
    except NotPossible:
        return None
    case.refresh_from_db()
    if isinstance(by, Citizen):  # a new code ends what was done by the former: whoever is shown it keeps the request
        join(by, case)
    response = redirect("own_code", tracking=case.tracking)
    show_new_code(request, response, case)
    return response


def _shown(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        secret = secret_of(case, renewal=renewals_of(case))
    except LookupError:
        return way_to_prove(case.tracking)
    groups = groups_of_four(secret)
    context = {
        "here": _now("Your new code"),
        "tracking": case.tracking,
        "secret": secret,
        "copied": "\n".join((_now("Request number"), case.tracking, _now("Secret code"), " ".join(groups))),
        "track_address": request.build_absolute_uri(reverse("track")),
        "trail": [(_now("Follow a request"), reverse("track"))],
    }
    response = TemplateResponse(request, "citizen/new_code_shown.html", context)
    never_packed(response)
    return response
