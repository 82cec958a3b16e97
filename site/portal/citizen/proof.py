"""Which cases a browser has proved the secret of: kept in its session for an hour, never in an address."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from permissions.now import now
from workflows.cases.models import Case

KEY, LEFT = "proved_cases", "left_at"
LIFETIME = timedelta(hours=1)


def remember(request: HttpRequest, case: Case) -> None:
    """The browser has shown number and secret of ``case``. A new session key, so that an older one opens nothing."""
    proved = dict(request.session.get(KEY, {}))
    proved[case.tracking] = (now() + LIFETIME).timestamp()
    request.session.cycle_key()
    request.session[KEY] = proved


def is_proved(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser has proved the secret of ``tracking`` within the hour."""
    until = request.session.get(KEY, {}).get(tracking)
    return until is not None and until > now().timestamp()


def forget_all(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: on a computer that others use, too. The way back shows no page after filing either, with its secret.

    That it was left is told by a cookie of its own: whoever has opened nothing here gets no session for leaving it.
    """
    request.session.pop(KEY, None)
    if not request.session.keys():
        request.session.flush()
    response.set_cookie(
        LEFT,
        str(int(now().timestamp())),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def left_at(request: HttpRequest) -> int:
    """When this browser was left last, in seconds since 1970; 0 when it never was, or longer ago than a page lives."""
    said = request.COOKIES.get(LEFT, "")
    return int(said) if re.fullmatch(r"[0-9]{1,12}", said) else 0
