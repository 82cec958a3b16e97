"""Devices from which somebody has logged in before: a cookie, one an account, and nothing in the database.

It opens nothing. Its owner is merely counted apart from all who try the same name elsewhere, so that nobody locks them
out of their own device.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from permissions.limits.subjects import account_of
from portal.admin_screens.fence import ADMIN

LIFETIME: Final = timedelta(days=90)
_COOKIE: Final = "known-"
_SALT: Final = "insaf.known_device"


def known_device(request: HttpRequest, username: str) -> str:
    """The name of the device that ``request`` comes from, where that account has logged in on it; "" elsewhere."""
    older: list[str | bytes] = list(settings.FIELD_KEYS[1:])
    value = request.COOKIES.get(_cookie_of(username), "")
    try:
        said: dict[str, Any] = signing.loads(
            value, key=settings.FIELD_KEYS[0], fallback_keys=older, salt=_SALT, max_age=LIFETIME
        )
    except signing.BadSignature:
        return ""
    return str(said["device"]) if said["account"] == account_of(username) else ""


def know_device(response: HttpResponseBase, username: str) -> None:
    """Know the browser that ``response`` goes to from now on, by a name that is new with each login."""
    said = {"account": account_of(username), "device": secrets.token_hex(16)}
    response.set_cookie(
        _cookie_of(username),
        signing.dumps(said, key=settings.FIELD_KEYS[0], salt=_SALT),
        path=ADMIN,
        max_age=LIFETIME,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _cookie_of(username: str) -> str:
    """Several accounts may use one device; the name of the cookie does not tell whose it is."""
    digest = hmac.new(settings.SECRET_KEY.encode(), account_of(username).encode(), hashlib.sha256).hexdigest()
    return f"{_COOKIE}{digest[:12]}"
