"""How people put the tiles of their dashboards: moved, sized, added, taken off, and put back as their role has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from workflows.dashboards.models import Arrangement
from workflows.dashboards.tiles import SIZES, TILES, Board, Size, Tile
from workflows.saved_reports.models import Drawn, SavedReport
from workflows.saved_reports.opening import read_question
from workflows.saved_reports.selectors import found_by
from workflows.transactions.turn import write_transaction

MOST: Final = 24
"""Tiles on a dashboard: nobody takes in more, and each is a table to keep."""
REPORT: Final = "report-"
"""What the key of a tile that shows a saved report begins with."""
LONGEST_NUMBER: Final = 18
"""Digits of the number of a report."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile in its place on somebody's dashboard."""

    tile: Tile
    size: Size


def placed_on(board: Board, user_id: int) -> list[Placed]:
    """The tiles of somebody's dashboard in their order, without those that are not there any more for them.

    One statement; one more where saved reports are among them.
    """
    return _read(_kept(board, user_id), user_id)


def is_arranged(board: Board, user_id: int) -> bool:
    """Whether it is theirs and no longer as the role has it."""
    return Arrangement.objects.filter(user=user_id, board=board.key).exists()


def to_add(placed: Iterable[Placed], board: Board, user_id: int) -> list[Tile]:
    """What can be added: tiles of ours and reports that they find. Of all agencies' only on a national dashboard."""
    there = {each.tile.key for each in placed}
    ours = [tile for tile in TILES.values() if board.national or "agency" not in tile.question.split]
    return [tile for tile in (*ours, *_of_reports(found_by(user_id))) if tile.key not in there]


def move(board: Board, user_id: int, key: str, to: int) -> None:
    """Put a tile at another place, counted from 0."""
    placed = placed_on(board, user_id)
    moved = [each for each in placed if each.tile.key == key]
    others = [each for each in placed if each.tile.key != key]
    to = max(0, min(to, len(others)))
    _keep(board, user_id, [*others[:to], *moved, *others[to:]])


def resize(board: Board, user_id: int, key: str, size: str) -> None:
    """Raises ``ValueError`` for a size that there is not."""
    if size not in SIZES:
        raise ValueError(size)
    placed = placed_on(board, user_id)
    _keep(board, user_id, [Placed(each.tile, cast("Size", size)) if each.tile.key == key else each for each in placed])


def add(board: Board, user_id: int, key: str) -> bool:
    """At the end. False where it cannot be added: it is there already, is none of theirs, or the dashboard is full."""
    placed = placed_on(board, user_id)
    tile = next((each for each in to_add(placed, board, user_id) if each.key == key), None)
    if tile is None or len(placed) >= MOST:
        return False
    _keep(board, user_id, [*placed, Placed(tile, tile.size)])
    return True


def take_off(board: Board, user_id: int, key: str) -> None:
    """The thresholds at its number sleep until it is there again: what nobody sees tells nobody anything."""
    _keep(board, user_id, [each for each in placed_on(board, user_id) if each.tile.key != key])


def reset(board: Board, user_id: int) -> list[Any] | None:
    """Back to what the role has. Returns what it was, for ``put_back``; None where nothing was theirs."""
    kept = Arrangement.objects.filter(user=user_id, board=board.key).values_list("tiles", flat=True).first()
    with write_transaction():
        Arrangement.objects.filter(user=user_id, board=board.key).delete()
    return kept


def put_back(board: Board, user_id: int, tiles: Iterable[Any]) -> None:
    """Take a reset back. What is not understood is left out."""
    _keep(board, user_id, _read([(str(key), str(size)) for key, size in tiles], user_id))


def _kept(board: Board, user_id: int) -> list[tuple[str, str]]:
    tiles = Arrangement.objects.filter(user=user_id, board=board.key).values_list("tiles", flat=True).first()
    if tiles is None:
        return [(key, TILES[key].size) for key in board.tiles]
    return [(str(key), str(size)) for key, size in tiles]


def _read(kept: Iterable[tuple[str, str]], user_id: int) -> list[Placed]:
    pairs = list(kept)
    known: Mapping[str, Tile] = TILES
    written = [key.removeprefix(REPORT) for key, _size in pairs if key.startswith(REPORT)]
    numbers = [int(each) for each in written if each.isdecimal() and len(each) <= LONGEST_NUMBER]
    if numbers:
        known = {**TILES, **{tile.key: tile for tile in _of_reports(found_by(user_id).filter(pk__in=numbers))}}
    return [
        Placed(known[key], cast("Size", size) if size in SIZES else known[key].size)
        for key, size in pairs
        if key in known
    ]


def _of_reports(reports: Iterable[SavedReport]) -> list[Tile]:
    """Those that this release understands."""
    found = []
    for each in reports:
        question = read_question(each.question)
        if question is not None:
            drawn = each.drawn if question.split and each.drawn != Drawn.TABLE else _plainest(question.split)
            found.append(Tile(key=f"{REPORT}{each.pk}", question=question, drawn=drawn, size="half", name=each.name))
    return found


def _plainest(split: tuple[str, ...]) -> str:
    """How a report that is a table alone is drawn on a tile."""
    return Drawn.BARS if split else "number"


def _keep(board: Board, user_id: int, placed: Iterable[Placed]) -> None:
    tiles = [[each.tile.key, each.size] for each in placed]
    with write_transaction():
        Arrangement.objects.update_or_create(user_id=user_id, board=board.key, defaults={"tiles": tiles})
