"""What a session of the staff says of itself: since when, when it was used, and what was proved in it.

It lies in Django's session as one small dictionary: ``id`` (of its ``StaffSession``), ``key`` (under which that knows
it), ``began``, ``used``, ``proved`` (when the person last proved to be there) and ``factor`` (when they proved a second
factor), as ISO times. Nothing in it tells what somebody works on.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from permissions.access.factors import demands_factor
from permissions.now import now
from permissions.people.models import StaffSession, User
from permissions.people.sessions import device_of, open_session
from workflows.transactions.turn import write_transaction

NOTED_EVERY: Final = timedelta(minutes=5)
"""How exactly it is known when a session was used: more would be a statement for every request."""
ENTRY: Final = "insaf_entry"


def begin(request: HttpRequest, user: User) -> None:
    """Somebody has logged in. Their second factor, if they have one, is still to be proved."""
    at, session_id = now(), uuid.uuid4().hex
    key = str(request.session.session_key or "")
    said = at.isoformat()
    request.session[ENTRY] = {"id": session_id, "key": key, "began": said, "used": said, "proved": said}
    with write_transaction():
        open_session(session_id, user=user, key=key, device=device_of(request.META.get("HTTP_USER_AGENT", "")), at=at)


def begin_session(sender: object, request: HttpRequest, user: User, **_said: object) -> None:
    """Django's signal of a login, whichever way somebody came in by."""
    begin(request, user)


def is_over(request: HttpRequest, user: User) -> bool:
    """Whether nobody has used it for too long, or it has lasted too long; notes that it is used otherwise."""
    entry, at = entry_of(request), now()
    if not entry:  # it began before sessions knew this of themselves: it may end as any other, and has proved nothing
        begin(request, user)
        request.session[ENTRY] = {name: said for name, said in request.session[ENTRY].items() if name != "proved"}
        return False
    used, began = datetime.fromisoformat(entry["used"]), datetime.fromisoformat(entry["began"])
    if at - used > settings.SESSION_IDLE or at - began > settings.SESSION_LONGEST:
        return True
    if at - used >= NOTED_EVERY or entry["key"] != request.session.session_key:
        key = str(request.session.session_key or "")
        _write(request, used=at.isoformat(), key=key)
        StaffSession.objects.filter(pk=entry["id"]).update(used_at=at, key=key)
    return False


def prove(request: HttpRequest, *, factor: bool) -> None:
    """They have proved just now that they are there; with ``factor`` by their second one."""
    at = now().isoformat()
    _write(request, proved=at, **({"factor": at} if factor else {}))


def is_fresh(request: HttpRequest) -> bool:
    """Whether that was a short while ago."""
    proved = entry_of(request).get("proved")
    return proved is not None and timedelta(0) <= now() - datetime.fromisoformat(proved) <= settings.PROOF_LASTS


def lacks_proof(request: HttpRequest, user: User) -> bool:
    """Whether their second factor has not been proved in this session, whatever way they came in by."""
    since = user.factor_since
    if since is None:
        return False
    proved = entry_of(request).get("factor")
    return proved is None or datetime.fromisoformat(proved) < since


def lacks_factor(user: User) -> bool:
    """Whether one of their roles demands a second factor, and they have set up none. One query for such people."""
    return settings.SECOND_FACTOR_DEMANDED and user.factor_since is None and demands_factor(user.pk)


def entry_of(request: HttpRequest) -> dict[str, Any]:
    """The dictionary; empty where there is none."""
    found: dict[str, Any] = request.session.get(ENTRY, {})
    return found


def _write(request: HttpRequest, **said: str) -> None:
    request.session[ENTRY] = entry_of(request) | said
