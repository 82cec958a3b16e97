"""The first middleware of all: what every request passes before anything reads it. Behind it the switch that closes the
public pages and the API."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from content.pages.selectors import is_closed
from permissions import security_log
from permissions.security_log import begin_request
from permissions.tallies.memory import count
from permissions.writing import by_day
from portal.admin_screens.fence import MACHINES
from portal.errors import busy, closed_for_now, too_large, without_length
from portal.gate.announcing import ANNOUNCED, LITTLE
from portal.gate.bodies import most_bytes
from portal.gate.proxies import client_of, is_trusted
from portal.kept_pages.middleware import ROOMS
from portal.settings.cache import request_memory

log = logging.getLogger(__name__)

FORWARDED: Final = (
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"),
    *("HTTP_X_FORWARDED_PREFIX", "HTTP_X_REAL_IP", "HTTP_FORWARDED"),
)
"""By which a proxy tells of a request what it was before; of anybody else they are dropped."""


class Gate:
    """Says who asks, refuses what is too large, and answers for a database that does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """``REMOTE_ADDR`` is the address that counts, from here on."""
        begin_request()
        peer = str(request.META.get("REMOTE_ADDR", ""))
        if settings.TRUSTED_PROXIES and is_trusted(peer):
            request.META["REMOTE_ADDR"] = client_of(peer, str(request.META.get("HTTP_X_FORWARDED_FOR", "")))
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        while "%00" in (query := str(request.META.get("QUERY_STRING", ""))):
            # What is looked for has no zero in it, as addresses have none; what is left may say it again.
            request.META["QUERY_STRING"] = query.replace("%00", "")
        request_memory.root_paths = {}
        try:
            with by_day(wanted=False):  # what a page says to the end of its request ends here
                response = self.get_response(request)
        finally:
            request_memory.root_paths = None
        count("requests", f"{response.status_code // 100}xx")
        return response

    def process_view(self, request: HttpRequest, _view: Any, args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Before all that reads what was sent: the fields of a form, its token against forgery, its files.

        A body that does not say how long it is comes from no browser, and nothing here would read it: it is refused.
        One that the web server only announces may come: nothing else looks at the request before it has. Nothing has an
        address with a zero in it, and PostgreSQL cannot even be asked.
        """
        if "\0" in request.path_info:
            raise Http404
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            return without_length(request)
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size <= LITTLE:
            return None
        most = most_bytes(request, *args)
        if size > most:
            return too_large(request, most)
        return HttpResponse(status=100) if request.META.get(ANNOUNCED) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A database that is locked or away is no error of ours that a page apologises for."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database did not answer: %s", type(exception).__name__)
        security_log.tell("database", "away")
        return busy(request, away="locked" not in str(exception))  # SQLite's word where others write


OF_VISITORS: Final = (*ROOMS, MACHINES)
GOES_ON: Final = tuple(f"{room}arriving/" for room in ROOMS)
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
        path = request.path_info
        if path.startswith(OF_VISITORS) and not path.startswith(GOES_ON) and self._is_closed():
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
