"""The median agency beside a number: of the whole country, without a word of which agency has which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from typing import Final

from workflows.dashboards.tiles import Tile
from workflows.figures.measure import Measure
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table

EVERYWHERE: Final = Reach(None)
FEWEST: Final = 5
"""Agencies of which a median is told: of fewer one could work out what a neighbour has."""


def questions_beside(tiles: Iterable[Tile]) -> dict[Tile, Question]:
    """For each tile of one number what is asked of all agencies; one question for all tiles of one period, so that it
    is one table. None for tiles whose question chooses requests: the median would be of others."""
    plain = [tile for tile in tiles if tile.is_number and not tile.question.filters and not tile.question.split]
    measures: dict[Question, list[str]] = {}
    for tile in plain:
        asked = measures.setdefault(_of(tile, ()), [])
        asked += [each for each in tile.question.measures if each not in asked]
    return {tile: _of(tile, tuple(sorted(measures[_of(tile, ())]))) for tile in plain}


def median_of(table: Table, measure: Measure) -> float | None:
    """Of the agencies that have a number at all; None where they are too few."""
    found = [table.by_row.get((row.parts, measure.key)) for row in table.rows]
    values = [cell.value for cell in found if cell is not None and cell.value is not None]
    return median(values) if len(values) >= FEWEST else None


def _of(tile: Tile, measures: tuple[str, ...]) -> Question:
    return replace(tile.question, measures=measures, rows=("agency",), compared=False)
