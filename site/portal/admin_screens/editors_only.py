"""The admin's screens of pages, pictures and documents: for those who may edit pages; for others they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.rights import holds_in
from portal.admin_screens.screen import nothing_there

# Wagtail asks at most of them whether one may edit, but its choosers show titles of drafts, and its history names of
# editors, to anybody who may enter the admin.
ROOMS = ("pages", "reports", "choose-page", "images", "documents", "workflows", "tag-autocomplete", "api", "localize")
ADDRESSES = tuple(f"/admin/{room}/" for room in ROOMS)


class EditorsOnly:
    """Middleware, after authentication. Whoever is not logged in is sent to the login as everywhere in the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Answers as every screen of ours that one may not open; None where one may go on."""
        if not request.path_info.startswith(ADDRESSES) or not request.user.is_authenticated:
            return None
        return None if holds_in(request, EDIT_PAGES) else _nothing(request)


# Wrapped as Wagtail wraps its own, so that the page speaks the language of the account.
_nothing: Callable[[HttpRequest], HttpResponseBase] = never_cache(require_admin_access(nothing_there))
