"""Who asks for a fresh proof of who somebody is: the channel of signing in says so at start-up.

Screens whose acts ask for one say ``asks_again``; the fence asks where editors publish, and where something
was typed in a session that is over by now.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from permissions.people.models import User

AskAgain = Callable[[HttpRequest], HttpResponseBase | None]
LogInAgain = Callable[[HttpRequest, User, str], HttpResponseBase | None]
_asking: list[tuple[AskAgain, LogInAgain]] = []


def ask_with(ask: AskAgain, log_in_again: LogInAgain) -> None:
    """Called once, by the portal."""
    _asking[:] = [(ask, log_in_again)]


def asked_again(request: HttpRequest) -> HttpResponseBase | None:
    """The page that asks, in the place of the answer to what was sent; None where one may go on."""
    return _asking[0][0](request)


def logged_in_again(request: HttpRequest, user: User, over: str) -> HttpResponseBase | None:
    """The same, where the session of ``user`` is over, which ``over`` says in a sentence; None where they have just
    begun anew."""
    return _asking[0][1](request, user, over)
