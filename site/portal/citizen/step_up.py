"""Reading is not acting: who has a request in their list for its address alone proves that address before they act.

Whoever picks up a telephone on which somebody is signed in reads what is listed; they withdraw and answer nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.forms.limited import network_behind, tell_when
from permissions import security_log
from permissions.citizens.models import ProvedAddress
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import CODES
from permissions.limits.challenges import answer_in
from portal.citizen.letters_shown import veiled
from portal.citizen.proof import unproved_listing, way_back
from portal.citizen.signing_in import AddressForm, send_code
from workflows.notifications.own_requests import ListedRequest

KIND: Final = "kind"
"""By which of their addresses they want the code."""
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, str, Given], HttpResponseBase]


def asks_for_proof(view: View[Given]) -> View[Given]:
    """A view that does something to a request. Who only reads it is told what to show first; what they sent is shown to
    be copied, and nothing is done."""

    @wraps(view)
    def answer(request: HttpRequest, tracking: str, *args: Given.args, **named: Given.kwargs) -> HttpResponseBase:
        listed = unproved_listing(request, tracking)
        if listed is None:
            return view(request, tracking, *args, **named)
        if request.method in ("GET", "HEAD"):
            return redirect("follow_proof", tracking=tracking)
        security_log.tell("step_up", "asked")
        typed = request.POST.get("text", "").strip()
        return _page(request, listed, AddressForm(), typed=typed, status=HTTPStatus.FORBIDDEN)

    return answer  # type: ignore[return-value]  # as `wraps` is typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, tracking: str) -> HttpResponse:
    """Where a code is sent to an address of the request that was proved before; the request's code is the other way."""
    listed = unproved_listing(request, tracking)
    if listed is None:
        return redirect("follow", tracking=tracking)
    if request.method != "POST":
        return _page(request, listed, AddressForm())
    asked = ask(CODES, network_behind(request), answer=answer_in(request.POST))
    form = AddressForm({"address": _chosen(request, listed).address})
    if not asked.may:
        return _page(request, listed, AddressForm(), asked=asked, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _page(request, listed, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return send_code(request, form, back_to=tracking)


def _chosen(request: HttpRequest, listed: ListedRequest) -> ProvedAddress:
    """The address that was pressed; the first for whatever else was sent."""
    return next((row for row in listed.by if row.kind == request.POST.get(KIND)), listed.by[0])


def _page(
    request: HttpRequest,
    listed: ListedRequest,
    form: AddressForm,
    *,
    asked: Asked = NOT_ASKED,
    typed: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    tracking = listed.case.tracking
    context: dict[str, Any] = {
        "here": _("Confirm it’s you"),
        "wrong": status != HTTPStatus.OK,
        "tracking": tracking,
        "addresses": [(row.kind, veiled(row.address)) for row in listed.by],
        "form": form,
        "asked": asked,
        "typed": typed,
        "trail": [*way_back(request), (tracking, reverse("follow", args=[tracking]))],
    }
    response = TemplateResponse(request, "citizen/proof.html", context, status=status)
    tell_when(response, asked)
    return response
