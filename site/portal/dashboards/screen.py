"""The door of the screens of dashboards: whoever has a dashboard, and of these only their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from permissions.access.errors import OutOfReach
from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen, held_in
from workflows.dashboards.boards import boards_of, reach_on
from workflows.dashboards.tiles import Board
from workflows.figures.reckoning import Reach
from workflows.saved_reports.reach import may_keep, reach_of


class OwnBoardScreen(StaffScreen):
    """Of the dashboard in the address; one that is none of theirs is not there."""

    right = VIEW_CASE
    boards: list[Board]
    board: Board

    def is_open_to(self, request: HttpRequest) -> bool:
        return reach_of(held_in(request)) is not None

    @property
    def user_id(self) -> int:
        """Whose page it is."""
        return int(self.actor.user_id or 0)

    @property
    def reach(self) -> Reach:
        """Whose requests are in the figures."""
        return reach_on(self.board, self.held)

    @property
    def opens(self) -> bool:
        """Whether they read requests at all: an auditor and an owner of the rules read figures alone."""
        return bool(self.held.at(VIEW_CASE))

    def find(self, key: str) -> None:
        """Raises ``OutOfReach``."""
        self.boards = boards_of(self.user_id, self.held)
        board = next((each for each in self.boards if each.key == key), None)
        if board is None:
            raise OutOfReach
        self.board = board

    @property
    def keeps(self) -> bool:
        """Whether they may put tiles in order and be told of numbers: an auditor only reads."""
        return may_keep(self.held)

    def find_to_keep(self, key: str) -> None:
        """The same for what they change. Raises ``OutOfReach`` for whoever only reads."""
        self.find(key)
        if not self.keeps:
            raise OutOfReach

    def show_board(self, said: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """The screen's page, with the dashboard that it is about."""
        return self.show({"board": self.board, "boards": self.boards, "keeps": self.keeps} | said, status=status)
