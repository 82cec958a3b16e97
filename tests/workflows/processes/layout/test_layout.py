"""The drawing of a process: everything is on it, nothing lies upon anything else, and it is the same each time."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import combinations
from random import Random
from typing import Any

from tests.workflows.cases.appealing import as_of_before
from tests.workflows.processes.drawn import draw
from workflows.processes.definition import ProcessDefinition
from workflows.processes.layout.graph import main_road
from workflows.processes.layout.layout import UNIT, Box, Edge, Kind, Layout, Place, layout
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES

SEEDS = range(60)
Segment = tuple[tuple[int, int], tuple[int, int]]


def broken(seed: int) -> ProcessDefinition:
    """A process as a draft may be: ways that lead nowhere or anywhere, steps without a way, no first step."""
    rng = Random(seed)  # noqa: S311  (which drafts are tried)
    raw = draw(seed)
    keys = [step["key"] for step in raw["steps"]] + ["", "not_there"]

    def spoilt(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: rng.choice(keys)
                if name in ("next", "default", "found", "join") and rng.random() < 0.3
                else spoilt(inner)
                for name, inner in value.items()
            }
        return [spoilt(each) for each in value] if isinstance(value, list) else value

    raw["steps"] = [spoilt(step) for step in raw["steps"] if rng.random() < 0.9]
    raw["start"] = rng.choice(keys)
    return parse(raw)


def everything() -> Iterator[ProcessDefinition]:
    for definition in STANDARD_PROCESSES.values():
        yield parse(definition)
    for seed in SEEDS:
        yield parse(draw(seed))
        yield broken(seed)
    yield ProcessDefinition({}, "", {})


ALL = list(everything())
DRAWN = [layout(process) for process in ALL]


def overlap(one: Place, other: Place) -> bool:
    return (
        one.x < other.x + other.w and other.x < one.x + one.w and one.y < other.y + other.h and other.y < one.y + one.h
    )


def segments(edge: Edge) -> Iterable[Segment]:
    return zip(edge.points, edge.points[1:], strict=False)


def cuts(segment: Segment, place: Place) -> bool:
    """Whether a line runs through the inside of a place."""
    (x1, y1), (x2, y2) = segment
    line = Place(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
    return (
        line.x < place.x + place.w
        and place.x < line.x + line.w + (line.w == 0)
        and line.y < place.y + place.h
        and place.y < line.y + line.h + (line.h == 0)
    )


def test_no_two_steps_nor_their_words_lie_upon_one_another() -> None:
    for drawn in DRAWN:
        for one, other in combinations(drawn.boxes, 2):
            for of_one in (one.at, one.words):
                assert not any(overlap(of_one, place) for place in (other.at, other.words)), (one, other)


def test_no_line_runs_through_a_step() -> None:
    for drawn in DRAWN:
        for edge in drawn.edges:
            assert not [box for box in drawn.boxes for each in segments(edge) if cuts(each, box.at)]


def test_the_words_of_a_line_lie_upon_no_step_no_upright_and_no_other_words() -> None:
    for drawn in DRAWN:
        named = [edge for edge in drawn.edges if edge.named]
        uprights = [each for edge in drawn.edges for each in segments(edge) if each[0][0] == each[1][0]]
        for edge in named:
            assert not any(overlap(edge.words, place) for box in drawn.boxes for place in (box.at, box.words))
            if not edge.back:
                assert not any(cuts(each, edge.words) for each in uprights)
        for one, other in combinations(named, 2):
            assert not overlap(one.words, other.words)


def test_every_step_and_every_way_is_drawn_in_the_order_of_the_list() -> None:
    for process, drawn in zip(ALL, DRAWN, strict=True):
        steps = [box.key for box in drawn.boxes if box.kind not in (Kind.START, Kind.NOWHERE)]
        assert steps == list(process.steps)
        ways = {(edge.source, way, edge.target) for edge in drawn.edges for way in edge.ways}
        assert ways == {(step.key, way, to) for step in process.steps.values() for way, to in step.follows()}
        missing = {to for step in process.steps.values() for _way, to in step.follows() if to not in process.steps}
        assert {box.key for box in drawn.boxes if box.kind == Kind.NOWHERE} == missing


def test_each_line_begins_at_its_step_and_ends_at_the_next_at_right_angles() -> None:
    for process, drawn in zip(ALL, DRAWN, strict=True):
        boxes = {box.key: box.at for box in drawn.boxes if box.kind != Kind.NOWHERE}
        for edge in drawn.edges:
            source = boxes[edge.source]
            assert edge.points[0] == (source.x + source.w, source.y + source.h // 2)
            if edge.target in process.steps:
                target = boxes[edge.target]
                assert edge.points[-1] == (target.x, target.y + target.h // 2)
            assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in segments(edge))


def test_lines_that_run_along_one_another_lead_to_the_same_step_or_leave_the_same() -> None:
    for drawn in DRAWN:
        runs = [(edge, each) for edge in drawn.edges for each in segments(edge)]
        for (one, along), (other, beside) in combinations(runs, 2):
            if _lie_upon(along, beside):
                assert one.target == other.target or one.source == other.source, (one, other)


def _lie_upon(one: Segment, other: Segment) -> bool:
    for axis in (0, 1):
        if one[0][axis] == one[1][axis] == other[0][axis] == other[1][axis]:
            first, second = sorted(p[1 - axis] for p in one), sorted(p[1 - axis] for p in other)
            return first[0] < second[1] and second[0] < first[1]
    return False


def test_all_of_it_lies_within_its_size_on_the_grid_by_which_words_are_placed() -> None:
    for drawn in DRAWN:
        sheet = Place(0, 0, drawn.width, drawn.height)
        for place in [*(box.words for box in drawn.boxes), *(edge.words for edge in drawn.edges if edge.named)]:
            assert place.x % UNIT == place.y % UNIT == 0
            assert 0 <= place.x <= sheet.w - place.w
            assert 0 <= place.y <= sheet.h - place.h
        assert all(0 <= x <= sheet.w and 0 <= y <= sheet.h for edge in drawn.edges for x, y in edge.points)


def test_the_same_list_gives_the_same_drawing() -> None:
    for seed in SEEDS:
        definition = draw(seed)
        assert repr(layout(parse(definition))) == repr(layout(parse(copy.deepcopy(definition))))


def test_mirrored_twice_it_is_the_same_and_once_it_runs_the_other_way() -> None:
    for drawn in DRAWN:
        once = drawn.mirrored()
        assert once.mirrored() == drawn
        assert [box.at.y for box in once.boxes] == [box.at.y for box in drawn.boxes]
        for box, other in zip(drawn.boxes, once.boxes, strict=True):
            assert other.at.x == drawn.width - box.at.x - box.at.w


def box_of(drawn: Layout, key: str) -> Box:
    return next(box for box in drawn.boxes if box.key == key)


def test_the_main_road_is_one_straight_line() -> None:
    process = parse(as_of_before())
    assert main_road(process) == ["intake", "handle", "confirm", "closed"]
    drawn = layout(process)
    middles = {box_of(drawn, key).at.y + box_of(drawn, key).at.h // 2 for key in main_road(process)}
    assert len(middles) == 1
    on = next(edge for edge in drawn.edges if (edge.source, edge.target) == ("handle", "confirm"))
    assert {y for _x, y in on.points} == middles


def test_ways_from_one_step_to_another_are_one_line() -> None:
    drawn = layout(parse(as_of_before()))
    (edge,) = [edge for edge in drawn.edges if (edge.source, edge.target) == ("handle", "confirm")]
    assert edge.ways == ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere")
    (back,) = [edge for edge in drawn.edges if (edge.source, edge.target) == ("confirm", "handle")]
    assert (back.back, back.ways) == (True, ("reopened",))


def test_a_former_version_gives_its_ways_between_steps_that_are_still_there() -> None:
    former = parse(STANDARD_PROCESSES["complaint"])
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    triage = next(step for step in raw["steps"] if step["key"] == "triage")
    triage["outcomes"] = [way for way in triage["outcomes"] if way["next"] != "confirm"]
    drawn = layout(parse(raw), former)
    assert [(edge.source, edge.target) for edge in drawn.edges if edge.gone] == [("triage", "confirm")]


def test_a_list_of_any_length_is_drawn() -> None:
    long = 3_000
    steps: list[dict[str, Any]] = [
        {"key": f"s{number}", "type": "timer", "name": {}, "status": "in_progress", "days": 1, "next": f"s{number + 1}"}
        for number in range(long)
    ]
    assert len(layout(parse({"format": 4, "name": {}, "start": "s0", "steps": steps})).boxes) == long + 2
