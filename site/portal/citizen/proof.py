"""Which cases a browser has proved the secret of: kept in its session for an hour, never in an address."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from permissions.now import now
from workflows.cases.models import Case

KEY = "proved_cases"
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


def forget_all(request: HttpRequest) -> None:
    """Leave: on a computer that others use, too."""
    request.session.pop(KEY, None)
