"""What the person behind a request may do: read once, used by the menu and the screens."""

from __future__ import annotations

from django.http import HttpRequest

from permissions.access.decide import Held, may
from permissions.access.selectors import held_by
from permissions.agencies.rights import NATIONAL

_ATTRIBUTE = "_insaf_held"


def held_in(request: HttpRequest) -> Held:
    """The rights of whoever asks, with the agencies at which they hold them; none for anonymous visitors."""
    held: Held | None = getattr(request, _ATTRIBUTE, None)
    if held is None:
        held = held_by(request.user.pk) if request.user.pk is not None else Held()
        setattr(request, _ATTRIBUTE, held)
    return held


def holds_in(request: HttpRequest, right: str) -> bool:
    """Whether whoever asks holds ``right``: over cases at any agency, over the platform as a whole otherwise."""
    return holds(held_in(request), right)


def holds(held: Held, right: str) -> bool:
    """The same of rights that were read before."""
    return may(held, right, None) if right in NATIONAL else bool(held.at(right))
