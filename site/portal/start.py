"""Where the staff land after logging in: at their work, when they have but one place to work."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.home import HomeView

from permissions.access.charge import charge_of
from permissions.access.decide import Held
from permissions.agencies.rights import (
    EDIT_PAGES,
    ERASE_CASE,
    OPEN_IDENTITY,
    PUBLISH_RULES,
    READ_REPORTS,
    TAKE_CALLS,
    VIEW_CASE,
)
from permissions.platform.called import is_named, offered_languages
from portal.admin_screens.screen import held_in, holds_in
from portal.desk.supervising import supervises
from workflows.dashboards.boards import boards_of


def _start(request: HttpRequest) -> HttpResponseBase:
    """The bare ``/admin/``: the one place of work, or the admin's own first page for editors and all others."""
    address = workplace_of(request)
    if address:
        return redirect(address)
    response: HttpResponse = HomeView.as_view()(request)
    return response


start: Callable[[HttpRequest], HttpResponseBase] = never_cache(require_admin_access(_start))


def front(request: HttpRequest) -> HttpResponse:
    """The bare ``/``: the home page in the first language of the platform, whatever the browser prefers."""
    return redirect(f"/{offered_languages()[0]}/")


def _desk_of(held: Held, user_id: int) -> str:
    """Whoever heads an agency begins with its figures, whoever stands above officers with their board."""
    if not supervises(held):
        return "desk:inbox"
    boards = boards_of(user_id, held)
    return "dashboards:first" if boards and boards[0].key == "head" else "desk:board"


def workplace_of(request: HttpRequest) -> str:
    """The name of the address where whoever asks works all day; empty for those at home among the pages.

    Until somebody has said what the platform is called, its administrators are asked for that first.
    """
    if holds_in(request, EDIT_PAGES):
        return ""
    charge = charge_of(held_in(request))
    if charge.everywhere:
        return "access:people" if is_named() else "access:platform"
    if holds_in(request, VIEW_CASE):
        return _desk_of(held_in(request), int(request.user.pk or 0))
    if holds_in(request, TAKE_CALLS):
        return "call_centre:start"
    if charge.anything:
        return "access:people"
    if holds_in(request, OPEN_IDENTITY):
        return "identities:all"
    if holds_in(request, ERASE_CASE):
        return "erasures:all"
    if holds_in(request, PUBLISH_RULES):
        return "studio:all"
    return "figures:all" if holds_in(request, READ_REPORTS) else ""
