"""Where people put the tiles of a dashboard: by dragging, or by buttons that do the same without a script."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.admin_screens.done import Done, keep, take
from portal.dashboards.screen import OwnBoardScreen
from portal.dashboards.shown import titles_of
from workflows.dashboards import arranging
from workflows.dashboards.arranging import MOST, is_arranged, placed_on, to_add
from workflows.dashboards.tiles import SIZES

LONGEST = 4000
"""Of a reset that is taken back, in characters."""


class ArrangeScreen(OwnBoardScreen):
    """The tiles in their order; posting does one thing (``act``) to one of them (``tile``)."""

    template_name = "dashboards/arrange.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find_to_keep(key)
        placed = placed_on(self.board, self.user_id)
        more = to_add(placed, self.board, self.user_id)
        titles = titles_of([*(each.tile for each in placed), *more])
        return self.show_board(
            {
                "placed": [
                    (each, titles[each.tile.key], self._focus(each.tile.key, place, len(placed)))
                    for place, each in enumerate(placed)
                ],
                "more": [(each.key, titles[each.key]) for each in more],
                "is_full": len(placed) >= MOST,
                "most": MOST,
                "sizes": SIZES,
                "is_arranged": is_arranged(self.board, self.user_id),
                "done": take(request),
            }
        )

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find_to_keep(key)
        act, tile = request.POST.get("act", ""), request.POST.get("tile", "")
        if act in ("up", "down", "move"):
            self._move(act, tile)
        elif act in SIZES:
            arranging.resize(self.board, self.user_id, tile, act)
        elif act == "remove":
            former = [(each.tile.key, each.size) for each in placed_on(self.board, self.user_id)]
            arranging.take_off(self.board, self.user_id, tile)
            self._done(_("The tile is off your dashboard."), {"act": "back", "tiles": json.dumps(former)})
        elif act == "add":
            added = arranging.add(self.board, self.user_id, tile)
            self._done(_("The tile is on your dashboard.") if added else _("This tile cannot be added."))
        elif act == "reset":
            kept = arranging.reset(self.board, self.user_id)
            fields = {"act": "back", "tiles": json.dumps(kept)} if kept is not None else {}
            self._done(_("The dashboard is as your role has it."), fields)
        elif act == "back":
            arranging.put_back(self.board, self.user_id, self._former())
        stays = tile and act != "remove"
        return redirect(f"{request.path}?{urlencode({'tile': tile, 'act': act})}" if stays else request.path)

    def _focus(self, key: str, place: int, count: int) -> str:
        """Which button of a tile has the focus: the one that was pressed; its neighbour where it does no more."""
        asked = self.request.GET
        if asked.get("tile") != key:
            return ""
        act = asked.get("act", "")
        if act in SIZES or count == 1:
            return act if act in SIZES else SIZES[0]
        if place == 0:
            return "down"
        return "up" if act == "up" or place == count - 1 else "down"

    def _move(self, act: str, tile: str) -> None:
        keys = [each.tile.key for each in placed_on(self.board, self.user_id)]
        if tile not in keys:
            return
        if act == "move":
            written = self.request.POST.get("to", "")
            to = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else keys.index(tile)
        else:
            to = keys.index(tile) + (1 if act == "down" else -1)
        arranging.move(self.board, self.user_id, tile, to)

    def _former(self) -> list[tuple[str, str]]:
        """What the button that takes a reset back carries; nothing where it is anything else."""
        try:
            found: Any = json.loads(self.request.POST.get("tiles", "")[:LONGEST])
            return [(str(key), str(size)) for key, size in found]
        except (ValueError, TypeError, RecursionError):
            return []

    def _done(self, said: str, back: dict[str, str] | None = None) -> None:
        keep(self.request, Done(said, self.request.path if back else "", back or {}))
