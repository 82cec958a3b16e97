"""Draws a chart: a figure with its sentence, its drawing and its table, the same on a screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from permissions.translated_text import joined
from portal.charts.areas_drawn import drawing_of
from portal.charts.chart import Chart, Kind, Series
from portal.charts.plot import plot_of
from portal.charts.scale import Bar, Scale, parts, scale_of, shade

FOLDED_AFTER: Final = 15
"""Rows of bars that are seen at once; the others are one click away, and on paper."""
SIDE_BY_SIDE: Final = 2
"""Columns of bars for which there is room on a telephone; with more the table moves in its frame."""
PATTERNS: Final = 6
"""How many series are told apart by patterns beside their colours; the seventh looks like the first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as its table shows it. ``bar``: drawn beside it; ``shade``: behind it; None for what is not there.
    ``is_drawn``: whether its series is."""

    name: str
    shown: str
    link: str
    pattern: int
    aside: str = ""
    bar: Bar | None = None
    shade: int | None = None
    is_drawn: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A category with a cell for each series."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Stack:
    """A category of a stacked chart. ``parts``: pattern and length of each part, in parts of a hundred."""

    name: str
    parts: list[tuple[int, int]]


def render(chart: Chart) -> SafeString:
    """The chart as HTML, in the active language and its direction."""
    kind = _drawn_as(chart)
    said: dict[str, Any] = {"chart": chart, "kind": kind, "rows": [], "legend": _legend(chart)}
    if not chart.is_empty or kind == "number":
        said |= _DRAWN[kind](chart)
    return render_to_string(f"charts/{kind}.html", said)


def _drawn_as(chart: Chart) -> Kind:
    """Its kind, or bars where that cannot show it: parts below nothing, a map of which nobody gave the outlines."""
    below_nothing = chart.kind == "stacked" and min(chart.numbers, default=0) < 0
    return "bars" if below_nothing or (chart.kind == "map" and not any(chart.outlines)) else chart.kind


def _legend(chart: Chart) -> list[tuple[str, int]]:
    named = [(each.name, place % PATTERNS) for place, each in enumerate(chart.series) if each.drawn]
    return named if 1 < len(named) <= PATTERNS else []  # with more it would say the same of two: their heads name them


def _cells(chart: Chart, place: int, scale: Scale | None = None, *, shaded: bool = False) -> list[Cell]:
    found = []
    for order, series in enumerate(chart.series):
        value = series.values[place] if series.drawn else None
        found.append(
            Cell(
                series.name,
                series.shown[place],
                series.links[place] if series.links else "",
                order % PATTERNS,
                series.asides[place] if series.asides else "",
                bar=scale.bar(value) if scale is not None and not shaded and value is not None else None,
                shade=shade(value, scale) if scale is not None and shaded and value is not None else None,
                is_drawn=series.drawn,
            )
        )
    return found


def _table(chart: Chart) -> list[Row]:
    return [Row(name, _cells(chart, place)) for place, name in enumerate(chart.categories)]


def _number(chart: Chart) -> dict[str, Any]:
    first, *beside = _cells(chart, 0) if chart.categories and chart.series else [None]
    return {"first": first, "beside": beside, "crossed": [each for each in chart.thresholds if each.crossed]}


def _bars(chart: Chart) -> dict[str, Any]:
    scale = scale_of([*chart.numbers, *(each.value for each in chart.thresholds)], chart.most)
    rows = [Row(name, _cells(chart, place, scale)) for place, name in enumerate(chart.categories)]
    # One row more is not worth a click.
    fold = FOLDED_AFTER if len(rows) > FOLDED_AFTER + 1 else len(rows)
    return {
        "rows": rows[:fold],
        "folded": rows[fold:],
        "is_wide": len(chart.series) > SIDE_BY_SIDE,
        "zero": scale.zero if scale.low < 0 else None,
        "marks": [scale.place(each.value) for each in chart.thresholds],
        "no_map": _("Nobody has given the outlines of these places, so that they are not drawn on a map.")
        if chart.kind == "map"
        else "",
    }


def _stacked(chart: Chart) -> dict[str, Any]:
    values = [[each.values[place] or 0 for each in chart.drawn] for place in range(len(chart.categories))]
    most = max(max((sum(each) for each in values), default=0), chart.most or 0)
    stacks = [
        Stack(name, [(order % PATTERNS, long) for order, long in enumerate(parts(values[place], most))])
        for place, name in enumerate(chart.categories)
    ]
    return {"stacks": stacks, "rows": _table(chart)}


def _line(chart: Chart) -> dict[str, Any]:
    return {"plot": plot_of(chart, mirrored=get_language_bidi()), "rows": _table(chart)}


def _heat(chart: Chart) -> dict[str, Any]:
    scale = scale_of(chart.numbers, chart.most)
    rows = [Row(name, _cells(chart, place, scale, shaded=True)) for place, name in enumerate(chart.categories)]
    return {"rows": rows, "shades": _between(chart.drawn)}


def _map(chart: Chart) -> dict[str, Any]:
    first = chart.series[0]
    on_it = [place for place, outline in enumerate(chart.outlines) if outline]
    seen = Series(first.name, tuple(first.values[at] for at in on_it), tuple(first.shown[at] for at in on_it))
    beside = [
        f"{name} ({shown})"
        for place, (name, shown) in enumerate(zip(chart.categories, first.shown, strict=True))
        if place not in on_it
    ]
    return {
        "drawing": drawing_of(chart),
        "rows": _table(chart),
        "shades": _between([seen]),
        "no_map": _("Not on the map: %(places)s.") % {"places": joined(beside)} if beside else "",
    }


def _between(series: Sequence[Series]) -> tuple[str, str]:
    """The smallest and the largest number as they are written: what the lightest and the darkest shade stand for."""
    found = [
        (value, shown)
        for each in series
        for value, shown in zip(each.values, each.shown, strict=True)
        if value is not None
    ]
    return min(found, default=(0, ""))[1], max(found, default=(0, ""))[1]


_DRAWN = {"number": _number, "bars": _bars, "stacked": _stacked, "line": _line, "heat": _heat, "map": _map}
