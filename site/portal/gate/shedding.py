"""Who is answered "come again" while more come than can be answered, so that all others are answered in time.

Requests wait for a thread in the order in which they came. Without a bound the wait grows for as long as too many come,
and in the end everybody is answered who has given up. So a request that a thread takes up too late is turned away: the
wait then stays at the bound. (As in CoDel, RFC 8289, without its second clock: a second is long enough for a burst.)
That costs no more than a page which is kept, and its page asks for no file, of which others ask for six.

Who has begun something may wait twice as long. So while turning newcomers away is enough, the wait stays at their bound
and nobody else is turned away: fewer begin, and those finish (Cherkasova and Phaal's admission control by sessions).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.forms.filed_link import COOKIE as FILED
from permissions.tallies.memory import count
from portal.citizen.briefly import COOKIE as OPEN
from portal.errors import busy
from portal.gate.announcing import LET_IN, WAITED
from portal.gate.bodies import SAFE

BEGUN: Final = 2
"""How many times as long as a newcomer somebody waits who has begun something."""


class Shedding:
    """Middleware, behind the one that answers static files, which cost no more than turning away, and before all that
    asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        waited = request.META.get(WAITED, 0.0)
        if waited <= settings.LONGEST_WAIT or waited <= patience(request):
            return self.get_response(request)
        count("turned_away", "begun" if has_begun(request) else "newcomer")
        return busy(request)


def patience(request: HttpRequest) -> float:
    """For how many seconds it may have waited: without end for operators, and for a body that was let in before."""
    if request.path_info in settings.PROBES or LET_IN in request.META:
        return float("inf")
    return float(settings.LONGEST_WAIT * (BEGUN if has_begun(request) else 1))


def has_begun(request: HttpRequest) -> bool:
    """Whether it sends something, or comes from a browser in which somebody is signed in, follows a case or has just
    filed one. Nobody proves it here, since that would cost what turning away is to save."""
    if request.method not in SAFE:
        return True
    return any(name == settings.SESSION_COOKIE_NAME or name.startswith((FILED, OPEN)) for name in request.COOKIES)
