"""For whom the board of supervisors is there, and of which bodies."""

from __future__ import annotations

from permissions.access.decide import Held, scope_of
from permissions.agencies.rights import WORK_CASE


def supervises(held: Held) -> frozenset[int]:
    """The agencies where they stand above the ground and work cases."""
    return frozenset(pk for pk, level in held.standing.levels.items() if level > 0) & held.at(WORK_CASE)


def sees_all(held: Held) -> bool:
    """Whether the bodies of the whole country are theirs to look after."""
    return scope_of(held, WORK_CASE).everything_ordinary


def has_board(held: Held) -> bool:
    """Whether the board is there for them: above the ground at a body where they work, or over all bodies."""
    return bool(supervises(held)) or sees_all(held)
