"""The interpreter: where tokens go, by examples and against a second model of the same thing."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest

from tests.workflows.processes.drawn import KINDS, draw
from tests.workflows.processes.second_model import SecondModel
from workflows.processes.advance import (
    MOST_PASSED,
    NOWHERE,
    Asked,
    Begin,
    Endless,
    Leave,
    Marking,
    Move,
    Stand,
    Token,
    advance,
    facts_of,
    lies_within,
    rank,
)
from workflows.processes.checks import check_process
from workflows.processes.definition import ProcessDefinition
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES


class Chosen:
    """Answers what the test chose, and counts how often routing is asked."""

    def __init__(self, kind: str = "complaint", *, matches: bool = True) -> None:
        self.kind, self.matches, self.asked = kind, matches, 0

    def fact(self, name: str) -> str:
        return self.kind if name == "kind" else ""

    def route(self) -> bool:
        self.asked += 1
        return self.matches


def step(key: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "name": {"ar": key, "en": key}, **rest}


def task(key: str, following: str) -> dict[str, Any]:
    done = {"key": "done", "next": following, "effect": "decide", "result": "resolved"}
    return step(key, "task", performer={"agency": "@central"}, status="in_progress", outcomes=[done])


def process(*steps: dict[str, Any], start: str = "") -> dict[str, Any]:
    return {
        "format": 2,
        "name": {"ar": "عملية", "en": "Process"},
        "start": start or steps[0]["key"],
        "steps": [*steps, step("closed", "end")],
    }


TWO = process(
    step("both", "split", branches=["left", "right"], join="met"),
    task("left", "met"),
    task("right", "met"),
    step("met", "join", next="report"),
    task("report", "closed"),
)
"""Two branches that come together."""


def run(raw: dict[str, Any], *ways: tuple[str, str, str], facts: Chosen | None = None) -> Move:
    """Begin, then leave by (branch, step, outcome) one after the other."""
    definition, facts = parse(raw), facts or Chosen()
    move = advance(definition, NOWHERE, Begin(), facts)
    for branch, key, outcome in ways:
        move = advance(definition, move.marking, Leave(Token(branch, key), outcome), facts)
    return move


def test_a_filing_goes_where_routing_says_and_routing_is_asked_once() -> None:
    for matches, there in ((True, "handle"), (False, "triage")):
        facts = Chosen(matches=matches)
        move = run(STANDARD_PROCESSES["complaint"], facts=facts)
        assert (set(move.marking), move.entered, facts.asked) == ({Token("", there)}, (Token("", there),), 1)


def test_a_case_ends_by_its_last_outcome_and_stands_nowhere() -> None:
    move = run(STANDARD_PROCESSES["complaint"], ("", "handle", "resolved"), ("", "confirm", "accepted"))
    assert (move.marking, move.ended, move.entered) == (NOWHERE, "closed", ())


def test_a_step_that_leads_to_itself_is_entered_anew() -> None:
    move = run(STANDARD_PROCESSES["complaint"], ("", "handle", "referred"))
    assert (move.entered, move.gone) == ((Token("", "handle"),), ())


def test_branches_are_entered_in_their_order() -> None:
    assert check_process("two", TWO) == []
    assert run(TWO).entered == (Token("both_1", "left"), Token("both_2", "right"))


def test_a_join_waits_for_the_last_branch() -> None:
    first = run(TWO, ("both_2", "right", "done"))
    assert first.marking == {Token("both_1", "left"), Token("both_2", "met")}
    assert (first.arrived, first.entered) == ((Token("both_2", "met"),), ())
    last = run(TWO, ("both_2", "right", "done"), ("both_1", "left", "done"))
    assert (set(last.marking), last.entered) == ({Token("", "report")}, (Token("", "report"),))
    assert set(last.gone) == {Token("both_1", "left"), Token("both_2", "met")}
    assert last.arrived == ()


def test_an_end_inside_a_branch_ends_that_branch_alone() -> None:
    raw = copy.deepcopy(TWO)
    raw["steps"].append(step("dropped", "end"))
    raw["steps"][1]["outcomes"][0]["next"] = "dropped"
    assert check_process("two", raw) == []
    first = run(raw, ("both_1", "left", "done"))
    assert (set(first.marking), first.ended) == ({Token("both_2", "right")}, "")
    last = run(raw, ("both_1", "left", "done"), ("both_2", "right", "done"))
    assert last.entered == (Token("", "report"),)


def test_where_every_branch_ends_the_step_behind_the_join_goes_on() -> None:
    raw = copy.deepcopy(TWO)
    raw["steps"].append(step("dropped", "end"))
    for number in (1, 2):
        raw["steps"][number]["outcomes"][0]["next"] = "dropped"
    last = run(raw, ("both_1", "left", "done"), ("both_2", "right", "done"))
    assert (last.entered, last.ended) == ((Token("", "report"),), "")


def test_branches_that_nobody_acts_in_are_waited_for_and_not_joined_too_early() -> None:
    raw = process(
        step("both", "split", branches=["ask", "right"], join="met"),
        step("ask", "service", action="print", values={}, next="met"),
        task("right", "met"),
        step("met", "join", next="closed"),
    )
    move = run(raw)
    assert move.marking == {Token("both_1", "met"), Token("both_2", "right")}
    assert move.services == (Asked("ask", "print"),)
    assert run(raw, ("both_2", "right", "done")).ended == "closed"


def test_split_names_that_begin_alike_do_not_meet() -> None:
    inner = step("a_1", "split", branches=["x", "y"], join="inner")
    raw = process(
        step("a", "split", branches=["a_1", "z"], join="outer"),
        inner,
        task("x", "inner"),
        task("y", "inner"),
        step("inner", "join", next="outer"),
        task("z", "outer"),
        step("outer", "join", next="closed"),
    )
    assert check_process("alike", raw) == []
    move = run(raw, ("a_1/a_1_1", "x", "done"), ("a_1/a_1_2", "y", "done"))
    assert move.marking == {Token("a_1", "outer"), Token("a_2", "z")}
    assert run(raw, ("a_2", "z", "done")).marking == {
        Token("a_1/a_1_1", "x"),
        Token("a_1/a_1_2", "y"),
        Token("a_2", "outer"),
    }


def test_a_timer_goes_on_by_itself_and_by_nothing_else() -> None:
    raw = process(step("rest", "timer", status="in_progress", days=3, next="closed"))
    assert run(raw, ("", "rest", "elapsed")).ended == "closed"
    with pytest.raises(KeyError):
        run(raw, ("", "rest", "done"))


def test_standing_at_a_step_drops_what_ran() -> None:
    definition = parse(TWO)
    begun = advance(definition, NOWHERE, Begin(), Chosen())
    move = advance(definition, begun.marking, Stand("report"), Chosen())
    assert (set(move.marking), set(move.gone)) == ({Token("", "report")}, set(begun.marking))
    with pytest.raises(KeyError):
        advance(definition, NOWHERE, Stand("nowhere"), Chosen())


def test_what_is_opened_again_may_go_on_at_a_split() -> None:
    definition = parse(TWO)
    move = advance(definition, NOWHERE, Stand("both"), Chosen())
    assert set(move.marking) == set(advance(definition, NOWHERE, Begin(), Chosen()).marking)


def test_a_step_of_a_branch_that_a_case_was_placed_at_by_hand_leads_past_the_join() -> None:
    definition = parse(TWO)
    placed = advance(definition, NOWHERE, Stand("left"), Chosen())
    move = advance(definition, placed.marking, Leave(Token("", "left"), "done"), Chosen())
    assert (set(move.marking), move.entered, move.arrived) == ({Token("", "report")}, (Token("", "report"),), ())


def test_what_conditions_read_is_told_once_with_its_value() -> None:
    when = {"any": [{"fact": "kind", "is": "one_of", "value": ["praise"]}, {"fact": "kind", "is": "given"}]}
    raw = process(
        step("which", "decision", branches=[{"when": when, "next": "closed"}], default="work"), task("work", "closed")
    )
    assert run(raw).read == (("kind", "complaint"),)
    assert facts_of(parse(raw)) == {"kind"}


def test_what_there_is_not_is_refused() -> None:
    definition, marking = parse(STANDARD_PROCESSES["complaint"]), frozenset({Token("", "handle")})
    for token, outcome in ((Token("", "handle"), "unheard_of"), (Token("", "triage"), "refused")):
        with pytest.raises(KeyError):
            advance(definition, marking, Leave(token, outcome), Chosen())


def test_a_circle_that_no_check_has_seen_stops() -> None:
    raw = process(step("round", "route", found="round", not_found="closed"))
    facts = Chosen()
    with pytest.raises(Endless):
        run(raw, facts=facts)
    assert facts.asked == MOST_PASSED == 10_000


def ways_out(definition: ProcessDefinition, token: Token) -> list[str]:
    at = definition.waiting(token.step)
    return [way for way, _following in at.follows()]


def resting(definition: ProcessDefinition, marking: Marking) -> list[Token]:
    return [token for token in sorted(marking) if definition.steps[token.step].key not in joins(definition)]


def joins(definition: ProcessDefinition) -> set[str]:
    return {definition.split(key).join for key in definition.regions}


def walk_beside_the_second_model(seed: int, most: int) -> int:
    """Draw a process, take random ways through it, and compare after each; the number of moves."""
    raw, rng = draw(seed), Random(seed)  # noqa: S311  (which ways are tried)
    assert check_process("drawn", raw) == [], seed
    definition, facts = parse(raw), Chosen(rng.choice(KINDS), matches=rng.random() < 0.5)
    move = advance(definition, NOWHERE, Begin(), facts)
    model = SecondModel(raw, facts.fact, facts.route)
    for number in range(most):
        assert {(token.branch, token.step) for token in move.marking} == model.standing(), (seed, number)
        assert (move.ended == "") == bool(move.marking), (seed, number)
        if not move.marking:
            return number
        token = rng.choice(resting(definition, move.marking))
        outcome = rng.choice(ways_out(definition, token))
        move = advance(definition, move.marking, Leave(token, outcome), facts)
        model.leave(token.branch, outcome)
    return most


def test_random_processes_go_as_a_second_model_says() -> None:
    assert sum(walk_beside_the_second_model(seed, 40) for seed in range(400)) > 1_500


@pytest.mark.large
def test_a_million_random_moves_go_as_a_second_model_says() -> None:
    done, seed = 0, 1_000
    while done < 1_000_000:
        done += walk_beside_the_second_model(seed, 60)
        seed += 1


def test_branches_are_ranked_by_the_order_of_their_splits_the_leading_one_first() -> None:
    found = ["review_10", "review_2/inner_2", "", "review_3", "review_2/inner_1", "review_2", "review_1"]
    ranked = ["", "review_1", "review_2", "review_2/inner_1", "review_2/inner_2", "review_3", "review_10"]
    assert sorted(found, key=rank) == ranked
    assert (rank(""), rank("review_2/inner_10")) == ((), (2, 10))


@pytest.mark.parametrize(
    ("branch", "outer", "within"),
    [
        ("review_1", "", True),
        ("", "", True),
        ("review_1", "review_1", True),
        ("review_1/inner_2", "review_1", True),
        ("", "review_1", False),
        ("review_1", "review_2", False),
        ("review_1", "review_1/inner_2", False),
        ("review_10", "review_1", False),
    ],
)
def test_a_branch_lies_within_itself_and_all_around_it(branch: str, outer: str, within: bool) -> None:
    assert lies_within(branch, outer) is within
