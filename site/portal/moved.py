"""A page that was renamed or moved is found at its former address: Wagtail notes these by itself."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from portal.kept_pages.middleware import ROOMS


class Moved(RedirectMiddleware):
    """Middleware: where there is no page any more, the way to where it went. What was sent is sent nowhere else.

    Only below the languages, where pages lie: not for what operators ask, and for no address of the staff.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not request.path_info.startswith(ROOMS):
            return response
        moved: HttpResponseBase = super().process_response(request, response)
        return moved
