"""A drawing that is too wide for one sheet of paper, in as many parts as it takes to read it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, takewhile
from typing import Final

from portal.process_shown.figure import PAPER_ACROSS, Figure
from workflows.processes.layout.layout import TASK_WIDE

SMALLEST: Final = 4
"""Tenths of its size at which a drawing is still read on one sheet."""
WIDE, HIGH = PAPER_ACROSS * 3 // 2, 900
"""Pixels of a drawing in one part of it, which is printed at two thirds of its size."""
OVERLAP: Final = TASK_WIDE + 16
"""What two parts share: every step stands whole in one of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a drawing, in its pixels; ``wide`` and ``high`` on paper."""

    x: int
    y: int
    w: int
    h: int

    @property
    def wide(self) -> int:
        return self.w * 2 // 3

    @property
    def high(self) -> int:
        return self.h * 2 // 3


def parts_on_paper(figure: Figure) -> list[Part]:
    """The parts in the order of reading; none of a drawing that is read on one sheet."""
    if figure.fit_across >= SMALLEST:
        return []
    begins = _begins(figure.width, WIDE)
    across = [min(WIDE, figure.width - x) for x in begins]
    if figure.rtl:
        begins = [figure.width - x - w for x, w in zip(begins, across, strict=True)]
    return [
        Part(x, y, w, min(HIGH, figure.height - y))
        for y in _begins(figure.height, HIGH)
        for x, w in zip(begins, across, strict=True)
    ]


def _begins(size: int, part: int) -> list[int]:
    """Where each part begins, so that the next one shares a strip with it."""
    return list(takewhile(lambda at: not at or at + OVERLAP < size, count(0, part - OVERLAP)))
