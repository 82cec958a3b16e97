"""For whom the board of supervisors is there, and of which bodies."""

from __future__ import annotations

from django.db.models import Q

from permissions.access.decide import Held, scope_of
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import in_order


def supervises(held: Held) -> frozenset[int]:
    """The agencies where they stand above the ground and work cases."""
    return frozenset(pk for pk, level in held.standing.levels.items() if level > 0) & held.at(WORK_CASE)


def sees_all(held: Held) -> bool:
    """Whether the bodies of the whole country are theirs to look after."""
    return scope_of(held, WORK_CASE).everything_ordinary


def looked_after(held: Held) -> list[Agency]:
    """The agencies of their boards and lists of tags, by name. Who works at the unit for sensitive requests, and how
    much, is for those alone who stand above the ground there."""
    own = Q(pk__in=supervises(held))
    return in_order(Agency.objects.filter(own | ~Q(role=AgencyRole.SENSITIVE_UNIT) if sees_all(held) else own))


def has_board(held: Held) -> bool:
    """Whether the board is there for them: above the ground at a body where they work, or over all bodies."""
    return bool(supervises(held)) or sees_all(held)
