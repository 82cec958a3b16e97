"""From numbers to places in a drawing: whole parts of a hundred, as styles know them, and lines in units of an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

STEPS: Final = 5
"""Shades of a heat map and of a map."""
TICKS: Final = 2
"""Lines across a plot above its ground, the top one included."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in its box, in parts of a hundred: where it begins and how long it is. Both are whole."""

    at: int
    long: int
    below: bool = False
    """Whether it is a number below zero, and so grows towards the start."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, with zero always in it."""

    low: float
    high: float

    @property
    def zero(self) -> int:
        """Where zero stands, in parts of a hundred."""
        return self.place(0)

    def place(self, value: float) -> int:
        """Where a number stands, in parts of a hundred; at the edge for one beyond."""
        return round(100 * self.part(value))

    def part(self, value: float) -> float:
        """The same from 0 to 1."""
        span = self.high - self.low
        return min(max((value - self.low) / span, 0.0), 1.0) if span else 0.0

    def bar(self, value: float) -> Bar:
        """From zero to a number. What is not nothing is seen, however little."""
        zero = self.zero
        long = abs(self.place(value) - zero) or (1 if value else 0)
        return Bar(min(zero, 99), long) if value >= 0 else Bar(max(zero - long, 0), long, below=True)


def scale_of(numbers: Iterable[float], most: float | None = None) -> Scale:
    """A scale that holds all of them and reaches ``most``."""
    found = [0.0, *numbers, *([] if most is None else [most])]
    return Scale(min(found), max(found))


def round_scale(numbers: Iterable[float], most: float | None = None) -> Scale:
    """The same, ending in numbers that one reads easily."""
    scale = scale_of(numbers, most)
    high = scale.high if most is not None and scale.high == most else _rounded(scale.high)
    return Scale(0.0 - _rounded(-scale.low), high)


def _rounded(number: float) -> float:
    """The next of 2, 4, 6, 10, 20, 40 …: halves of these are whole numbers, as counts are; below one 0.2, 0.4 …"""
    if number <= 0:
        return 0.0
    ten = 10.0 ** math.floor(math.log10(number))
    return next(step * ten for step in (1, 2, 4, 6, 10) if step * ten >= number and (step, ten) != (1, 1.0))


def ticks(scale: Scale) -> list[float]:
    """Where lines run across a plot, the lowest first: its ends, zero, and one halfway up."""
    found = {scale.low, 0.0, *(scale.high * each / TICKS for each in range(1, TICKS + 1))}
    return sorted(found)


def parts(values: Sequence[float], whole: float) -> list[int]:
    """Parts of a hundred of ``whole``, so that together they are as long as all of them are: what rounding leaves goes
    to those that lost most by it."""
    exact = [100 * max(value, 0) / whole if whole else 0.0 for value in values]
    found = [math.floor(each) for each in exact]
    left = round(sum(exact)) - sum(found)
    for place in sorted(range(len(exact)), key=lambda at: found[at] - exact[at])[:left]:
        found[place] += 1
    return found


def shade(value: float, scale: Scale) -> int:
    """Of the shades from 1 to ``STEPS`` the one of a number; 0 for zero itself, which is no shade."""
    return min(int(scale.part(value) * STEPS) + 1, STEPS) if value else 0


def runs(values: Sequence[float | None]) -> Iterator[list[int]]:
    """The places of numbers that follow upon each other: where one is missing, a line breaks off."""
    run: list[int] = []
    for place, value in enumerate(values):
        if value is None:
            if run:
                yield run
            run = []
        else:
            run.append(place)
    if run:
        yield run
