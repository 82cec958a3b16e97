"""Answers a page that is kept, keeps one that is the same for everybody, and fills in what is each visitor's own."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from content.pages.kept import Blank, blanks_of
from permissions.platform.called import forget
from portal.kept_pages.edition import current_edition
from portal.kept_pages.packing import pack, put_together


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A drawn page: its head, and its ``pieces`` with one of ``between`` behind each but the last.

    Without blanks it is one piece, ``whole`` is the packed page, and ``etag`` names it.
    """

    headers: dict[str, str]
    pieces: tuple[bytes, ...]
    packed: tuple[bytes, ...]
    between: tuple[Blank, ...]
    whole: bytes
    etag: str


MOST: Final = 500
"""Pages: an installation with a hundred bodies has some three hundred. More are other names of the site in their
addresses."""


@dataclass(slots=True)
class Shelf:
    """Where a process keeps what it has drawn: its own memory, emptied as soon as the edition is another one.

    ``every``: after how many seconds the database is asked whether the edition is still the same.
    """

    every: float
    ask: Callable[[], int] = current_edition
    _edition: int = -1
    _asked_at: float = float("-inf")
    _kept: dict[object, KeptPage] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def edition(self) -> int:
        """The edition of now, or of some moments ago. Ask for it *before* drawing: what is put away is of it.

        While the database does not answer it is the last one heard of: what is kept can still be read.
        """
        if time.monotonic() - self._asked_at > self.every:
            asked_at = time.monotonic()
            try:
                edition = self.ask()
            except (OperationalError, InterfaceError):
                edition = self._edition
            with self._lock:
                self._asked_at = asked_at
                if edition != self._edition:
                    self._edition = edition
                    self._kept.clear()
                    forget()  # what the platform is called may be what has changed
        return self._edition

    def ask_again(self) -> None:
        """Here something may just have been changed: whoever changed it wants to see it now."""
        self._asked_at = float("-inf")

    def take(self, key: object) -> KeptPage | None:
        """What is kept under ``key``, in the edition last heard of."""
        return self._kept.get(key)

    def put(self, key: object, value: KeptPage, edition: int) -> None:
        """Keep it, unless it was drawn of an edition that is over."""
        with self._lock:
            if edition != self._edition:
                return
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = value


shelf = Shelf(every=settings.PAGES_ASKED_EVERY)
ROOMS: Final = tuple(f"/{language}/" for language, _name in settings.LANGUAGES)
"""Below which pages lie. What operators and machines ask for beside them must not wait for a database."""


class KeptPages:
    """Middleware, behind that of the form's token, which some pages ask for, and before all that asks who it is.

    Only drawn for whoever is nobody: no session, nothing to be told once, no word behind the address. A page of text
    is then also what those with a session are answered, who may be signed in as citizens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            response = self.get_response(request)
            shelf.ask_again()
            return response
        if not (request.path_info.startswith(ROOMS) and _wants_the_plain_page(request)):
            return _filled(request, self.get_response(request))
        key, edition = (request.get_host(), request.path_info), shelf.edition()
        kept = shelf.take(key)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Nothing of a whole page is anybody's: it is the same to who is signed in. A form may know them.
            is_whole = kept is not None and not kept.between
            return _answer(request, kept) if is_whole and kept else _filled(request, self.get_response(request))
        if kept is None:
            response = self.get_response(request)
            kept = _to_keep(request, response)
            if kept is None:
                return _filled(request, response)
            shelf.put(key, kept, edition)
        return _answer(request, kept)


def _wants_the_plain_page(request: HttpRequest) -> bool:
    to_tell = any(name.endswith("messages") for name in request.COOKIES)
    return not (to_tell or request.META.get("QUERY_STRING") or "Authorization" in request.headers)


def _to_keep(request: HttpRequest, response: HttpResponseBase) -> KeptPage | None:
    """The page, where it says of itself that it is the same for all, and nothing of this visitor went into it."""
    blanks = blanks_of(response)
    if blanks is None or response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
        return None
    of_somebody = request.session.accessed or response.cookies or getattr(request, "is_preview", False)
    # A page without blanks that has a visitor's token in it would be everybody's.
    has_token = not blanks and b"csrfmiddlewaretoken" in response.content
    if of_somebody or has_token or request.method != "GET":
        return None
    by_mark = {blank.mark.encode(): blank for blank in blanks}
    parts = re.split(b"(" + b"|".join(by_mark) + b")", response.content) if by_mark else [response.content]
    pieces = tuple(parts[::2])
    packed = tuple(pack(piece) for piece in pieces)
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    between = tuple(by_mark[mark] for mark in parts[1::2])
    etag = "" if blanks else f'W/"{sha256(response.content).hexdigest()[:32]}"'
    return KeptPage(headers, pieces, packed, between, b"" if blanks else put_together(pieces, packed, ()), etag)


def _answer(request: HttpRequest, kept: KeptPage) -> HttpResponseBase:
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(_content(request, kept, is_packed=is_packed), headers=kept.headers)
    patch_vary_headers(response, ("Accept-Encoding",))
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    if not kept.etag:
        return response
    response.headers["ETag"] = kept.etag
    return get_conditional_response(request, etag=kept.etag, response=response) or response


def _content(request: HttpRequest, kept: KeptPage, *, is_packed: bool) -> bytes:
    if not kept.between:
        return kept.whole if is_packed else kept.pieces[0]
    words = {blank: blank.fill(request).encode() for blank in set(kept.between)}
    between = [words[blank] for blank in kept.between]
    if is_packed:
        return put_together(kept.pieces, kept.packed, between)
    return b"".join(part for pair in zip(kept.pieces, [*between, b""], strict=True) for part in pair)


def _filled(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An answer that is not kept, with its blanks filled in."""
    if isinstance(response, HttpResponse) and hasattr(response, "same_for_all"):
        for blank in blanks_of(response) or ():
            response.content = response.content.replace(blank.mark.encode(), blank.fill(request).encode())
    return response
