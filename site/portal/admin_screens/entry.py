"""What a session of the staff says of itself: since when, when it was used, and what was proved in it.

It lies in Django's session as one small dictionary: ``id`` (of its ``StaffSession``), ``key`` (under which that knows
it), ``began``, ``used``, ``proved`` (when the person last proved to be there) and ``factor`` (when they proved a second
factor), ``looked`` and ``bent`` (when the rows by which they entered were looked at last, and found changed),
``believed`` (when a provider said that it had asked for one) and ``elsewhere`` (when they last logged in anew
at the provider), as ISO times. Nothing in it tells what somebody works on.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext as _

from permissions.access.account_proof import has_bent_row
from permissions.access.factors import demands_factor
from permissions.now import now
from permissions.people.models import StaffSession, User
from permissions.people.sessions import device_of, open_session
from permissions.writing import written_span
from portal.admin_screens.left_open import keep_token
from workflows.cases.proving.checking import is_named_by_a_bent_row
from workflows.transactions.turn import write_transaction

NOTED_EVERY: Final = timedelta(minutes=5)
"""How exactly it is known when a session was used: more would be a statement for every request."""
LOOKED_EVERY: Final = timedelta(minutes=1)
"""How often the rows by which somebody entered are looked at."""
ENTRY: Final = "insaf_entry"
LOGGED_IN: Final = "_insaf_logged_in"
"""Of a request with which somebody has just logged in: the id of their account."""


def begin(request: HttpRequest, user: User) -> None:
    """Somebody has logged in. Their second factor, if they have one, is still to be proved."""
    at, session_id = now(), uuid.uuid4().hex
    key = str(request.session.session_key or "")
    said = at.isoformat()
    request.session[ENTRY] = {"id": session_id, "key": key, "began": said, "used": said, "proved": said}
    if _has_bent_row(user.pk):  # by whatever way they came in; the next request ends it
        _write(request, bent=said)
    with write_transaction():
        open_session(session_id, user=user, key=key, device=device_of(request.META.get("HTTP_USER_AGENT", "")), at=at)


def begin_session(sender: object, request: HttpRequest, user: User, **_said: object) -> None:
    """Django's signal of a login, whichever way somebody came in by."""
    keep_token(request, user)
    setattr(request, LOGGED_IN, user.pk)
    begin(request, user)


POLL: Final = "Insaf-Poll"
"""The header by which a page asks by itself: nobody sits before it for that reason, so it counts as no use."""


def why_over(request: HttpRequest, user: User) -> str:
    """Says that nobody has used it for too long, or that it has lasted too long; "" and noted as used otherwise."""
    entry, at = entry_of(request), now()
    if not entry:  # it began before sessions knew this of themselves: it may end as any other, and has proved nothing
        begin(request, user)
        request.session[ENTRY] = {name: said for name, said in request.session[ENTRY].items() if name != "proved"}
        return ""
    used, began = datetime.fromisoformat(entry["used"]), datetime.fromisoformat(entry["began"])
    if at - used > settings.SESSION_IDLE:
        said = _("Your session ended after %(span)s without use. Log in again to go on.")
        return said % {"span": written_span(settings.SESSION_IDLE)}
    if at - began > settings.SESSION_LONGEST:
        said = _("Your session ended after %(span)s: none lasts longer. Log in again to go on.")
        return said % {"span": written_span(settings.SESSION_LONGEST)}
    if (at - used >= NOTED_EVERY and POLL not in request.headers) or entry["key"] != request.session.session_key:
        key = str(request.session.session_key or "")
        _write(request, used=at.isoformat(), key=key)
        StaffSession.objects.filter(pk=entry["id"]).update(used_at=at, key=key)
    return ""


def is_bent(request: HttpRequest, user: User, *, is_guarded: Callable[[], bool]) -> bool:
    """Whether a row by which they entered was changed past our code: found at the login, and looked for once a minute
    where they hold what takes two people, or are named on a single case."""
    entry, at = entry_of(request), now()
    if "bent" in entry:
        return True
    looked = datetime.fromisoformat(entry.get("looked") or entry["began"])
    if at - looked < LOOKED_EVERY or not is_guarded():
        return False
    _write(request, looked=at.isoformat())
    return _has_bent_row(user.pk)


def _has_bent_row(user_id: int) -> bool:
    return has_bent_row(user_id) or is_named_by_a_bent_row(user_id)


def renew(request: HttpRequest, user: User) -> None:
    """Whoever it belonged to has logged in again: a new one, under a new key. The tokens of its forms stay as they are,
    so that what was typed before its end can be sent."""
    if not request.user.is_authenticated:
        request.session.set_expiry(0)  # with the browser, as at the login
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return
    StaffSession.objects.filter(pk=entry_of(request).get("id")).delete()
    request.session.cycle_key()
    user_logged_in.send(sender=type(user), request=request, user=user)


def prove(request: HttpRequest, *, factor: bool) -> None:
    """They have proved just now that they are there; with ``factor`` by their second one."""
    at = now().isoformat()
    _write(request, proved=at, **({"factor": at} if factor else {}))


def believe(request: HttpRequest) -> None:
    """A provider that is believed says that it has asked them for a second factor just now."""
    prove(request, factor=True)
    _write(request, believed=now().isoformat())


def came_elsewhere(request: HttpRequest) -> None:
    """They have logged in anew at the provider: as good as the password, for as long as a proof lasts."""
    _write(request, elsewhere=now().isoformat())


def is_fresh(request: HttpRequest) -> bool:
    """Whether they proved it a short while ago."""
    return _is_lately(request, "proved")


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether they came from the provider, where they had logged in anew, a short while ago."""
    return _is_lately(request, "elsewhere")


def _is_lately(request: HttpRequest, what: str) -> bool:
    at = entry_of(request).get(what)
    return at is not None and timedelta(0) <= now() - datetime.fromisoformat(at) <= settings.PROOF_LASTS


def lacks_proof(request: HttpRequest, user: User) -> bool:
    """Whether their second factor has not been proved in this session, whatever way they came in by."""
    since = user.factor_since
    if since is None:
        return False
    proved = entry_of(request).get("factor")
    return proved is None or datetime.fromisoformat(proved) < since


def lacks_factor(request: HttpRequest, user: User) -> bool:
    """Whether one of their roles demands a second factor, and they have set up none, nor has a provider we believe
    asked for one. One query for such people."""
    lacks = settings.SECOND_FACTOR_DEMANDED and user.factor_since is None and "believed" not in entry_of(request)
    return lacks and demands_factor(user.pk)


def entry_of(request: HttpRequest) -> dict[str, Any]:
    """The dictionary; empty where there is none."""
    found: dict[str, Any] = request.session.get(ENTRY, {})
    return found


def _write(request: HttpRequest, **said: str) -> None:
    request.session[ENTRY] = entry_of(request) | said
