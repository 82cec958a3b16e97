"""An imaginary case is walked through a process: each condition with its value, choices that fit, nothing kept."""

from __future__ import annotations

from tests.workflows.processes.whole import whole
from workflows.processes.parsing import parse
from workflows.trial.imagined import walk

PROCESS = parse(whole())


def test_each_choice_leads_on_and_each_condition_says_what_it_was() -> None:
    found = walk(PROCESS, {"kind": "complaint"}, [("rest", "elapsed"), ("left", "done")], found=True)
    assert (found.rests, found.was_cut) == (("right",), False)
    [(key, way, weighed)] = found.stages[0].passed
    assert (key, way) == ("which", "branch_1")
    [branch] = weighed
    assert (branch.held, [(test.test.fact, test.value, test.held) for test in branch.tests]) == (
        True,
        [("kind", "complaint", True)],
    )
    over = walk(
        PROCESS,
        {},
        [("rest", "elapsed"), ("left", "done"), ("right", "done"), ("handle", "done"), ("confirm", "silent")],
        found=True,
    )
    assert (over.rests, over.result, over.stages[-1].ended) == ((), "resolved", "closed")
    assert over.stages[0].passed[0][2][0].held is False


def test_what_does_not_fit_any_more_is_left_out_from_there_on() -> None:
    found = walk(PROCESS, {}, [("rest", "elapsed"), ("handle", "done"), ("left", "done")], found=True)
    assert (found.choices, found.was_cut, found.rests) == ((("rest", "elapsed"),), True, ("left", "right"))
    for choice in (("rest", "done"), ("nowhere", "done"), ("both", "done")):
        assert walk(PROCESS, {}, [choice], found=True).was_cut


def test_routing_is_answered_as_it_is_imagined() -> None:
    choices = [("rest", "elapsed"), ("left", "done"), ("right", "done")]
    assert walk(PROCESS, {}, choices, found=True).rests == ("handle",)
    assert walk(PROCESS, {}, choices, found=False).rests == ("sort",)
