"""What conditions take, as boxes: of each fact a set of its values; and what of one box others leave over.

Plain Python. The values of a fact are cut into as few cells as the conditions tell apart, each a bit of a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Box = Mapping[str, int]
"""Name of a column to the cells that it takes, as bits. What it does not name it takes whole."""
MISSING, OTHER = "\x00missing", "\x00other"
"""The cells of what is not known, and of all values that nobody names."""
NOWHERE = "\x00none of the words"


@dataclass(slots=True)
class Column:
    """The cells of one fact in their order. ``sort``: ``values``, ``ordered`` (numbers or days), ``words``, ``asked``
    (a test of its own, which holds or does not)."""

    name: str
    sort: str
    cells: list[Any] = field(default_factory=list)
    bits: dict[Any, int] = field(default_factory=dict)

    def put(self, *cells: Any) -> None:
        for cell in cells:
            if cell not in self.bits:
                self.bits[cell] = 1 << len(self.cells)
                self.cells.append(cell)

    @property
    def full(self) -> int:
        return (1 << len(self.cells)) - 1

    def of(self, cells: Sequence[Any]) -> int:
        """The bits of those that there are."""
        found = 0
        for cell in cells:
            found |= self.bits.get(cell, 0)
        return found

    def named(self, bits: int) -> list[Any]:
        return [self.cells[number] for number in _numbers(bits)]


def meet(one: Box, other: Box) -> dict[str, int] | None:
    """What lies in both; None where nothing does."""
    found = dict(one)
    for name, bits in other.items():
        found[name] = found.get(name, bits) & bits
        if not found[name]:
            return None
    return found


class TooMuch(Exception):
    """It would take longer than is worth it."""


class Stack:
    """Boxes on each other, the first on top. ``left`` says what of a box those of some leave over."""

    def __init__(self, columns: Mapping[str, Column], boxes: Sequence[Box]) -> None:
        self._columns, self.boxes = columns, boxes
        self._all = (1 << len(boxes)) - 1
        self._narrow: dict[str, int] = dict.fromkeys(columns, 0)
        self._cells = {name: [0] * len(column.cells) for name, column in columns.items()}
        for number, box in enumerate(boxes):
            for name, bits in box.items():
                self._narrow[name] |= 1 << number
                for cell in _numbers(bits):
                    self._cells[name][cell] |= 1 << number
        self._any = {name: self._all & ~narrow for name, narrow in self._narrow.items()}

    def touching(self, box: Box, first: int) -> int:
        """Those of the first ``first`` boxes that share something with a box, as bits."""
        found = (1 << first) - 1
        for name, bits in box.items():
            there = self._any[name]
            for cell in _numbers(bits):
                there |= self._cells[name][cell]
            found &= there
        return found

    def left(self, box: Box, among: int, *, most: int = 2_000) -> Iterator[Box]:
        """The parts of a box that none of ``among``, which touch it, takes; ``TooMuch`` after ``most`` cuts."""
        return (part for part, taken in self._cut(box, among, _Cuts(most)) if taken is None)

    def takers(self, box: Box, among: int, *, most: int = 2_000) -> Iterator[tuple[Box, int | None]]:
        """All parts of a box, each with the first that takes it, or None where nobody does."""
        return self._cut(box, among, _Cuts(most, every=True))

    def _cut(self, box: Box, among: int, cuts: _Cuts) -> Iterator[tuple[Box, int | None]]:
        names = tuple(name for name in self._columns if self._narrow[name] & among)
        yield from self._go(box, among, names, cuts)

    def _go(self, box: Box, among: int, names: tuple[str, ...], cuts: _Cuts) -> Iterator[tuple[Box, int | None]]:
        narrow = 0
        for name in names:
            narrow |= self._narrow[name]
        whole = among & ~narrow
        first = among & -among
        if not among or first & whole or (whole and not cuts.every):
            yield box, (whole & -whole).bit_length() - 1 if whole else None
            return
        if not cuts.every and (among, names) in cuts.taken:
            return
        cuts.count()
        name = max(names, key=lambda each: (self._narrow[each] & among).bit_count())
        rest = tuple(each for each in names if each != name)
        groups: dict[int, int] = {}
        for cell in _numbers(box.get(name, self._columns[name].full)):
            left = among & (self._any[name] | self._cells[name][cell])
            groups[left] = groups.get(left, 0) | 1 << cell
        nothing_left = True
        for left, bits in groups.items():
            still = tuple(each for each in rest if self._narrow[each] & left)
            for part, taken in self._go({**box, name: bits}, left, still, cuts):
                nothing_left = nothing_left and taken is not None
                yield part, taken
        if nothing_left:
            cuts.taken.add((among, names))


@dataclass(slots=True)
class _Cuts:
    """How many cuts may still be made, and what is known to be taken wholly."""

    most: int
    every: bool = False
    taken: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)

    def count(self) -> None:
        self.most -= 1
        if self.most < 0:
            raise TooMuch


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def merged(boxes: Sequence[Box]) -> list[dict[str, int]]:
    """The same in fewer boxes: two that differ in one column only become one, as long as there are such."""
    found = [dict(box) for box in boxes]
    while True:
        names = {name for box in found for name in box}
        fewer = found
        for name in sorted(names):
            fewer = _merged_by(fewer, name)
        if len(fewer) == len(found):
            return found
        found = fewer


def _merged_by(boxes: Sequence[Mapping[str, int]], name: str) -> list[dict[str, int]]:
    groups: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}
    for box in boxes:
        rest = tuple(sorted((each, bits) for each, bits in box.items() if each != name))
        there = groups.get(rest)
        if there is None:
            groups[rest] = dict(box)
        elif name in there and name in box:
            there[name] |= box[name]
        else:
            there.pop(name, None)
    return list(groups.values())
