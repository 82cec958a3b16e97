"""Tells people once when a number of theirs crosses what they named, and again only after it has come back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.utils.translation import override

from permissions.access.decide import Held
from permissions.access.selectors import held_by_many
from permissions.now import now
from workflows.dashboards.arranging import placed_on
from workflows.dashboards.boards import boards_of, reach_on
from workflows.dashboards.models import Threshold
from workflows.dashboards.tiles import BOARDS, TILES, Board
from workflows.figures.errors import CannotReckon
from workflows.figures.reckoning import Cell
from workflows.notifications.addresses import addresses
from workflows.notifications.notices.kinds import THRESHOLD_CROSSED
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry
from workflows.saved_reports.kept import table_for
from workflows.transactions.turn import write_transaction

MAX_AGE: Final = timedelta(minutes=10)
"""How old a number may be by which somebody is told."""
MOST: Final = 20
"""Thresholds of one person on one dashboard."""


def thresholds_of(board: Board, user_id: int) -> list[Threshold]:
    """Somebody's own on a dashboard. One statement."""
    return list(Threshold.objects.filter(user=user_id, board=board.key).order_by("tile", "above"))


def set_threshold(board: Board, user_id: int, *, tile: str, above: bool, limit: float) -> bool:
    """Name one, or another number for it: whether that is crossed is asked anew. False where it cannot be: the tile is
    none of one number, or they have as many as there may be."""
    named = _numbers_on(board, user_id)
    own = Threshold.objects.filter(user=user_id, board=board.key, tile__in=named)
    if tile not in named or (own.count() >= MOST and not own.filter(tile=tile, above=above).exists()):
        return False
    with write_transaction():
        Threshold.objects.update_or_create(
            user_id=user_id, board=board.key, tile=tile, above=above, defaults={"limit": limit, "crossed": False}
        )
    return True


def remove_threshold(board: Board, user_id: int, threshold_id: int) -> bool:
    """One of their own; False where there is none."""
    with write_transaction():
        gone, _each = Threshold.objects.filter(pk=threshold_id, user=user_id, board=board.key).delete()
    return bool(gone)


def are_set() -> bool:
    """Whether anybody wants to be told of anything."""
    return Threshold.objects.exists()


def look_at_all() -> int:
    """What the queue does now and then: how many letters were asked for. Done twice at once it tells once."""
    rows = list(Threshold.objects.filter(user__is_active=True).select_related("user").order_by("user", "board", "pk"))
    rights = held_by_many({each.user_id for each in rows})
    told = 0
    for user_id in dict.fromkeys(each.user_id for each in rows):
        own = [each for each in rows if each.user_id == user_id]
        with override(addresses.staff_language(user_id)):
            told += _look(own, user_id, rights[user_id])
    return told


def _look(rows: Iterable[Threshold], user_id: int, held: Held) -> int:
    """Those of one person, by what their rights reach today."""
    seen = {board.key: _numbers_on(board, user_id) for board in boards_of(user_id, held)}
    told = 0
    for row in rows:
        value = _value(row, held) if row.tile in seen.get(row.board, ()) else None
        if value is not None:
            told += _note(row, crossed=row.is_crossed_by(value))
    return told


def _numbers_on(board: Board, user_id: int) -> set[str]:
    """Which of the tiles that come with Insaf stand on somebody's dashboard with one number."""
    return {each.tile.key for each in placed_on(board, user_id) if each.tile.is_number and each.tile.key in TILES}


def _value(row: Threshold, held: Held) -> float | None:
    """None where there is no number to judge by: it stays as it was."""
    tile = TILES.get(row.tile)
    if tile is None:
        return None
    try:
        table = table_for(tile.question, reach_on(BOARDS[row.board], held), MAX_AGE)
    except CannotReckon:
        return None
    return table.whole.get(table.measures[0].key, Cell(None)).value


def _note(row: Threshold, *, crossed: bool) -> bool:
    """Write down that it is, or is no longer; a letter with the first only. Whether one was asked for."""
    if crossed == row.crossed:
        return False
    at = now()
    with write_transaction():
        changed = Threshold.objects.filter(pk=row.pk, crossed=not crossed).update(
            crossed=crossed, crossings=F("crossings") + int(crossed)
        )
        if not changed or not crossed:
            return False
        entry = OutboxEntry(
            key=f"{THRESHOLD_CROSSED}:{row.pk}:{row.crossings + 1}",
            topic=THRESHOLD_CROSSED,
            audience="staff",
            user_id=row.user_id,
            data={"board": row.board, "tile": row.tile, "above": row.above, "limit": row.limit},
            created_at=at,
            available_at=at,
        )
        OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)
        nudge_after_commit()
    return True
