"""The page after filing: its address, and how the browser that filed, and no other, may read it for one hour.

The address names the case and opens nothing. What opens it is a cookie that came with the answer to the form, signed by
the keys of the secrets and not by the one of sessions. It is no session: filing writes nothing more for it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from permissions.now import now

LIFETIME = timedelta(hours=1)
COOKIE = "filed-"
"""Begins the name of a cookie, one a case: two forms sent at once from one browser do not overwrite each other's."""
MOST = 8
"""Cookies that a browser keeps of ours: a server refuses a request whose head grows too long."""
_SALT = "insaf.filed"


def filed_link(tracking: str) -> str:
    """The address, in the active language, of the page that shows number and secret of a case just filed."""
    return reverse("filed", args=[tracking])


def remember_filed(request: HttpRequest, response: HttpResponse, tracking: str) -> None:
    """Let the browser that ``response`` goes to open the page after filing of ``tracking``."""
    said = {"tracking": tracking, "at": int(now().timestamp())}
    response.set_cookie(
        COOKIE + tracking,
        signing.dumps(said, key=settings.FIELD_KEYS[0], salt=_SALT),
        max_age=LIFETIME,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    known = sorted((_filed_at(value), name) for name, value in _ours(request).items() if name != COOKIE + tracking)
    for _at, name in known[: max(0, len(known) + 1 - MOST)]:
        response.delete_cookie(name)


def just_filed(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser filed ``tracking`` within the hour, and was not left since."""
    read = _read(request.COOKIES.get(COOKIE + tracking, ""))
    if read is None or read["tracking"] != tracking:
        return False
    return now() - datetime.fromtimestamp(read["at"], UTC) <= LIFETIME


def forget_filed(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: the browser that ``response`` goes to opens no page after filing any more."""
    for name in _ours(request):
        response.delete_cookie(name)


def _ours(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.COOKIES.items() if name.startswith(COOKIE)}


def _filed_at(value: str) -> int:
    read = _read(value)
    return 0 if read is None else int(read["at"])


def _read(value: str) -> dict[str, Any] | None:
    """What was signed here, with any of the keys that are still in use; None for anything else."""
    first, *older = settings.FIELD_KEYS
    try:
        read: dict[str, Any] = signing.loads(value, key=first, fallback_keys=older, salt=_SALT)
    except signing.BadSignature:
        return None
    return read
