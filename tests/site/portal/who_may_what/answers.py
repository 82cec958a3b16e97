"""Telling an answer that lets someone in from the answer of an address that does not exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, quote_plus

from django.db import transaction
from django.test import Client

from tests.site.portal.settings.protected import unprotected

TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
NUMBER = re.compile(r"\d\d-\d+-\d+-\d")
CHANGING = ("expires", "last-modified", "content-length")
LOGIN = "/admin/login/?next="


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, without what differs from one request to the next. ``seen`` is all that a stranger could tell."""

    status: int
    location: str
    seen: tuple[Any, ...]
    error: str = ""
    bare: tuple[str, ...] = ()
    """The headers that a page must have, and this one has not."""

    @property
    def lets_in(self) -> bool:
        """Whatever a screen answers to whoever may open it."""
        return self.status not in (403, 404, 500) and not self.location.startswith(LOGIN)


class Person:
    """A browser that is always as it was at first: what a request changes, in the database or in cookies, is undone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.client.raise_request_exception = False
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def asks(self, method: str, address: str, data: dict[str, Any] | None = None) -> Answer:
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            send = getattr(self.client, method.lower())
            response = send(address, data) if method == "POST" and data else send(address)
            answer = _answer(response, address)
            transaction.set_rollback(True)
        return answer


def _answer(response: Any, address: str) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    location = response.headers.get("Location", "")
    headers = sorted((name, value) for name, value in response.items() if name.lower() not in CHANGING)
    body = TOKEN.sub("token", content.decode(errors="replace"))
    words = (response.status_code, body, headers, sorted(response.cookies))
    error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
    bare = tuple(unprotected(address, response.headers)) if content else ()
    return Answer(response.status_code, location, (_without(address, words),), error, bare)


def _without(address: str, seen: Any) -> str:
    """An answer that repeats its address, in either language, or a case's number from it, says nothing new."""
    path = address.partition("?")[0]
    twin = path.replace("/ar/", "/en/", 1)
    numbers = [part for part in path.split("/") if NUMBER.fullmatch(part)]
    text = repr(seen)
    for word in (address, path, twin, *numbers):
        if word not in ("/", "/admin/"):
            for written in (quote_plus(word), quote(word), word):
                text = text.replace(written, "ADDRESS")
    return re.sub(re.escape(LOGIN) + r"[^'\"]+", LOGIN, text)
