"""The numbers at which somebody wants to be told, on one dashboard."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.arabic import latin_digits
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.dashboards.screen import OwnBoardScreen
from portal.dashboards.shown import in_words, titles_of
from workflows.dashboards.arranging import placed_on
from workflows.dashboards.thresholds import remove_threshold, set_threshold, thresholds_of
from workflows.dashboards.tiles import TILES
from workflows.figures.in_force import measures

HIGHEST = 1_000_000_000


class ThresholdScreen(OwnBoardScreen):
    """Their own, and the form of another one."""

    template_name = "dashboards/thresholds.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find_to_keep(key)
        return self._page()

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        self.find_to_keep(key)
        said = request.POST
        if said.get("act") == "remove":
            written = said.get("threshold", "")
            number = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
            if remove_threshold(self.board, self.user_id, number):
                keep(request, Done(_("We do not tell you of this number any more.")))
            return redirect(request.path)
        limit = _limit(said.get("limit", ""))
        if limit is None:
            return self._page(_("Write a number, such as 80 or 2.5."))
        above = said.get("above") == "yes"
        if not set_threshold(self.board, self.user_id, tile=said.get("tile", ""), above=above, limit=limit):
            return self._page(_("Choose a tile of your dashboard that has one number. At most 20 can be named."))
        keep(request, Done(_("We tell you once when the number crosses your threshold.")))
        return redirect(request.path)

    def _page(self, error: str = "") -> HttpResponse:
        placed = placed_on(self.board, self.user_id)
        numbers = [each.tile for each in placed if each.tile.is_number and each.tile.key in TILES]
        titles, known = titles_of(numbers), measures()
        rows = [each for each in thresholds_of(self.board, self.user_id) if each.tile in titles]
        listed = [
            (each, titles[each.tile], in_words(each, known[TILES[each.tile].question.measures[0]])) for each in rows
        ]
        said = {
            "rows": listed,
            "numbers": [(each.key, titles[each.key]) for each in numbers],
            "error": error,
            "sent": self.request.POST,
            "done": take(self.request),
        }
        return self.show_board(said, status=UNPROCESSABLE if error else 200)


def _limit(written: str) -> float | None:
    """In Western or Arabic digits, with a decimal sign of either; None for anything else."""
    text = latin_digits(written.strip()).replace("٫", ".")
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and 0 <= found <= HIGHEST else None
