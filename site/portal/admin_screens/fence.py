"""The fence around the admin, closed by default: a room that is undeclared, or not one's own, does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from wagtail.admin.auth import require_admin_access

from permissions.access.further_rights import ADMIN_ACCESS
from portal.admin_screens.rights import holds_in
from portal.admin_screens.rooms import ADMIN, ANYBODY, EVERY_ROLE, right_for
from portal.admin_screens.screen import StaffScreen, nothing_there

_INSIDE = "_insaf_inside"
OPENING = "access:opening"


class Fence:
    """Middleware, the last of all.

    Our own screens ask for their rights themselves. Of Wagtail's many screens only those of a declared room are
    there, for whoever holds its right; and where Wagtail itself refuses someone inside a room, its redirect with
    "Sorry, …" becomes the same nothing. Whoever is not logged in is sent to the login, whatever the address.
    Until both first administrators of an installation have accepted, they are sent to the one page that says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return nothing(request) if _refused_inside(request, response) else response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """None where one may go on."""
        if not request.path_info.startswith(ADMIN):
            return None
        right = right_for(request.path_info, request.resolver_match.route if request.resolver_match else "")
        if right == ANYBODY:
            return None
        if _is_held_back(request):
            return redirect(OPENING)
        if _is_ours(view):
            return None
        if right is None or not _holds(request, right):
            return nothing(request)
        setattr(request, _INSIDE, True)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What Wagtail refuses to a script instead of a page; and what it stumbles over when a form comes without one
        of its fields, which it reads unasked in a dozen places: a bad request, and nobody's error."""
        if not hasattr(request, _INSIDE):
            return None
        if isinstance(exception, PermissionDenied):
            return nothing(request)
        if isinstance(exception, MultiValueDictKeyError):
            raise BadRequest from exception
        return None


def nothing(request: HttpRequest) -> HttpResponseBase:
    """What every address below ``/admin/`` answers that does not exist; without its last slash it gets one first."""
    if not request.path_info.endswith("/"):
        longer = HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        longer.xframe_options_exempt = True  # as where it is given from further out
        return longer
    return _no_page(request)


# Wrapped as Wagtail wraps its own, so that the page speaks the language of the account; the token is asked for also
# where a refused screen would have done without.
_no_page: Callable[[HttpRequest], HttpResponseBase] = csrf_protect(never_cache(require_admin_access(nothing_there)))


def _is_ours(view: Any) -> bool:
    screen = getattr(view, "view_class", None)
    return isinstance(screen, type) and issubclass(screen, StaffScreen)


def _is_held_back(request: HttpRequest) -> bool:
    match = request.resolver_match
    there = match is not None and match.view_name == OPENING
    return request.user.is_authenticated and request.user.held_back and not there


def _holds(request: HttpRequest, right: str) -> bool:
    if not request.user.is_authenticated:
        return False
    return request.user.has_perm(ADMIN_ACCESS) and (right == EVERY_ROLE or holds_in(request, right))


def _refused_inside(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether Wagtail let nobody in after all: 403, or back to the first page with an apology, which is taken back."""
    if not hasattr(request, _INSIDE):
        return False
    if response.status_code == 403:
        return True
    if response.headers.get("Location") != reverse("wagtailadmin_home"):
        return False
    waiting: list[Any] = request._messages._queued_messages  # type: ignore[attr-defined]
    apology = gettext("Sorry, you do not have permission to access this area.")
    kept = [message for message in waiting if str(message.message).strip() != apology]
    refused = len(kept) < len(waiting)
    waiting[:] = kept
    return refused
