"""Signs lie beside one another from left to right, the same way each time."""

from __future__ import annotations

from itertools import combinations

from tests.workflows.processes.drawn import draw
from tests.workflows.processes.whole import whole
from workflows.processes.bpmn.drawing import drawing_of
from workflows.processes.bpmn.positions import Box, positions


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def test_no_sign_lies_on_another() -> None:
    for seed in range(20):
        boxes = positions(drawing_of(draw(seed))).boxes.values()
        assert all(apart(*pair) for pair in combinations(boxes, 2)), seed


def test_the_same_process_always_lies_in_the_same_way() -> None:
    assert positions(drawing_of(draw(3))) == positions(drawing_of(draw(3)))


def test_what_follows_lies_to_the_right_but_for_ways_that_lead_back() -> None:
    drawing = drawing_of(whole())
    lies = positions(drawing)
    back = [flow.id for flow in drawing.flows if lies.boxes[flow.target].x <= lies.boxes[flow.source].x]
    assert back == ["flow-confirm-3"]  # the citizen objects


def test_arrows_begin_and_end_at_their_signs() -> None:
    drawing = drawing_of(draw(7))
    lies = positions(drawing)
    for flow in drawing.flows:
        (x, y), (to_x, to_y) = lies.bends[flow.id][0], lies.bends[flow.id][-1]
        source, target = lies.boxes[flow.source], lies.boxes[flow.target]
        assert (x, y) == (source.x + source.width, source.y + source.height // 2)
        assert (to_x, to_y) == (target.x, target.y + target.height // 2)
