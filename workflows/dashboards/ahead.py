"""Dashboards are counted before anybody looks at them, so that a first visit waits for nothing.

The queue keeps each as its role has it, for all whose rights reach the same agencies, in each language. Those of the
country are counted each hour, those of agencies each day, and both sooner where somebody looks. What people arranged
for themselves is kept from their own first look on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.utils.translation import override

from permissions.access.selectors import held_by_everyone
from permissions.agencies.rights import VIEW_CASE
from workflows.dashboards.boards import reach_on
from workflows.dashboards.medians import EVERYWHERE, questions_beside
from workflows.dashboards.tiles import BOARDS, TILES, Board, Tile
from workflows.figures.reckoning import Reach
from workflows.saved_reports import kept
from workflows.saved_reports.kept import Part

NATIONAL_AGE: Final = timedelta(hours=1)
OWN_AGE: Final = timedelta(days=1)
PATIENCE: Final = timedelta(seconds=20)
"""For so long one ring goes on; the next one, a minute later, takes what is left."""
TOGETHER: Final = 25
"""Pages that are counted as of one instant, their medians once."""


def keep_ahead(patience: timedelta = PATIENCE) -> None:
    """What the queue does: count what is not kept, or old. Safe to ring twice and to kill."""
    ends = monotonic() + patience.total_seconds()
    own = _own_pages()
    national = [_page_of(board, EVERYWHERE) for board in BOARDS.values() if board.national]
    for pages, age in ((national, NATIONAL_AGE), (own, OWN_AGE)):
        for language, _name in settings.LANGUAGES:
            with override(language):
                old = kept.outdated(pages, age)
                for first in range(0, len(old), TOGETHER):
                    if monotonic() > ends:
                        return
                    kept.count_pages(old[first : first + TOGETHER])


def parts_of_page(tiles: Iterable[Tile], reach: Reach) -> list[Part]:
    """All that a dashboard asks: its tiles, and what stands beside them of all agencies."""
    there = list(tiles)
    beside = questions_beside(there).values()
    return [*((tile.question, reach) for tile in there), *((question, EVERYWHERE) for question in beside)]


def _own_pages() -> list[list[Part]]:
    """Of each dashboard that is not the country's, one for each set of agencies that somebody reads requests of."""
    readers = [held for held in held_by_everyone().values() if held.at(VIEW_CASE)]
    own = [board for board in BOARDS.values() if not board.national]
    return [
        _page_of(board, reach) for board in own for reach in dict.fromkeys(reach_on(board, held) for held in readers)
    ]


def _page_of(board: Board, reach: Reach) -> list[Part]:
    return parts_of_page((TILES[key] for key in board.tiles), reach)
