"""Where letters about a case go and which: a mistyped address is corrected, letters that nobody needs are left off."""

from __future__ import annotations

from typing import Any, Final, Literal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.forms.limited import network_behind, tell_when
from permissions.actors import Actor
from permissions.citizens.codes import make_code
from permissions.citizens.models import AddressKind, SignInCode
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import CODES
from permissions.limits.challenges import answer_in
from portal.citizen import page_cookies
from portal.citizen.briefly import LIFETIME, keeps_open
from portal.citizen.follow import proved_case
from portal.citizen.proof import around_case, way_to_prove
from portal.citizen.reach_shown import KINDS
from portal.citizen.signing_in import AddressForm, typed_code
from portal.citizen.step_up import asks_for_proof
from workflows.cases.actions.following import SetNotices
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Notices, Track
from workflows.cases.relay import forget_relay, relay_mark
from workflows.notifications.chosen import case_of_fewer, gets_all, want_fewer
from workflows.notifications.reaching import set_address
from workflows.notifications.relayed import ended_by
from workflows.notifications.to_addresses import ADDRESS_CODE
from workflows.notifications.to_citizens_signing_in import ask_for_letter, transport_for
from workflows.notifications.transports import addresses_of
from workflows.notifications.transports.push.devices import devices_of, may_be_told
from workflows.transactions.turn import write_transaction

PUSH: Final = "push"
COOKIE: Final = "address-code-"
"""In which the browser keeps the name of a code that is on its way."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def address(request: HttpRequest, tracking: str) -> HttpResponse:
    """Ask where letters are to go, and send a code there: whoever reads it has shown that the address is theirs."""
    case = proved_case(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    if request.method != "POST":
        return _address_page(request, case, AddressForm())
    asked = ask(CODES, network_behind(request), answer=answer_in(request.POST))
    form = AddressForm(request.POST) if asked.may else AddressForm(initial=request.POST.dict())
    if form.is_valid() and form.kind == AddressKind.PHONE and case.track != Track.ORDINARY:
        form.add_error("address", _("Nothing is sent to a phone about a sensitive request. Use an email address."))
    if not (asked.may and form.is_valid()):
        return _address_page(request, case, form, asked)
    with write_transaction():
        code = make_code(
            form.kind,
            form.cleaned_data["address"],
            language=get_language() or "ar",
            instead_of=page_cookies.read(request, COOKIE, tracking),
        )
        ask_for_letter(code, topic=ADDRESS_CODE)
    response = redirect("follow_address_code", tracking=tracking)
    page_cookies.put(response, COOKIE, tracking, code.name, LIFETIME)
    return response


def _address_page(request: HttpRequest, case: Case, form: AddressForm, asked: Asked = NOT_ASKED) -> HttpResponse:
    context = {
        **around_case(case, _("Where our letters go")),
        "wrong": bool(form.errors) or not asked.may,
        "form": form,
        "asked": asked,
        "case": case,
    }
    status = 429 if not asked.may else 422 if form.is_bound else 200
    response = TemplateResponse(request, "citizen/address.html", context, status=status)
    tell_when(response, asked)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def address_code(request: HttpRequest, tracking: str) -> HttpResponse:
    """The code is typed here, in the browser that asked for it; with it letters go to its address."""
    case, name = proved_case(request, tracking), page_cookies.read(request, COOKIE, tracking)
    if case is None:
        return way_to_prove(tracking)
    if not name:
        return redirect("follow_address", tracking=tracking)
    to, again = reverse("follow_address_code", args=[tracking]), reverse("follow_address", args=[tracking])
    found = typed_code(request, name, to=to, again=again, proves=True, **around_case(case, _("Your code")))
    if not isinstance(found, SignInCode):
        return found
    set_address(case, AddressKind(found.kind), found.address)
    messages.success(request, _("From now on our letters go to your new address."))
    response = redirect("follow", tracking=tracking)
    page_cookies.remove(response, COOKIE, tracking)
    return response


class NoticesForm(forms.Form):
    """For each address that was left, which letters go there."""

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data)
        given = addresses_of(case.person)
        kinds = [kind for kind in AddressKind if given[transport_for(kind)]]
        for kind in kinds:
            choices = [each for each in Notices.choices if len(kinds) > 1 or each[0] != Notices.NONE]
            self.fields[kind] = forms.ChoiceField(
                label=str(KINDS[kind]),
                choices=choices,
                initial=case.person.notices_by(kind),
                widget=forms.RadioSelect,
            )
        if may_be_told(case) and devices_of(case).exists():
            self.fields[PUSH] = forms.ChoiceField(
                label=_("Notices on your devices"),
                choices=Notices.choices,
                initial=case.person.notices_by(PUSH),
                widget=forms.RadioSelect,
            )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def notices(request: HttpRequest, tracking: str) -> HttpResponse:
    """Which letters are wanted at which address; what a citizen must know reaches them by one of both in any case."""
    case = proved_case(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    form = NoticesForm(case, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _set_notices(case, form):
        messages.success(request, _("Your choice of letters counts from now on."))
        return redirect("follow", tracking=tracking)
    context = {**around_case(case, _("Which letters you get")), "wrong": bool(form.errors), "form": form, "case": case}
    return TemplateResponse(request, "citizen/notices.html", context, status=422 if form.is_bound else 200)


def _set_notices(case: Case, form: NoticesForm) -> bool:
    """Set what is otherwise than it was; False, with the reason in the form, where it would leave none."""
    changed = [
        (_channel(kind), Notices(said))
        for kind, said in form.cleaned_data.items()
        if said != case.person.notices_by(kind)
    ]
    # What is wanted first, so that one address may take the place of the other.
    changed.sort(key=lambda each: each[1] == Notices.NONE)
    try:
        with write_transaction():
            for kind, said in changed:
                apply(case.pk, SetNotices(kind=kind, notices=said), actor=Actor.citizen(case.pk))
    except NotPossible as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _channel(kind: str) -> AddressKind | Literal["push"]:
    return PUSH if kind == PUSH else AddressKind(kind)


@never_cache
@csrf_exempt  # a mail program presses the button (RFC 8058): it has no token of ours, and who has the link may do this
@require_http_methods(["GET", "HEAD", "POST"])
def fewer_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in letters leads. It shows nothing of the case, and opening it changes nothing."""
    relayed = ended_by(token)
    if relayed is not None:
        return _no_more_relayed(request, *relayed)
    case = case_of_fewer(token)
    if case is not None and request.method == "POST":
        want_fewer(case)
    done = case is not None and (request.method == "POST" or not gets_all(case))
    context = {"here": _("Fewer letters"), "wrong": case is None, "known": case is not None, "done": done}
    return TemplateResponse(request, "citizen/fewer.html", context, status=200 if case is not None else 404)


def _no_more_relayed(request: HttpRequest, case: Case, mark: str) -> HttpResponse:
    """The same for an address that nobody who works on the request sees: it is forgotten."""
    if request.method == "POST":
        forget_relay(case, mark=mark)
    context = {"here": _("No more of these letters"), "known": True, "done": relay_mark(case) != mark}
    return TemplateResponse(request, "citizen/no_more_letters.html", context)
