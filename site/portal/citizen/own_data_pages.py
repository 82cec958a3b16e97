"""Where a citizen asks for their own data and takes the file: of one request, or of all that are theirs."""

from __future__ import annotations

from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.forms.handing_out import never_run
from content.forms.limited import network_behind, tell_when
from content.forms.storing import is_stored, open_stored
from permissions.citizens import sessions
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import OWN_DATA
from permissions.limits.challenges import answer_in
from permissions.now import now
from permissions.writing import written_percent, written_size
from portal.citizen.briefly import keeps_open
from portal.citizen.follow import proved_case
from portal.citizen.own_data import ring
from portal.citizen.proof import around_case, way_back, way_to_prove
from portal.citizen.step_up import asks_for_proof
from workflows.cases.models import Case
from workflows.own_data.models import LEASE, Making, OwnData
from workflows.own_data.services import ask_for, of_case, of_citizen

LOOK_AGAIN: Final = "2"
"""Seconds after which the page looks again, also without scripts."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def case_data(request: HttpRequest, tracking: str) -> HttpResponse:
    """Asks for the file of one request, for whoever has shown its secret, or has it among theirs."""
    case = proved_case(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    asked = _asked(request)
    if request.method == "POST" and asked.may:
        row = ask_for(language=_language(), case=case)
        ring(row)
        return redirect("follow_data_file", tracking=tracking, key=row.key)
    return _page(request, _around_case(request, case), asked)


@never_cache
@require_safe
@keeps_open
@asks_for_proof
def case_data_file(request: HttpRequest, tracking: str, key: str) -> HttpResponseBase:
    """How far the file of one request is, and its bytes."""
    case = proved_case(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    row = of_case(key, case)
    return _file_page(request, row, f"{case.tracking}.zip", _around_case(request, case))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """The same of all requests of whoever is signed in, and of what is known of them."""
    citizen = sessions.citizen_of(request)
    if citizen is None:
        return redirect("my")
    asked = _asked(request)
    if request.method == "POST" and asked.may:
        row = ask_for(language=_language(), citizen=citizen)
        ring(row)
        return redirect("my_data_file", key=row.key)
    return _page(request, _around_account(), asked)


@never_cache
@require_safe
def my_data_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """How far the file of all of them is, and its bytes."""
    citizen = sessions.citizen_of(request)
    if citizen is None:
        return redirect("my")
    return _file_page(request, of_citizen(key, citizen), "my-data.zip", _around_account())


def _asked(request: HttpRequest) -> Asked:
    if request.method != "POST":
        return NOT_ASKED
    return ask(OWN_DATA, network_behind(request), answer=answer_in(request.POST))


def _language() -> str:
    return (get_language() or "ar")[:2]


def _around_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    around, back = around_case(case, _("Your data as a file")), reverse("follow", args=[case.tracking])
    around["trail"] = [*(way_back(request) if not around["sealed"] else []), *around["trail"]]
    return {**around, "case": case, "back": back}


def _around_account() -> dict[str, Any]:
    back = reverse("my")
    return {"here": _("Your data as a file"), "trail": [(_("My requests"), back)], "sealed": False, "back": back}


def _page(request: HttpRequest, context: dict[str, Any], asked: Asked) -> HttpResponse:
    context |= {"asked": asked, "wrong": not asked.may, "row": None}
    response = TemplateResponse(request, "citizen/data.html", context, status=200 if asked.may else 429)
    tell_when(response, asked)
    return response


def _file_page(request: HttpRequest, row: OwnData | None, name: str, context: dict[str, Any]) -> HttpResponseBase:
    if row is None:
        raise Http404
    if "file" in request.GET:
        if row.state != Making.MADE or not is_stored(row.storage_key):
            raise Http404
        content = open_stored(row.storage_key)
        return never_run(FileResponse(content, as_attachment=True, filename=name, content_type="application/zip"))
    if row.state == Making.WAITING and (row.taken_at or row.requested_at) < now() - LEASE:
        ring(row)  # the first ring was lost, or whoever made it was killed
    words = {"size": written_size(row.size), "percent": written_percent(row.percent)}
    context |= {"row": row, **words, "asked": NOT_ASKED, "wrong": False}
    response = TemplateResponse(request, "citizen/data.html", context)
    if row.state == Making.WAITING:
        response["Refresh"] = LOOK_AGAIN
    return response
