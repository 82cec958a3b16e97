"""Which dashboards somebody has, and whose requests are in the figures of each."""

from __future__ import annotations

from typing import Final

from permissions.access.decide import Held, may, scope_of
from permissions.agencies.rights import PUBLISH_RULES, READ_REPORTS, VIEW_CASE
from workflows.dashboards.tiles import BOARDS, Board
from workflows.figures.reckoning import Reach
from workflows.saved_reports.selectors import roles_of

OF_ROLES: Final = {"level1": "supervisor", "level2": "head"}
"""Roles of the catalogue whose holders have a dashboard beside the officer's. Roles that administrators made have the
dashboards of their rights."""


def boards_of(user_id: int, held: Held) -> list[Board]:
    """Those of their rights and roles, the one that is most theirs first. One statement for whoever reads requests."""
    found: list[str] = []
    if may(held, PUBLISH_RULES, None):
        found.append("owner")
    if scope_of(held, VIEW_CASE).everything_ordinary:
        found.append("unit")
    if may(held, READ_REPORTS, None):
        found.append("office")
    if held.at(VIEW_CASE):
        codes = set(roles_of(user_id).values_list("code", flat=True))
        found += [board for role, board in reversed(OF_ROLES.items()) if role in codes]
        found += ["supervisor"] if "level2" in codes and "level1" not in codes else []
        found.append("officer")
    return [BOARDS[key] for key in found]


def reach_on(board: Board, held: Held) -> Reach:
    """Of which agencies the figures of a dashboard are for somebody who has it."""
    return Reach(None) if board.national else Reach(held.at(VIEW_CASE))
