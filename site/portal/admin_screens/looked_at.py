"""What the screens of the staff note of those whom they refuse something."""

from __future__ import annotations

from django.http import HttpRequest

from permissions.looking.models import Kind
from permissions.looking.services import Thing, hidden_name, note
from workflows.cases.selectors import case_numbered

CASE = "case"
SCREEN = "screen"
LONGEST = 64


def note_refusal(request: HttpRequest) -> None:
    """Somebody who is logged in was refused a screen, or something on it. Of a case the same two statements whether
    there is one of that number or not: neither a page nor its time tells them apart."""
    if not request.user.is_authenticated:
        return
    match = request.resolver_match
    number = match.kwargs.get("tracking") if match is not None else None
    if number is None:
        screen = match.route[:LONGEST] if match is not None else ""
        note(Kind.REFUSED, user_id=request.user.pk, thing=Thing(SCREEN, detail=screen))
        return
    found = case_numbered(str(number))
    # By what was asked for: each number is noted once a minute, also one that there is not.
    thing = Thing(CASE, found or 0, case_id=found, detail=hidden_name(str(number)))
    note(Kind.REFUSED, user_id=request.user.pk, thing=thing)
