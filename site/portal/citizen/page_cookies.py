"""Signed cookies that go to the pages of requests alone: what a browser may do there, and nothing of it is kept here.

A session would be a row that names the request, beside the login of whoever is signed in to the same browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from content.forms.filed_link import names_of, stands_for
from permissions.now import now

PREFIX: Final = "__Secure-" if settings.SESSION_COOKIE_SECURE else ""
_SALT: Final = "insaf.page-cookie|"
_OURS: Final = re.compile(r"[0-9a-f]{32}|[0-9-]{1,20}")


def put(response: HttpResponseBase, kind: str, tracking: str, said: str, lasts: timedelta) -> None:
    """``said`` comes back from the pages of this request in each language, for as long as it ``lasts``."""
    until = int((now() + lasts).timestamp())
    value = signing.dumps([said, until], key=settings.FIELD_KEYS[0], salt=f"{_SALT}{kind}{tracking}")
    for language, path in _pages():
        response.set_cookie(
            f"{PREFIX}{kind}{stands_for(tracking)}.{language}",
            value,
            path=path,
            max_age=lasts,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def read(request: HttpRequest, kind: str, tracking: str) -> str:
    """What was said of this request; empty where nothing was, or it is over."""
    older: list[str | bytes] = list(settings.FIELD_KEYS[1:])
    for (language, _path), named in product(_pages(), names_of(tracking)):
        value = request.COOKIES.get(f"{PREFIX}{kind}{named}.{language}", "")
        try:
            said, until = signing.loads(
                value, key=settings.FIELD_KEYS[0], fallback_keys=older, salt=f"{_SALT}{kind}{tracking}"
            )
        except signing.BadSignature:
            continue
        if until > now().timestamp():
            return str(said)
    return ""


def remove(response: HttpResponseBase, kind: str, tracking: str) -> None:
    """In the browser that ``response`` goes to."""
    for named in names_of(tracking):
        _delete(response, kind, named)


def _delete(response: HttpResponseBase, kind: str, named: str) -> None:
    for language, path in _pages():
        response.delete_cookie(f"{PREFIX}{kind}{named}.{language}", path=path)


def remove_all(request: HttpRequest, response: HttpResponseBase, kind: str) -> None:
    """Those of this kind that came with ``request``: a browser sends those of the page's own language."""
    for name in [each for each in request.COOKIES if each.startswith(PREFIX + kind)]:
        named = name.removeprefix(PREFIX + kind).partition(".")[0]
        if _OURS.fullmatch(named):  # a name that others set may be no name to answer with
            _delete(response, kind, named)


def _pages() -> Iterator[tuple[str, str]]:
    """Each language, and below which address the pages of requests are in it."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield language, reverse("track")
