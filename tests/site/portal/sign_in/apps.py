"""An authenticator app in a test: what it shows now, and somebody who has set one up."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from permissions.access.factors import PERIOD, add_app
from permissions.people.models import User

PASSWORD = "قهوة الصباح وزيتون 77"
LOGIN, SECOND, OWN = "/admin/login/", "/admin/login/second/", "/admin/sign-in/"


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or so many codes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later)))


def with_app(user: User, later: int = -1) -> str:
    """Their secret; it was set up by a code of before, so that the present one is still good."""
    secret: str = generate_totp_secret()
    assert add_app(user, secret, code_of(secret, later))
    user.refresh_from_db()
    return secret


def with_password(user: User) -> User:
    """Somebody who can log in by the form."""
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(user: User, client: Client, **more: str) -> Any:
    """By the form."""
    return client.post(LOGIN, {"username": user.username, "password": PASSWORD, **more})
