"""Who is signed in as a citizen: under a key of its own in the session, apart from any account of the staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from permissions.blind import blind, blinds
from permissions.citizens.models import Citizen
from permissions.now import now

KEY: Final = "citizen"
CODE_KEY: Final = "citizen_code"
ASKED_KEY: Final = "citizen_asked"
"""What else a sign-in keeps while it is under way: the name of the code, what the provider was asked with."""
BACK_KEY: Final = "citizen_back_to"
"""To the number of which request whoever types the code comes back; "" leads to the list."""
IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=12)
_SEEN_EVERY: Final = timedelta(minutes=5)
_EXPIRY: Final = "_session_expiry"
"""Under which Django keeps how long a session lasts."""
_PROVED_HERE: Final = "proved in a session"
_FOUND: Final = "_citizen_found"
"""Under which a request remembers whose row was read, so that a page that asks several times reads it once."""


def begin(request: HttpRequest, citizen: Citizen, *, proved: str = "") -> None:
    """From now on. A new session key, so that an older one opens nothing.

    ``proved``: the address by whose code they came; it counts as proved until the session ends (``has_proved``).
    """
    at, before = now().timestamp(), request.session.get(KEY) or {}
    proved_here = list(before.get("proved", [])) if before.get("id") == citizen.pk else []
    request.session.cycle_key()
    for key in (CODE_KEY, ASKED_KEY, BACK_KEY):
        request.session.pop(key, None)
    proved_here += [blind(proved, _PROVED_HERE)] if proved else []
    request.session[KEY] = {"id": citizen.pk, "at": at, "seen": at, "proved": proved_here}
    if not request.user.is_authenticated:  # an account of the staff says itself how long
        request.session.set_expiry(int(ABSOLUTE.total_seconds()))


def citizen_of(request: HttpRequest) -> Citizen | None:
    """Who is signed in; None also after ``IDLE`` away, or ``ABSOLUTE``. Without a cookie nothing is asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.modified:
        return None
    kept: Any = request.session.get(KEY)
    if not kept:
        return None
    at = now().timestamp()
    if at - kept["at"] > ABSOLUTE.total_seconds() or at - kept["seen"] > IDLE.total_seconds():
        del request.session[KEY]
        return None
    citizen: Citizen | None = getattr(request, _FOUND, None)
    if citizen is None or citizen.pk != kept["id"]:
        citizen = Citizen.objects.filter(pk=kept["id"]).first()
        setattr(request, _FOUND, citizen)
    if citizen is None:
        del request.session[KEY]  # they were forgotten, from another browser
    elif at - kept["seen"] > _SEEN_EVERY.total_seconds():
        request.session[KEY] = {**kept, "seen": at}
    return citizen


def has_proved(request: HttpRequest, address: str) -> bool:
    """Whether a code that went to this address was typed in the session of whoever is signed in."""
    proved_here = (request.session.get(KEY) or {}).get("proved", [])
    return bool(address) and any(each in proved_here for each in blinds(address, _PROVED_HERE))


def end(request: HttpRequest) -> None:
    """Sign out in this browser; whoever else is known in it stays so."""
    for key in (KEY, CODE_KEY, ASKED_KEY, BACK_KEY):
        request.session.pop(key, None)
    if set(request.session.keys()) <= {_EXPIRY}:
        request.session.flush()  # its row too: nothing is left of whoever was here
