"""A dashboard as it is drawn: each tile with its chart, beside the month before and the median agency."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from permissions.isolated import isolated_words
from permissions.translated_text import in_language, one_and_all
from permissions.writing import written_day, written_number, written_percent, written_short_day
from portal.charts.chart import Chart, Series
from portal.charts.chart import Threshold as Line
from portal.charts.shown import render
from portal.dashboards.drawn import drawn_once, rows_left_out
from portal.saved_reports.shown import (
    DAY,
    NONE,
    cases_address,
    days_in_words,
    name,
    of_so_many,
    says,
    shown,
    split_in_words,
    written,
)
from workflows.dashboards.ahead import parts_of_page
from workflows.dashboards.arranging import REPORT, Placed
from workflows.dashboards.medians import EVERYWHERE, median_of, questions_beside
from workflows.dashboards.models import Threshold
from workflows.dashboards.tiles import Size, Tile
from workflows.figures.in_force import measures
from workflows.figures.measure import AT_END, ENOUGH, Measure
from workflows.figures.question import GRAINS, Question
from workflows.figures.reckoning import Cell, Reach, Table
from workflows.saved_reports.kept import KeptPage, page_of
from workflows.saved_reports.words import PERIODS, UNITS

OF_EACH: Final = frozenset({"percent", "working_days", "ratio", "stars"})
"""Units of which the country's number and an agency's can stand beside each other; a count of all cannot."""


@dataclass(frozen=True, slots=True)
class ShownTile:
    """``drawn``: its chart. ``instead``: a sentence where there is none; both empty while it is being counted.
    ``period``: of which time, "" where nothing is counted. ``whole``: where all of it is shown. ``more``: how many of
    its rows stand there alone.
    """

    key: str
    size: Size
    title: str
    period: str
    drawn: SafeString | None
    instead: str
    whole: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """``as_of``: up to when all of its tiles are counted; None until they are. ``tag``: another one when anything on it
    is another."""

    tiles: list[ShownTile]
    as_of: datetime | None
    waits: bool
    tag: str


def board_shown(
    placed: Iterable[Placed], reach: Reach, thresholds: Iterable[Threshold], *, opens: bool, national: bool
) -> ShownBoard:
    """All its tiles as of one instant. One statement, where they are kept."""
    there = list(placed)
    beside = questions_beside(each.tile for each in there)
    page = page_of(parts_of_page((each.tile for each in there), reach)) if there else None
    named = list(thresholds)
    missing = [each.tile for each in there if page is None or isinstance(page.tables[each.tile.question, reach], str)]
    titles = titles_of(missing) if missing else {}
    tiles = []
    for each in there:
        table = page.tables[each.tile.question, reach] if page is not None else ""
        if page is not None and isinstance(table, Table):
            own = [threshold for threshold in named if threshold.tile == each.tile.key]
            median = _median(page, each.tile, beside)
            tiles.append(_counted(each, table, _Beside(reach, median, own, opens=opens, national=national)))
        else:
            tiles.append(_shown(each, titles[each.tile.key], instead=str(table)))
    waits = page is None and bool(there)
    return ShownBoard(tiles, page.as_of if page is not None else None, waits, _tag(tiles))


def _median(page: KeptPage, tile: Tile, beside: Mapping[Tile, Question]) -> Table | None:
    table = page.tables[beside[tile], EVERYWHERE] if tile in beside else None
    return table if isinstance(table, Table) else None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a tile is drawn with: whose requests, what all agencies have, its reader's thresholds, whether its numbers
    lead anywhere."""

    reach: Reach
    median: Table | None
    thresholds: list[Threshold]
    _: KW_ONLY
    opens: bool
    national: bool


def _counted(placed: Placed, table: Table, beside: _Beside) -> ShownTile:
    tile = placed.tile
    title, period = str(tile.name) or says(table), _period(table)
    if tile.is_number:
        return _shown(placed, title, _number(title, table, beside), period=period)
    if tile.nothing and not table.rows:
        return _shown(placed, title, instead=str(tile.nothing), period=period)
    drawn = drawn_once(table, beside.reach, tile.drawn, opens=beside.opens, title=str(tile.name))
    instead = "" if drawn is not None else _("It has more rows or columns than a tile can show.")
    return _shown(placed, title, drawn, instead, period=period, more=rows_left_out(table, tile.drawn))


