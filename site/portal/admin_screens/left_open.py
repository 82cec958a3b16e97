"""Whose pages may still be open in a browser in which nobody is logged in any more: the last one's who was.

A cookie says who that was, signed together with the token of their forms. A login of anybody else brings another token,
so what is sent with the former one is known to come from a page of theirs, and from nobody else's. It opens nothing:
whoever sends such a page is asked for all that a login asks.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

from permissions.people.models import User

COOKIE: Final = "last-here"
_signer: Final = signing.Signer(salt="insaf.last_here")
_TOKEN: Final = "CSRF_COOKIE"  # noqa: S105 - a name of Django's
"""Where Django keeps the token of the forms that an answer to this request will have."""
_LONGEST: Final = 18
"""Digits of the number of an account, at most."""


def keep_token(request: HttpRequest, user: User) -> None:
    """Who logs in again where they were the last goes on with the token of their forms, so that pages which they left
    open can be sent. Django has just given them another, as it does for everybody."""
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if _is_theirs(request, user.pk, token):
        request.META[_TOKEN] = token


def remember(response: HttpResponseBase, request: HttpRequest, user_id: int, path: str) -> None:
    """Who has just logged in, until the browser is closed."""
    said = _said_of(user_id, request.META[_TOKEN])
    response.set_cookie(COOKIE, said, path=path, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def whose_page(request: HttpRequest) -> User | None:
    """Who had the page open that nobody sends who is logged in; None where that is not known, or may log in no more."""
    number = request.COOKIES.get(COOKIE, "").partition(":")[0]
    if not number.isdecimal() or len(number) > _LONGEST:
        return None
    if not _is_theirs(request, int(number), request.META.get(_TOKEN, "")):
        return None
    return User.objects.filter(pk=int(number), is_active=True).first()


def _is_theirs(request: HttpRequest, user_id: int, token: str) -> bool:
    return bool(token) and constant_time_compare(request.COOKIES.get(COOKIE, ""), _said_of(user_id, token))


def _said_of(user_id: int, token: str) -> str:
    return f"{user_id}:{_signer.signature(f'{user_id}:{token}')}"
