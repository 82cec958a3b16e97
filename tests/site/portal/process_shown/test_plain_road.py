"""The road of a request in plain words: what is over, where it is, what surely comes and what may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from portal.process_shown.plain_road import can_end_without, plain_road
from tests.call_count import count_calls
from tests.scenes import long_process
from tests.workflows.processes.reviewed import resting
from tests.workflows.processes.whole import whole
from workflows.processes.definition import ProcessDefinition
from workflows.processes.parsing import parse


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def showing(raw: dict[str, Any], *keys: str) -> ProcessDefinition:
    for step in raw["steps"]:
        if step["key"] in keys:
            step["shown_to_citizen"] = True
    return parse(raw)


REVIEWED = ("triage", "handle", "legal", "wait", "confirm")


def road(visited: str, standing: str) -> dict[str, str]:
    process = showing(resting(), *REVIEWED)
    stops = plain_road(process, visited=visited.split(), standing=standing.split())
    return {stop.name: stop.how for stop in stops}


def test_what_lies_on_some_ways_alone_may_come() -> None:
    assert road("handle", "handle") == {
        "Handling": "now",
        "The citizen's view": "coming",
        "Legal review": "perhaps",
        "Step wait": "perhaps",
    }, "routing found its agency: triage comes no more"


def test_a_step_to_which_it_comes_back_for_sure_is_to_come_again() -> None:
    assert road("handle legal", "legal")["The citizen's view"] == "coming"
    assert road("handle confirm legal", "legal")["The citizen's view"] == "coming", "after an objection"
    assert road("handle legal confirm", "confirm") == {
        "Handling": "done",
        "The citizen's view": "now",
        "Legal review": "done",
        "Step wait": "perhaps",
    }


def test_they_stand_in_the_order_of_the_drawing_wherever_the_list_has_them() -> None:
    names = [*road("handle", "handle")]
    assert names[0] == "Handling"
    assert names[-1] == "The citizen's view"


def test_of_a_closed_request_stands_what_it_went_through() -> None:
    assert road("handle confirm", "") == {"Handling": "done", "The citizen's view": "done"}


def test_all_branches_are_gone_and_each_must_be_able_to_pass_a_step() -> None:
    process = showing(whole(), "left", "right", "handle", "sort", "confirm")
    hows = {stop.name: stop.how for stop in plain_road(process, visited=["rest"], standing=["rest"])}
    assert hows == {
        "Step left": "coming",
        "Step right": "coming",
        "Step sort": "perhaps",
        "Step handle": "coming",
        "Step confirm": "coming",
    }
    assert can_end_without(process, "rest", "sort")
    assert not can_end_without(process, "rest", "left")


def test_without_a_step_that_is_shown_there_is_no_road() -> None:
    assert plain_road(parse(whole()), visited=["rest"], standing=["rest"]) == []


def test_a_hundred_steps_that_are_all_shown_cost_next_to_nothing() -> None:
    raw = long_process(100)
    for step in raw["steps"][:-1]:
        step["shown_to_citizen"] = True
    process = parse(raw)
    stops = plain_road(process, visited=["step_0"], standing=["step_0"])
    assert count_calls(lambda: plain_road(process, visited=["step_0"], standing=["step_0"])) < 150_000
    assert [stop.how for stop in stops] == ["now", *["coming"] * 99]
