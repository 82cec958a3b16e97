"""A citizen's own page: their requests, what is known of them, and the way out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from content.forms.limited import network_behind, tell_when
from permissions.citizens import services, sessions
from permissions.citizens.models import Citizen
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import TRACKING
from permissions.limits.challenges import answer_in
from permissions.limits.subjects import phone_at_home
from permissions.now import now
from portal.citizen.proof import forget_all, way_back
from portal.citizen.request_list import RequestList
from portal.citizen.signing_in import AddressForm, ask_for_code, sign_in_page
from portal.citizen.track import TrackForm
from workflows.cases.errors import NotPossible
from workflows.cases.joining import Joining, join
from workflows.notifications.own_requests import TakenOff, announce_first_listing, put_back, take_all_off, take_off
from workflows.notifications.transports import ready_for_codes
from workflows.own_data.services import forget_of

JOIN: Final = "join"
"""The id of the form by which a request is joined."""
TAKEN_OFF: Final = "taken_off"
"""In the session: the request that was taken off the list last."""
UNDO_FOR: Final = timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my(request: HttpRequest) -> HttpResponse:
    """The requests of whoever is signed in; of a visitor it asks who they are. A form sent here asks for a code."""
    citizen = sessions.citizen_of(request)
    if request.method != "POST":
        return sign_in_page(request) if citizen is None else _page(request, citizen)
    form, asked, sent = ask_for_code(request)
    if sent is not None:
        return sent
    if citizen is None:
        return sign_in_page(request, form=form, asked=asked)
    return _page(request, citizen, address=form, asked=asked)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: HttpRequest) -> HttpResponse:
    """Put a request that was filed before among one's own, by its number and secret.

    What is wrong is told at this address: its other language leads to the list.
    """
    citizen = sessions.citizen_of(request)
    if citizen is None or request.method != "POST":
        return redirect("my")
    asked = ask(TRACKING, network_behind(request), answer=answer_in(request.POST))
    form = TrackForm(request.POST) if asked.may else TrackForm(initial=request.POST.dict())
    if asked.may and form.is_valid() and form.case is not None:
        if form.case.erased_at is not None:
            sentence = _(
                "This request was erased, and cannot be put on your list. Its number and code show what is left of it."
            )
            messages.error(request, sentence)
            return redirect("my")
        try:
            join(citizen, form.case)
        except NotPossible as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The request is among yours now."))
        return redirect("my")
    return _page(request, citizen, joining=form, asked=asked)


@never_cache
@require_POST
def part_request(request: HttpRequest, tracking: str) -> HttpResponse:
    """Take a request off the list, for good; it stays as it is, and its number and secret open it. The answer is the
    same for a number that is not on it. ``undo``: put back what was taken off a moment ago."""
    citizen = sessions.citizen_of(request)
    if citizen is None:
        return redirect("my")
    if "undo" in request.POST:
        _undo(request, citizen, tracking)
    else:
        taken = take_off(citizen, tracking)
        request.session[TAKEN_OFF] = {
            "citizen": citizen.pk,
            "tracking": tracking,
            "joined": taken.joined or "",
            "digests": taken.digests,
            "at": now().isoformat(),
        }
    return redirect("my")


def _undo(request: HttpRequest, citizen: Citizen, tracking: str) -> None:
    kept = _taken_off(request, citizen)
    if kept is None or kept["tracking"] != tracking:
        messages.error(request, _("It’s too late to undo this. Add the request by its number and code."))
        return
    del request.session[TAKEN_OFF]
    taken = TakenOff(Joining(kept["joined"]) if kept["joined"] else None, tuple(kept["digests"]))
    if put_back(citizen, tracking, taken, since=datetime.fromisoformat(kept["at"])):
        messages.success(request, _("The request is on your list again."))
    else:
        messages.error(request, _("It’s too late to undo this. Add the request by its number and code."))


def _taken_off(request: HttpRequest, citizen: Citizen) -> dict[str, Any] | None:
    """What this citizen took off last, as long as it can be undone."""
    kept: dict[str, Any] | None = request.session.get(TAKEN_OFF)
    if kept is None or kept["citizen"] != citizen.pk or datetime.fromisoformat(kept["at"]) < now() - UNDO_FOR:
        return None
    return kept


def _told_of_taken_off(request: HttpRequest, citizen: Citizen) -> str:
    """The number of what was just taken off: the next page alone offers to undo it."""
    kept = _taken_off(request, citizen)
    if kept is None or kept.get("told"):
        return ""
    request.session[TAKEN_OFF] = {**kept, "told": True}
    return str(kept["tracking"])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, on a computer that others use too."""
    response = redirect("my")
    forget_all(request, response)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget_me(request: HttpRequest) -> HttpResponse:
    """Remove all that is known of somebody as a citizen who signs in; asked once more before."""
    citizen = sessions.citizen_of(request)
    if citizen is None:
        return redirect("my")
    if request.method != "POST":
        return TemplateResponse(request, "citizen/forget_me.html", {"here": _("Forget me"), "trail": way_back(request)})
    forget_of(citizen)
    take_all_off(citizen)
    services.forget(citizen)
    response = redirect("my")
    forget_all(request, response)
    messages.success(request, _("You are forgotten here. Your requests stay, each behind its number and code."))
    return response


def _page(
    request: HttpRequest,
    citizen: Citizen,
    *,
    address: AddressForm | None = None,
    joining: TrackForm | None = None,
    asked: Asked = NOT_ASKED,
) -> HttpResponse:
    there, sent = settings.OIDC_CITIZENS, joining or address
    requests = RequestList(citizen, request.GET)
    announce_first_listing(requests.by_address, language=get_language() or "ar")
    context: dict[str, Any] = {
        "here": _("My requests"),
        "taken_off": _told_of_taken_off(request, citizen),
        "wrong": (sent is not None and bool(sent.errors)) or not asked.may,
        "citizen": citizen,
        "phone": phone_at_home(citizen.phone),
        **requests.context,
        "address": address or AddressForm(),
        "joining": joining or TrackForm(),
        "sent": sent if sent is not None and sent.is_bound else None,
        "asked": asked,
        "slowed": ("" if asked.may else "address" if address is not None else JOIN),
        "code_by": bool(ready_for_codes()),
        "provider": there is not None and not citizen.is_proved,
        "button": there.button.get(get_language() or "", "") if there is not None else "",
    }
    status = 429 if not asked.may else 422 if _is_wrong(sent) else 200
    response = TemplateResponse(request, "citizen/my.html", context, status=status)
    tell_when(response, asked)
    return response


def _is_wrong(form: forms.Form | None) -> bool:
    return form is not None and form.is_bound
