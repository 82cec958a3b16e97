"""Whose cases are in the figures that somebody reads, and who may put reports together."""

from __future__ import annotations

from typing import Final

from permissions.access.decide import Held, may, scope_of
from permissions.agencies.rights import PUBLISH_RULES, READ_REPORTS, VIEW_CASE
from workflows.figures.reckoning import Reach

READERS: Final = (VIEW_CASE, READ_REPORTS, PUBLISH_RULES)
"""Each of these rights opens the reports."""


def reach_of(held: Held) -> Reach | None:
    """All agencies, for those who read the national reports, own the rules or read every case; else the agencies at
    which they read cases. None for whoever reads no figures.
    """
    if may(held, READ_REPORTS, None) or may(held, PUBLISH_RULES, None) or scope_of(held, VIEW_CASE).everything_ordinary:
        return Reach(None)
    own = held.at(VIEW_CASE)
    return Reach(own) if own else None


def may_keep(held: Held) -> bool:
    """Whether they may save reports of their own, share them and have them sent."""
    return may(held, PUBLISH_RULES, None) or bool(held.at(VIEW_CASE))
