"""What a visitor reads when something is not there, not allowed or broken, in the language of the address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults

from portal.admin_screens.rooms import ADMIN


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    with translation.override(_language(request)):
        return defaults.page_not_found(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    with translation.override(_language(request)):
        return defaults.permission_denied(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Reads neither database nor host: what is wrong may be the host itself."""
    with translation.override(_language_of_path(request)):
        return HttpResponseBadRequest(render_to_string("400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Reads neither database nor static files: what is broken may be either."""
    with translation.override(_language_of_path(request)):
        return HttpResponseServerError(render_to_string("500.html"))


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
    return translation.get_language_from_path(request.path_info) or "ar"
