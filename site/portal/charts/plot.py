"""The plot of a line chart: paths in units of its SVG, and where the words around it stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from permissions.writing import written_number
from portal.charts.chart import Chart
from portal.charts.scale import Scale, round_scale, runs, ticks

WIDE, HIGH = 1000, 240
"""Units of the SVG; a browser stretches it to the place there is."""
MOST_NAMES: Final = 12
"""Names along an axis; of more categories each n-th is named."""
HALF: Final = 6
"""Names for which there is room in half a screen, and on paper."""
ON_A_PHONE: Final = 3
"""Names for which there is room on a telephone, a whole date among them."""
MOST_DOTS: Final = 40
"""With more numbers dots would run together."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks on paper, where no sheet has a say over an SVG; on a screen by the class of its ``order``."""

    order: int
    colour: str
    dashes: str


LOOKS: Final = (
    Look(0, "#0b5d52", "none"),
    Look(1, "#b87514", "9 5"),
    Look(2, "#10231f", "2 4"),
    Look(3, "#a8321f", "14 4 2 4"),
    Look(4, "#4d7a2a", "5 2"),
    Look(5, "#6f7d78", "1 7"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One series. ``path``: its line, ``dots``: one for each of its numbers."""

    name: str
    look: Look
    path: str
    dots: str


@dataclass(frozen=True, slots=True)
class Across:
    """A line across the plot. ``at``: parts of a hundred from the ground; ``y``: the same in units of the SVG."""

    at: int
    y: int
    says: str
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name along the axis and how many categories it stands under. ``between``: left out where there is half the
    room, on paper too; ``spare``: where there is little."""

    name: str
    over: int
    between: bool
    spare: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """All of a line chart's drawing. ``alone``: whether each category has its own name."""

    lines: list[Line]
    grid: list[Across]
    thresholds: list[Across]
    names: list[Named]
    alone: bool
    wide: int = WIDE
    high: int = HIGH


def plot_of(chart: Chart, *, mirrored: bool) -> Plot:
    """``mirrored``: whether time runs from right to left."""
    limits = [each.value for each in chart.thresholds]
    scale = round_scale([*chart.numbers, *limits], chart.most)
    lines = [_line(each.name, order, each.values, scale, mirrored) for order, each in enumerate(chart.drawn)]
    grid = [Across(scale.place(each), _y(each, scale), _written(each)) for each in ticks(scale)]
    thresholds = [
        Across(scale.place(each.value), _y(each.value, scale), each.says, each.crossed) for each in chart.thresholds
    ]
    over = max(math.ceil(len(chart.categories) / MOST_NAMES), 1)
    named = chart.categories[::over]
    between, spare = _left_out(len(named), HALF), _left_out(len(named), ON_A_PHONE)
    names = [
        Named(name, min(over, len(chart.categories) - place * over), place in between, place in spare)
        for place, name in enumerate(named)
    ]
    return Plot(lines, grid, thresholds, names, alone=over == 1)


def _left_out(names: int, room: int) -> set[int]:
    """The places of names that are left out where there is room for ``room`` of them: each n-th stays, and none that
    would reach beyond the end."""
    stays = math.ceil(names / room)
    return {place for place in range(names) if place % stays or names - place < stays}


def _line(name: str, order: int, values: Sequence[float | None], scale: Scale, mirrored: bool) -> Line:
    step = WIDE / max(len(values), 1)

    def point(place: int) -> str:
        x = (place + 0.5) * step
        return f"{WIDE - x if mirrored else x:.0f} {_y(values[place] or 0, scale)}"

    found = list(runs(values))
    path = "".join(f"M{'L'.join(point(place) for place in run)}" for run in found)
    alone = [run[0] for run in found if len(run) == 1]
    dotted = alone if len(values) > MOST_DOTS else [place for run in found for place in run]
    return Line(name, LOOKS[order % len(LOOKS)], path, "".join(f"M{point(place)}h0" for place in dotted))


def _y(value: float, scale: Scale) -> int:
    return round(HIGH * (1 - scale.part(value)))


def _written(number: float) -> str:
    return written_number(number, decimals=0 if float(number).is_integer() else 1)
