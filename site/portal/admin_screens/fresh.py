"""Who asks for a fresh proof of who somebody is: the channel of signing in says so at start-up.

Screens whose acts ask for one say ``asks_again``; the fence asks where editors publish.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

AskAgain = Callable[[HttpRequest], HttpResponseBase | None]
_asking: list[AskAgain] = []


def ask_with(ask: AskAgain) -> None:
    """Called once, by the portal."""
    _asking[:] = [ask]


def asked_again(request: HttpRequest) -> HttpResponseBase | None:
    """The page that asks, in the place of the answer to what was sent; None where one may go on."""
    return _asking[0](request)
