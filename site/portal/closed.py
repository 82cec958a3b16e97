"""The switch by which an editor closes the public pages while work is being done on the platform."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.pages.selectors import is_closed
from portal.api.problems import is_of_machines
from portal.errors import closed_for_now
from portal.kept_pages.middleware import ROOMS

GOES_ON = tuple(f"{room}arriving/" for room in ROOMS)
"""Files on their way, those of the staff too. On a closed page none begins."""


class ClosedForNow:
    """Middleware, before the pages that are kept: below the languages everybody reads that the pages are closed, and
    apps are told so.

    The staff's addresses, and what operators and crawlers ask for, are below neither. Whether it is so is asked
    once in so many seconds and process, so that a request that is counted in statements costs none for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._closed, self._asked_at = False, time.monotonic()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        open_to_visitors = request.path_info.startswith(ROOMS) or is_of_machines(request)
        if open_to_visitors and not request.path_info.startswith(GOES_ON) and self._is_closed():
            return closed_for_now(request)
        return self.get_response(request)

    def _is_closed(self) -> bool:
        """While the database does not answer: as it was when it did."""
        if time.monotonic() - self._asked_at > settings.CLOSED_ASKED_EVERY:
            self._asked_at = time.monotonic()
            try:
                self._closed = is_closed()
            except DatabaseError:
                return self._closed
        return self._closed
