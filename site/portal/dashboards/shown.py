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

from permissions.translated_text import in_language, one_and_all
from permissions.writing import written_number, written_percent
from portal.charts.chart import Chart, Series
from portal.charts.chart import Threshold as Line
from portal.charts.shown import render
from portal.dashboards.drawn import drawn_once
from portal.saved_reports.shown import NONE, cases_address, name, says, shown, split_in_words, written
from workflows.dashboards.arranging import REPORT, Placed
from workflows.dashboards.medians import EVERYWHERE, median_of, questions_beside
from workflows.dashboards.models import Threshold
from workflows.dashboards.tiles import Size, Tile
from workflows.figures.in_force import measures
from workflows.figures.measure import Measure
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table
from workflows.saved_reports.kept import Kept, ask_for, tables_for
from workflows.saved_reports.words import FIXED, PERIODS, UNITS

Found = Mapping[Question, Kept]
OF_EACH: Final = frozenset({"percent", "working_days", "ratio", "stars"})
"""Units of which the country's number and an agency's can stand beside each other; a count of all cannot."""


@dataclass(frozen=True, slots=True)
class ShownTile:
    """``drawn``: its chart. ``instead``: a sentence where there is none; both empty while it is being counted.
    ``period``: of which time. ``whole``: where all of it is shown. ``as_of``: when it was counted."""

    key: str
    size: Size
    title: str
    period: str
    drawn: SafeString | None
    instead: str
    whole: str
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """``as_of``: when the oldest of its tiles was counted, None while none is. ``tag``: another one when anything on it
    is another."""

    tiles: list[ShownTile]
    as_of: datetime | None
    waits: bool
    tag: str


def board_shown(
    placed: Iterable[Placed], reach: Reach, thresholds: Iterable[Threshold], *, opens: bool, national: bool
) -> ShownBoard:
    """What is kept of its questions; what is not kept yet is asked for. Two statements, where all is kept."""
    there = list(placed)
    beside = questions_beside(each.tile for each in there)
    found: Found = tables_for(dict.fromkeys(each.tile.question for each in there), reach)
    medians: Found = tables_for(dict.fromkeys(beside.values()), EVERYWHERE) if beside else {}
    for asked, questions in ((reach, found), (EVERYWHERE, medians)):
        for question, table in questions.items():
            if table is None:
                ask_for(question, asked)
    named = list(thresholds)
    missing = [each.tile for each in there if not isinstance(found[each.tile.question], Table)]
    titles = titles_of(missing) if missing else {}
    tiles = []
    for each in there:
        table = found[each.tile.question]
        if isinstance(table, Table):
            median = medians.get(beside[each.tile]) if each.tile in beside else None
            own = [threshold for threshold in named if threshold.tile == each.tile.key]
            tiles.append(_counted(each, table, _Beside(reach, median, own, opens=opens, national=national)))
        else:
            tiles.append(_shown(each, titles[each.tile.key], instead=table or ""))
    moments = [each.as_of for each in tiles if each.as_of is not None]
    waits = any(each.drawn is None and not each.instead for each in tiles)
    return ShownBoard(tiles, min(moments, default=None), waits, _tag(tiles))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a tile is drawn with: whose requests, what all agencies have, its reader's thresholds, whether its numbers
    lead anywhere."""

    reach: Reach
    median: Kept
    thresholds: list[Threshold]
    _: KW_ONLY
    opens: bool
    national: bool


def _counted(placed: Placed, table: Table, beside: _Beside) -> ShownTile:
    tile = placed.tile
    title = str(tile.name) or says(table)
    if tile.is_number:
        return _shown(placed, title, _number(title, table, beside), as_of=table.as_of)
    drawn = drawn_once(table, beside.reach, tile.drawn, opens=beside.opens, title=str(tile.name))
    instead = "" if drawn is not None else _("It has more rows or columns than a tile can show.")
    return _shown(placed, title, drawn, instead, as_of=table.as_of)


def _shown(
    placed: Placed, title: str, drawn: SafeString | None = None, instead: str = "", as_of: datetime | None = None
) -> ShownTile:
    tile = placed.tile
    report = tile.key.removeprefix(REPORT)
    asked = urlencode({"q": json.dumps(tile.question.as_json(), separators=(",", ":")), "drawn": tile.drawn})
    whole = (
        reverse("own_reports:one", args=[report]) if report != tile.key else f"{reverse('own_reports:build')}?{asked}"
    )
    return ShownTile(tile.key, placed.size, title, _period(tile), drawn, instead, whole, as_of)


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
    if cell.former is not None:
        before = written(cell.former.value, measure)
        series.append(Series(_("The period before"), (cell.former.value,), (before,)))
        if said.change:
            series.append(Series(_("Change"), (None,), (said.change,)))
    for each in others:
        value = table.whole[each.key].value
        series.append(Series(name(each), (value,), (written(value, each),)))
    if isinstance(beside.median, Table) and (measure.unit in OF_EACH or not beside.national):
        series.append(_of_the_median(beside.median, measure))
    lines = tuple(
        Line(each.limit, in_words(each, measure), crossed=each.is_crossed_by(cell.value))
        for each in beside.thresholds
        if cell.value is not None
    )
    unit = str(UNITS[measure.unit])
    return render(Chart("number", title, ("",), tuple(series), unit=unit, thresholds=lines, note=said.why))


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


def _period(tile: Tile) -> str:
    return str(PERIODS[tile.question.period.named or FIXED])


def _tag(tiles: Iterable[ShownTile]) -> str:
    said = "".join(f"{each.key}{each.size}{each.title}{each.drawn}{each.instead}" for each in tiles)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
