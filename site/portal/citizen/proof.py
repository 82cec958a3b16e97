"""Which cases a browser may follow: those it proved the secret of, for an hour, and those it has just filed itself."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.forms.filed_link import forget_filed
from permissions.citizens import sessions
from permissions.now import now
from portal.settings.headers import forget_here
from workflows.cases.joining import opens

KEY = "proved_cases"
LIFETIME = timedelta(hours=1)


def remember(request: HttpRequest, tracking: str) -> None:
    """The browser may follow ``tracking`` from now on. A new session key, so that an older one opens nothing."""
    proved = dict(request.session.get(KEY, {}))
    proved[tracking] = (now() + LIFETIME).timestamp()
    request.session.cycle_key()
    request.session[KEY] = proved
    if not request.user.is_authenticated and sessions.KEY not in request.session:  # theirs is as long as their login
        request.session.set_expiry(int(LIFETIME.total_seconds()))  # then the row goes, which names the case


def is_proved(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser has proved the secret of ``tracking`` within the hour."""
    until = request.session.get(KEY, {}).get(tracking)
    return until is not None and until > now().timestamp()


def may_follow(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser opens ``tracking``: by its secret, or since it is among the requests of who is signed in."""
    if is_proved(request, tracking):
        return True
    citizen = sessions.citizen_of(request)
    return citizen is not None and opens(citizen, tracking)


def forget_all(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: on a computer that others use, too. The way back shows no page after filing either, with its secret."""
    request.session.pop(KEY, None)
    sessions.end(request)
    forget_filed(request, response)
    forget_here(response)


def way_back(request: HttpRequest) -> list[tuple[str, str]]:
    """The way back to one's own requests, for whoever is signed in: words and address."""
    return [(_("My requests"), reverse("my"))] if sessions.KEY in request.session else []


def way_to_prove(tracking: str) -> HttpResponse:
    """To the page that asks for number and secret, with the number filled in; the same whether there is such a case."""
    return redirect(f"{reverse('track')}?{urlencode({'tracking': tracking})}")
