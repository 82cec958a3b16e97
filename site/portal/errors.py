"""What a visitor reads when something is not there, not allowed or broken, in the language of the address."""

from __future__ import annotations

import logging
import sys
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import csrf, defaults
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from permissions import security_log
from permissions.security_log import request_id
from permissions.tallies.counting import write_down
from permissions.tallies.memory import count
from portal.admin_screens.fence import ADMIN
from portal.api import problems
from portal.api.problems import is_of_machines, language_of, said_of
from portal.kept_pages.middleware import ROOMS

log = logging.getLogger(__name__)

MEGABYTE: Final = 1024 * 1024


MISADDRESSED: Final = (
    "A form of this site was refused, since the proxy hands on another address than browsers see: here it is %s, "
    "INSAF_URL is %s. The proxy must hand on Host with its port (nginx: $http_host) and X-Forwarded-Proto, and stand "
    "in TRUSTED_PROXIES."
)
FAULT: Final = gettext_lazy("Something went wrong on our side. If you tell us of it, give us this reference: %(sign)s")
WORKED_ON: Final = gettext_lazy("The platform is being worked on. All that you sent is safe; come back in a while.")
CLOSED_RETRY: Final = 600
"""Seconds: who looks again sooner finds the same."""
RETRY_AFTER: Final = 30
"""Seconds: the half minute of which the page speaks."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_of_machines(request):
        return said_of(request, problems.NOT_FOUND)
    with translation.override(_language(request)):
        return _where_it_went(request, defaults.page_not_found(request, exception))


_renamed: Final = RedirectMiddleware(lambda _request: HttpResponse())


def _where_it_went(request: HttpRequest, missing: HttpResponse) -> HttpResponse:
    """The way to where a page went that was renamed, which Wagtail notes by itself; else ``missing``.

    Nothing is looked for but below the languages: not what operators ask, and no address of the staff. What was sent
    is sent nowhere else.
    """
    if request.method not in ("GET", "HEAD") or not request.path_info.startswith(ROOMS):
        return missing
    found: HttpResponse = _renamed.process_response(request, missing)
    return found


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    with translation.override(_language(request)):
        return defaults.permission_denied(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Reads neither database nor host: what is wrong may be the host itself."""
    security_log.tell("bad_request", "refused")
    if is_of_machines(request):
        return said_of(request, problems.BAD_REQUEST)
    with translation.override(_language_of_path(request)):
        return HttpResponseBadRequest(render_to_string("400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Reads neither database nor static files: what is broken may be either. Tells the id that stands in the log."""
    if is_of_machines(request):
        with translation.override(language_of(request)):
            return said_of(request, problems.FAULT, FAULT % {"sign": request_id()})
    with translation.override(_language_of_path(request)):
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"refused": FAULT % {"sign": request_id()}}, status=500)
        return HttpResponseServerError(render_to_string("500.html", {"sign": request_id()}))


def note_fault(request: HttpRequest | None = None, **_signal: object) -> None:
    """Django tells of each error that becomes a 500, while it can still be read: its traceback goes to the log.

    The address is told by its route, which has no number of a case in it.
    """
    match = getattr(request, "resolver_match", None)
    log.error("Fault %s at %s", request_id(), match.route if match is not None else "no route", exc_info=sys.exc_info())
    user = getattr(request, "_cached_user", None)  # where it was read already: here nothing may ask the database
    security_log.tell("fault", "error", account=getattr(user, "pk", None))
    count("errors", "request")
    write_down()


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or from elsewhere; in the admin mostly one that was left open by somebody else.

    One that comes from this very host at another port, or over TLS of which nothing is told here, came past a proxy
    that says too little.
    """
    security_log.tell("forged_form", "refused")
    page = "403_csrf_staff.html" if request.path_info.startswith(ADMIN) else "403_csrf.html"
    origin = urlsplit(request.headers.get("Origin", ""))
    here = f"{request.scheme}://{request.get_host()}"
    if origin.hostname == urlsplit(here).hostname and f"{origin.scheme}://{origin.netloc}" != here:
        log.error(MISADDRESSED, here, settings.INSAF_URL)
        page = "403_address.html"
    return csrf.csrf_failure(request, reason=reason, template_name=page)


def busy(request: HttpRequest, *, away: bool = False) -> HttpResponse:
    """503. Reads no database, which may be what is ``away``; drawn once, since a crowd may be told it."""
    if is_of_machines(request):
        return said_of(request, problems.AWAY if away else problems.BUSY, Retry_After=str(RETRY_AFTER))
    language, headers = _language_of_path(request), {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    if request.headers.get("Accept") == "application/json":
        with translation.override(language):
            sentence = _("We are very busy just now. Wait half a minute and try again.")
            if away:
                sentence = _("Part of the platform isn’t working right now. Wait half a minute and try again.")
        return JsonResponse({"refused": sentence}, status=503, headers=headers)
    return HttpResponse(_busy_page(language, sent=request.method == "POST", away=away), status=503, headers=headers)


def closed_for_now(request: HttpRequest) -> HttpResponse:
    """503: an editor has closed the public pages while work is being done."""
    if is_of_machines(request):
        return said_of(request, problems.BUSY, WORKED_ON, Retry_After=str(CLOSED_RETRY))
    headers = {"Retry-After": str(CLOSED_RETRY), "Cache-Control": "no-store"}
    with translation.override(_language_of_path(request)):
        return HttpResponse(render_to_string("maintenance.html"), status=503, headers=headers)


@cache
def _busy_page(language: str, *, sent: bool, away: bool = False) -> str:
    with translation.override(language):
        return render_to_string("503.html", {"sent": sent, "away": away})


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413: an address takes ``most`` bytes. A script that sends a file ahead is told in a sentence that it can show."""
    if is_of_machines(request):
        return said_of(request, problems.TOO_LARGE)
    with translation.override(_language(request)):
        if request.headers.get("Accept") == "application/json":
            sentence = _("This file is too large: attach a smaller copy.")
            return JsonResponse({"refused": sentence}, status=413)
        return HttpResponse(render_to_string("413.html", {"most": most // MEGABYTE}), status=413)


def without_length(request: HttpRequest) -> HttpResponse:
    """411: what was sent does not say how long it is, which every browser does."""
    if is_of_machines(request):
        return said_of(request, problems.NO_LENGTH)
    with translation.override(_language(request)):
        return HttpResponse(render_to_string("400.html"), status=411)


def nowhere(request: HttpRequest, **_parts: int) -> HttpResponse:
    """An address of a library that is not ours to have."""
    raise Http404


def _language(request: HttpRequest) -> str:
    """In the admin the language that the reader chose, elsewhere that of the address."""
    user = getattr(request, "user", None)
    if request.path.startswith(ADMIN) and user is not None and user.is_authenticated:
        profile = getattr(user, "wagtail_userprofile", None)
        return str(profile.get_preferred_language()) if profile else "ar"
    return _language_of_path(request)


def _language_of_path(request: HttpRequest) -> str:
    """The language of the address; the admin, which says none in its addresses, answers in that of the browser."""
    found = translation.get_language_from_path(request.path_info)
    if found is None and request.path_info.startswith(ADMIN):
        return translation.get_language_from_request(request)
    return found or "ar"
