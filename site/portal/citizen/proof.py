"""Which cases a browser may follow: those it proved the secret of, for an hour, and those it has just filed itself."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from content.forms.filed_link import forget_filed
from permissions.now import now

KEY = "proved_cases"
LIFETIME = timedelta(hours=1)


def remember(request: HttpRequest, tracking: str) -> None:
    """The browser may follow ``tracking`` from now on. A new session key, so that an older one opens nothing."""
    proved = dict(request.session.get(KEY, {}))
    proved[tracking] = (now() + LIFETIME).timestamp()
    request.session.cycle_key()
    request.session[KEY] = proved


def is_proved(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser has proved the secret of ``tracking`` within the hour."""
    until = request.session.get(KEY, {}).get(tracking)
    return until is not None and until > now().timestamp()


def forget_all(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: on a computer that others use, too. The way back shows no page after filing either, with its secret."""
    request.session.pop(KEY, None)
    if not request.session.keys():
        request.session.flush()  # its row too: nothing is left of whoever was here
    forget_filed(request, response)


def way_to_prove(tracking: str) -> HttpResponse:
    """To the page that asks for number and secret, with the number filled in; the same whether there is such a case."""
    return redirect(f"{reverse('track')}?{urlencode({'tracking': tracking})}")
