"""Where text messages go: a terminal, a folder, or a gateway by HTTP, as ``SMS_URL`` says."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote, unquote, urlsplit

import requests
from django.conf import settings

TIMEOUT_SECONDS: Final = 10
MOST_READ: Final = 16 * 1024
"""Bytes of a gateway's answer that are looked at."""


class NotTaken(Exception):
    """The gateway said something else than that it took the message. Its words are kept nowhere: they may name whom
    it was for."""


class Backend(Protocol):
    """Hands over one message; raises where nobody is known to have taken it."""

    def send(self, *, to: str, text: str) -> None: ...


class Console:
    """``console:`` prints each; for whoever builds."""

    def send(self, *, to: str, text: str) -> None:
        sys.stdout.write(f"SMS → {to}\n{text}\n\n")
        sys.stdout.flush()


class Folder:
    """``file:`` writes a file of JSON a message."""

    def __init__(self, url: str) -> None:
        self.folder = Path(unquote(urlsplit(url).path))

    def send(self, *, to: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        said = json.dumps({"to": to, "text": text}, ensure_ascii=False)
        (self.folder / f"{secrets.token_hex(8)}.json").write_text(said, encoding="utf-8")


class Gateway:
    """``https:``: one call a message, put together by the templates of ``SMS_GATEWAY``.

    ``{to}`` and ``{text}`` are written into address and body as each is read there: an address and a form in percent
    signs, JSON with its quotes and backslashes. A name before the host is its token: ``Authorization: Bearer``. Taken
    is what is answered with 2xx and, where the operator says so, with certain words: some answer 200 to all there is.
    """

    def __init__(self, url: str) -> None:
        where = urlsplit(url)
        self.url = where._replace(netloc=where.netloc.rpartition("@")[2]).geturl()
        self.call = settings.SMS_GATEWAY
        self.headers = dict(self.call.headers)
        if where.username:
            self.headers.setdefault("Authorization", f"Bearer {unquote(where.username)}")

    def send(self, *, to: str, text: str) -> None:
        body = None
        if self.call.method != "GET":
            body = _filled(self.call.body, _WRITTEN[self.call.body_type], to, text).encode()
            self.headers.setdefault("Content-Type", self.call.body_type)
        with requests.request(
            self.call.method,
            _filled(self.url, _in_address, to, text),
            data=body,
            headers=self.headers,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
            stream=True,
        ) as answer:
            if not 200 <= answer.status_code < 300:
                raise NotTaken(f"Status {answer.status_code}")
            if self.call.taken and self.call.taken.encode() not in next(answer.iter_content(MOST_READ), b""):
                raise NotTaken("Its answer does not say that it took the message.")


def _in_address(value: str) -> str:
    return quote(value, safe="")


def _in_json(value: str) -> str:
    return json.dumps(value)[1:-1]


_WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "application/json": _in_json,
    "application/x-www-form-urlencoded": _in_address,
}


def _filled(template: str, written: Callable[[str], str], to: str, text: str) -> str:
    """In one pass: a message that says ``{to}`` is no template."""
    parts = template.split("{to}")
    return written(to).join(part.replace("{text}", written(text)) for part in parts)


def backend() -> Backend:
    """The one that the operator has set up; ask only where ``SMS_URL`` is set."""
    scheme = urlsplit(settings.SMS_URL).scheme
    if scheme == "console":
        return Console()
    return Folder(settings.SMS_URL) if scheme == "file" else Gateway(settings.SMS_URL)
