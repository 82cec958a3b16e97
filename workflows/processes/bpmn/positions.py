"""Where the signs and arrows of a drawing lie, from left to right: the same drawing always lies in the same way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from workflows.processes.bpmn.drawing import Drawing, Node

MARGIN, COLUMN, ROW = 80, 180, 130
"""Pixels, as all that follows."""


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle of a sign."""

    x: int
    y: int
    width: int
    height: int


Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Positions:
    """Boxes of signs and bends of arrows, by their ids."""

    boxes: dict[str, Box]
    bends: dict[str, list[Point]]


def positions(drawing: Drawing) -> Positions:
    """Signs in columns by how far they are from the start, in rows in which nothing else lies."""
    columns = _columns(drawing)
    rows = _rows(drawing, columns)
    boxes = {node.id: _box(node, columns[node.id], rows[node.id]) for node in drawing.nodes}
    below = MARGIN + (max(rows.values()) + 1) * ROW
    bends = {}
    for number, flow in enumerate(drawing.flows):
        ahead = columns[flow.target] - columns[flow.source]
        bends[flow.id] = _bends(boxes[flow.source], boxes[flow.target], ahead, below + 6 * (number % 40))
    return Positions(boxes, bends)


def _columns(drawing: Drawing) -> dict[str, int]:
    """The longest way from where ways begin, without the arrows that lead back."""
    following: dict[str, list[str]] = defaultdict(list)
    for flow in drawing.flows:
        following[flow.source].append(flow.target)
    order: list[str] = []
    seen: set[str] = set()
    back: set[tuple[str, str]] = set()
    for node in drawing.nodes:
        if node.id not in seen:
            _walk(node.id, following, seen, back, order)
    columns = dict.fromkeys(order, 0)
    for each in reversed(order):
        for target in following[each]:
            if (each, target) not in back:
                columns[target] = max(columns[target], columns[each] + 1)
    return columns


def _walk(
    first: str, following: dict[str, list[str]], seen: set[str], back: set[tuple[str, str]], order: list[str]
) -> None:
    """In depth first, without recursion: ``order`` gets each sign behind all that it leads to."""
    seen.add(first)
    under_way = [(first, iter(following[first]))]
    open_ones = {first}
    while under_way:
        each, targets = under_way[-1]
        target = next(targets, None)
        if target is None:
            under_way.pop()
            open_ones.discard(each)
            order.append(each)
        elif target in open_ones:
            back.add((each, target))
        elif target not in seen:
            seen.add(target)
            open_ones.add(target)
            under_way.append((target, iter(following[target])))


def _rows(drawing: Drawing, columns: dict[str, int]) -> dict[str, int]:
    """Each in the row of what leads to it where that is free in its column, else in the next that is."""
    coming: dict[str, list[str]] = defaultdict(list)
    for flow in drawing.flows:
        coming[flow.target].append(flow.source)
    rows: dict[str, int] = {}
    taken: dict[int, set[int]] = defaultdict(set)
    for node in sorted(drawing.nodes, key=lambda each: columns[each.id]):
        row = next((rows[each] for each in coming[node.id] if each in rows), 0)
        while row in taken[columns[node.id]]:
            row += 1
        rows[node.id] = row
        taken[columns[node.id]].add(row)
    return rows


def _box(node: Node, column: int, row: int) -> Box:
    """In the middle of its cell."""
    width, height = (36, 36) if node.sign.endswith("Event") else (50, 50) if "Gateway" in node.sign else (110, 80)
    middle_x, middle_y = MARGIN + column * COLUMN + 55, MARGIN + row * ROW + 40
    return Box(middle_x - width // 2, middle_y - height // 2, width, height)


def _bends(source: Box, target: Box, ahead: int, below: int) -> list[Point]:
    begins = (source.x + source.width, source.y + source.height // 2)
    ends = (target.x, target.y + target.height // 2)
    if ahead > 0 and begins[1] == ends[1] and ahead == 1:
        return [begins, ends]
    before, behind = begins[0] + 15, ends[0] - 15
    if ahead == 1:
        return [begins, (behind, begins[1]), (behind, ends[1]), ends]
    # Past other columns between two rows, or back below all of them.
    along = max(source.y, target.y) + 80 + 15 if ahead > 1 else below
    return [begins, (before, begins[1]), (before, along), (behind, along), (behind, ends[1]), ends]
