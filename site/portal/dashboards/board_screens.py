"""A dashboard to look at: as a page, on a wall, and its tiles alone, as both ask for them again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag

from portal.admin_screens.done import take
from portal.dashboards.screen import OwnBoardScreen
from portal.dashboards.shown import ShownBoard, board_shown
from workflows.dashboards.arranging import placed_on
from workflows.dashboards.boards import boards_of
from workflows.dashboards.thresholds import thresholds_of


class SeenScreen(OwnBoardScreen):
    """What the three have in common."""

    def shown(self, *, opens: bool) -> ShownBoard:
        """``opens``: whether numbers lead to their requests."""
        placed = placed_on(self.board, self.user_id)
        named = thresholds_of(self.board, self.user_id)
        return board_shown(placed, self.reach, named, opens=opens, national=self.board.national)


class FirstScreen(OwnBoardScreen):
    """Leads to the one that is most theirs."""

    template_name = "dashboards/none.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        boards = boards_of(self.user_id, self.held)
        return redirect("dashboards:board", boards[0].key) if boards else self.show({})


class BoardScreen(SeenScreen):
    """The page."""

    template_name = "dashboards/board.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find(key)
        return self.show_board({"shown": self.shown(opens=self.opens), "done": take(request)})


class WallScreen(SeenScreen):
    """Without a menu, and without the name of whoever is logged in: to hang where people pass by."""

    template_name = "dashboards/wall.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find(key)
        return self.show_board({"shown": self.shown(opens=False), "wall": True})


class TilesScreen(SeenScreen):
    """The tiles alone, for a page that stands open; 304 where they are as it has them."""

    template_name = "dashboards/tiles.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find(key)
        wall = "wall" in request.GET
        shown = self.shown(opens=self.opens and not wall)
        tag = quote_etag(shown.tag)
        if request.headers.get("If-None-Match") == tag:
            response = HttpResponse(status=304)
        else:
            response = self.show_board({"shown": shown, "wall": wall})
        response["ETag"] = tag
        patch_cache_control(response, private=True, no_cache=True)
        return response
