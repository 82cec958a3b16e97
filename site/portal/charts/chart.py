"""What a chart is, before it is drawn: numbers beside how they are written, and no word of where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["number", "bars", "stacked", "line", "heat", "map"]
KINDS: Final[tuple[Kind, ...]] = ("number", "bars", "stacked", "line", "heat", "map")
Outline = list[list[list[list[float]]]]
"""The coordinates of a GeoJSON MultiPolygon, as areas keep them."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each category: None where there is none.

    ``shown``: the same, written for people, also where there is none. ``links``: what each opens, "" for nothing;
    empty where none opens anything. ``asides``: what is said of each beside it; empty where nothing is. ``drawn``: else
    it stands in the table alone, as what has another scale or adds the others up does.
    """

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]
    links: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    drawn: bool = True

    def __post_init__(self) -> None:
        if len(self.shown) != len(self.values) or (self.links and len(self.links) != len(self.values)):
            raise ValueError("Each number is written once and opens one thing.")
        if self.asides and len(self.asides) != len(self.values):
            raise ValueError("Something is said beside each number, or beside none.")


@dataclass(frozen=True, slots=True)
class Total:
    """What stands under a series: as it is written, what it opens, and what is said beside it."""

    shown: str
    link: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that somebody named, in the unit of the chart. ``says``: what it means, with its number."""

    value: float
    says: str
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """``says``: one sentence of what it shows. ``heading``: what its categories are ("Agency"). ``totals``: one
    for each series, or none. ``most``: where its scale ends, such as 100 of shares; None: with its
    largest number.

    Of kind ``number`` the first series is the figure and the others stand beside it (the month before, the median);
    of ``map`` each category has its outline, None where nobody gave one; ``around``: the rest of the country.
    """

    kind: Kind
    says: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    heading: str = ""
    unit: str = ""
    totals: tuple[Total, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    note: str = ""
    most: float | None = None
    outlines: tuple[Outline | None, ...] = ()
    around: tuple[Outline, ...] = ()

    def __post_init__(self) -> None:
        if any(len(each.values) != len(self.categories) for each in self.series):
            raise ValueError("Each series has one number for each category.")
        if self.totals and len(self.totals) != len(self.series):
            raise ValueError("Each series has one total, or none has.")
        if self.outlines and len(self.outlines) != len(self.categories):
            raise ValueError("Each category has its outline, or none has.")

    @property
    def drawn(self) -> list[Series]:
        """Those that the drawing shows."""
        return [each for each in self.series if each.drawn]

    @property
    def numbers(self) -> list[float]:
        """Those that are drawn."""
        return [value for each in self.drawn for value in each.values if value is not None]

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all."""
        return all(value is None for each in self.series for value in each.values)
