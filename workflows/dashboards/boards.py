"""Which dashboards somebody has, and whose requests are in the figures of each."""

from __future__ import annotations

from typing import Final

from permissions.access.decide import Held, may, scope_of
from permissions.access.selectors import groups_in_force
from permissions.agencies.rights import PUBLISH_RULES, READ_REPORTS, VIEW_CASE
from permissions.compiled import CompiledQuery
from permissions.now import now
from permissions.roles.models import Role
from workflows.dashboards.tiles import BOARDS, Board
from workflows.figures.reckoning import Reach

OF_ROLES: Final = {"level1": "supervisor", "level2": "head"}
"""Roles of the catalogue whose holders have a dashboard beside the officer's. Roles that administrators made have the
dashboards of their rights."""

_CODES: Final[CompiledQuery[tuple[str]]] = CompiledQuery(
    lambda user_ids, at: (
        Role.objects.filter(places__group__in=groups_in_force(user_ids[0], at))
        .order_by()
        .values_list("code")
        .distinct()
    )
)


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
        codes = {code for (code,) in _CODES.ask([user_id], now())}
        found += [board for role, board in reversed(OF_ROLES.items()) if role in codes]
        found += ["supervisor"] if "level2" in codes and "level1" not in codes else []
        found.append("officer")
    return [BOARDS[key] for key in found]


def reach_on(board: Board, held: Held) -> Reach:
    """Of which agencies the figures of a dashboard are for somebody who has it."""
    return Reach(None) if board.national else Reach(held.at(VIEW_CASE))