def _shown(
    placed: Placed,
    title: str,
    drawn: SafeString | None = None,
    instead: str = "",
    *,
    period: str = "",
    more: int = 0,
) -> ShownTile:
    tile = placed.tile
    report = tile.key.removeprefix(REPORT)
    asked = urlencode({"q": json.dumps(tile.question.as_json(), separators=(",", ":")), "drawn": tile.drawn})
    whole = (
        reverse("own_reports:one", args=[report]) if report != tile.key else f"{reverse('own_reports:build')}?{asked}"
    )
    return ShownTile(tile.key, placed.size, title, period, drawn, instead, whole, more)


def titles_of(tiles: Iterable[Tile]) -> dict[str, str]:
    """By the key of each: its own name, or what is counted and by what it is split. One statement."""
    known = measures()
    return {tile.key: str(tile.name) or _title(tile, known) for tile in tiles}


def _title(tile: Tile, known: Mapping[str, Measure]) -> str:
    names = [in_language(known[key].name) if key in known else key for key in tile.question.measures]
    splits = one_and_all(split_in_words(each) for each in tile.question.split)
    said = {"measures": one_and_all(names), "splits": splits}
    return _("%(measures)s by %(splits)s") % said if splits else said["measures"]


def _number(title: str, table: Table, beside: _Beside) -> SafeString:
    measure, *others = table.measures
    cell = table.whole[measure.key]
    links = beside.opens and (cell.top or cell.of)
    said = shown(cell, measure, cases_address(table.question, measure.key) if links else "")
    series = [Series(name(measure), (cell.value,), (said.text,), (said.link,))]
    if measure.is_of_some:
        series.append(Series(_("Out of"), (cell.basis,), (written_number(cell.basis),)))
    if cell.former is not None:
        before = written(cell.former.value, measure)
        then = _before(table, measure)
        series.append(Series(then, (cell.former.value,), (_with_basis(before, cell.former, measure),)))
        if said.change and min(cell.basis, cell.former.basis) >= ENOUGH:
            series.append(Series(_("Change"), (None,), (said.change,)))
    for each in others:
        value = table.whole[each.key].value
        series.append(Series(name(each), (value,), (written(value, each),)))
    if beside.median is not None and (measure.unit in OF_EACH or not beside.national):
        series.append(_of_the_median(beside.median, measure))
    lines = tuple(
        Line(each.limit, in_words(each, measure), crossed=each.is_crossed_by(cell.value))
        for each in beside.thresholds
        if cell.value is not None
    )
    unit = str(UNITS[measure.unit])
    return render(Chart("number", title, ("",), tuple(series), unit=unit, thresholds=lines, note=said.why))


def _with_basis(said: str, cell: Cell, measure: Measure) -> str:
    """Of how many a share or a median is, beside it."""
    if not measure.is_of_some or cell.value is None:
        return said
    return f"{said} {isolated_words(f'({of_so_many(cell)})')}"


def _of_the_median(table: Table, measure: Measure) -> Series:
    value = median_of(table, measure)
    return Series(_("The median agency"), (value,), (written(value, measure) if value is not None else NONE,))


def in_words(threshold: Threshold, measure: Measure) -> str:
    """What is said of a number that crossed a threshold."""
    limit = {"limit": _as_typed(threshold.limit, measure)}
    return (
        _("Higher than your threshold, %(limit)s") % limit
        if threshold.above
        else _("Lower than your threshold, %(limit)s") % limit
    )


def _as_typed(limit: float, measure: Measure) -> str:
    """Not rounded as its measure is: of half a request nobody says that it is none."""
    decimals = next(each for each in range(3) if each == 2 or round(limit, each) == limit)
    if measure.unit == "percent":
        return written_percent(Decimal(str(limit)), decimals)
    return written_number(limit, decimals)


def _period(table: Table) -> str:
    """Of which time its numbers are; of those that say how something stands, on which day."""
    named = table.question.period.named
    period = str(PERIODS[named]) if named else days_in_words(table.days)
    if any(each in GRAINS for each in table.question.split):
        return period
    standing = [each for each in table.measures if each.placed_by == AT_END]
    if not standing:
        return period
    day = _("on %(day)s") % {"day": written_day(table.last_day)}
    if len(standing) == len(table.measures):
        return day
    return " · ".join([period, *(f"{in_language(each.name)}: {day}" for each in standing)])


def _before(table: Table, measure: Measure) -> str:
    """What the number that it is compared with is called."""
    if measure.placed_by == AT_END and table.former is not None:
        return _("On %(day)s") % {"day": written_short_day(table.former.end - DAY)}
    return _("The period before")


def _tag(tiles: Iterable[ShownTile]) -> str:
    said = "".join(f"{each.key}{each.size}{each.title}{each.period}{each.drawn}{each.instead}" for each in tiles)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
