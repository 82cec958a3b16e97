"""Signs lie beside one another from left to right, the same way each time."""

from __future__ import annotations

from itertools import combinations, pairwise

from tests.workflows.processes.drawn import draw
from tests.workflows.processes.whole import whole
from workflows.processes.bpmn.drawing import drawing_of
from workflows.processes.bpmn.positions import positions
from workflows.processes.layout.layout import Place


def apart(one: Place, other: Place) -> bool:
    return one.x + one.w < other.x or other.x + other.w < one.x or one.y + one.h < other.y or other.y + other.h < one.y


def test_no_sign_and_no_name_of_an_arrow_lies_on_another() -> None:
    for seed in range(20):
        lies = positions(drawing_of(draw(seed)))
        assert all(apart(*pair) for pair in combinations([*lies.boxes.values(), *lies.labels.values()], 2)), seed


def test_every_named_arrow_has_a_place_for_its_name_above_its_line() -> None:
    drawing = drawing_of(whole())
    lies = positions(drawing)
    assert lies.labels.keys() == {flow.id for flow in drawing.flows if flow.name}
    for name, at in lies.labels.items():
        assert (at.x, at.y + at.h) in lies.bends[name] or any(
            y == to_y == at.y + at.h and x <= at.x and at.x + at.w <= to_x
            for (x, y), (to_x, to_y) in pairwise(lies.bends[name])
        )


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
        assert (x, y) == (source.x + source.w, source.y + source.h // 2)
        assert (to_x, to_y) == (target.x, target.y + target.h // 2)
