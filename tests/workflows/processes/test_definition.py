"""Where steps lead, and what lies inside a split."""

from __future__ import annotations

import pytest

from tests.workflows.processes.whole import whole
from workflows.processes.definition import EndStep, Performer, TaskStep, reached
from workflows.processes.parsing import parse

PROCESS = parse(whole())


def test_every_step_names_its_ways_and_where_they_lead() -> None:
    assert {key: [*step.follows()] for key, step in PROCESS.steps.items()} == {
        "which": [("branch_1", "rest"), ("default", "rest")],
        "rest": [("elapsed", "print")],
        "print": [("next", "both")],
        "both": [("branch 1", "left"), ("branch 2", "right")],
        "left": [("done", "met")],
        "right": [("done", "met")],
        "met": [("next", "find")],
        "find": [("found", "handle"), ("not_found", "sort")],
        "sort": [("referred", "handle")],
        "handle": [("done", "confirm")],
        "confirm": [("accepted", "closed"), ("silent", "closed"), ("reopened", "handle")],
        "closed": [],
    }


def test_a_case_stands_at_steps_that_wait_and_branches_lie_in_splits() -> None:
    assert {key for key in PROCESS.steps if _stands_at(key)} == {"rest", "left", "right", "sort", "handle", "confirm"}
    assert PROCESS.split("both").join == "met"
    for key in ("met", "left", "nowhere"):
        with pytest.raises(KeyError, match=key):
            PROCESS.split(key)
    assert PROCESS.regions == {"both": (frozenset({"left"}), frozenset({"right"}))}
    assert PROCESS.in_branches == {"left", "right"}


def _stands_at(key: str) -> bool:
    try:
        return PROCESS.waiting(key) is PROCESS.steps[key]
    except KeyError:
        return False


def test_ways_are_followed_as_far_as_they_lead_and_not_past_a_step() -> None:
    assert reached(PROCESS.steps, ["handle"]) == {"handle", "confirm", "closed"}
    assert reached(PROCESS.steps, ["sort"], without="confirm") == {"sort", "handle"}
    assert reached(PROCESS.steps, ["nowhere"]) == frozenset()


def test_what_a_step_leaves_open_is_empty_and_its_ladder_that_of_the_kind() -> None:
    task = TaskStep("work", {}, Performer("moh"), "triage", ())
    assert (task.ladder, task.calendar, task.notices) == ("@kind", "", ())
    assert (task.performer.level, task.performer.role, EndStep("closed", {}).result) == (0, "", "")
