"""Pages go over the line packed, as far as that gives nothing away."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("text/html", "application/json", "application/xml", "text/plain")
STAFF = "/admin/"


def never_packed(response: HttpResponseBase) -> None:
    """Of a page that shows a secret in clear: packed, its length would tell of it to whoever watches the line."""
    response.never_packed = True  # type: ignore[attr-defined]  # read below, on the way out


class PackedPages(GZipMiddleware):
    """Django's, which hides the length in up to 100 random bytes, for pages alone.

    Left as they are: downloads, which are packed already; pages that ``never_packed`` marks; and all of the staff's,
    since they show other people's words beside what an address asked for: that is how a length is made to talk.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in PACKED or request.path.startswith(STAFF):
            return response
        return response if getattr(response, "never_packed", False) else super().process_response(request, response)
