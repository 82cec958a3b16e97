"""Whatever is edited of whatever process: a case that is moved strands nowhere, and comes back to where it stood."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permissions.actors import Actor
from tests.scenes import country, file_case, publish_one
from tests.workflows.cases.drawn_lives import BODIES, work_to_the_end
from tests.workflows.moving.edits import edited
from tests.workflows.moving.plans_made import carried_out, looked, planned, stands, taken_back
from tests.workflows.processes.drawn import draw
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case
from workflows.moving import plans
from workflows.moving.places import Between, NoPlace, branch_of
from workflows.processes.advance import NOWHERE, Begin, Leave, Marking, Token, advance
from workflows.processes.definition import ELAPSED, JoinStep, ProcessDefinition, Resting, TimerStep
from workflows.processes.parsing import parse
from workflows.versions.models import Subject
from workflows.versions.references import problems
from workflows.versions.selectors import published

SEEDS = st.integers(min_value=0, max_value=1_000_000)


class Drawn:
    """Facts of which nobody knows anything."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def fact(self, name: str) -> str:
        return self.rng.choice(("", "yes", "900", "complaint"))

    def route(self) -> bool:
        return self.rng.random() < 0.5


def wandered(process: ProcessDefinition, marking: Marking, rng: Random, most: int) -> Marking:
    """So many steps on; whatever waits at a join has somebody to wait for."""
    for _number in range(most):
        if not marking:
            return marking
        free = sorted(token for token in marking if not isinstance(process.steps[token.step], JoinStep))
        assert free, marking
        token = rng.choice(free)
        step = process.steps[token.step]
        way = ELAPSED if isinstance(step, TimerStep) else rng.choice([key for key, _next in step.follows()])
        marking = advance(process, marking, Leave(token, way), Drawn(rng)).marking
    return marking


@settings(max_examples=150, deadline=None)
@given(SEEDS, SEEDS)
def test_moved_tokens_go_on_to_the_end_and_come_back(seed: int, edit: int) -> None:
    raw = draw(seed)
    source, target = parse(raw), parse(edited(raw, edit))
    rng = Random(edit)  # noqa: S311  (which ways are taken)
    marking = advance(source, NOWHERE, Begin(), Drawn(rng)).marking
    marking = wandered(source, marking, rng, rng.randint(0, 12))
    between = Between(source, target, some_pairs(source, target, rng))
    try:
        moved = between.moved(marking)
    except NoPlace:
        return
    assert moved.keys() == marking
    after = frozenset(moved.values())
    assert len(after) == len(marking)
    for token in after:
        step = target.steps[token.step]
        assert isinstance(step, Resting | JoinStep)
        assert isinstance(step, JoinStep) or token.branch == branch_of(target, token.step)
    wandered(target, after, rng, 60)
    back: dict[Token, Token] = {to: one for one, to in moved.items()}
    assert frozenset(back.values()) == marking


def some_pairs(source: ProcessDefinition, target: ProcessDefinition, rng: Random) -> dict[str, str]:
    """For what has no step of its key some other one, as a careless owner would say."""
    resting = [key for key, step in target.steps.items() if isinstance(step, Resting)]
    return {
        key: rng.choice(resting)
        for key, step in source.steps.items()
        if resting and isinstance(step, Resting) and (key not in target.steps or rng.random() < 0.1)
    }


def moved_and_back(seed: int) -> int:
    """Cases of a drawn process, worked a little, moved to an edit of it and back, moved again and worked to the end;
    how many of them could be moved."""
    rng = Random(seed)  # noqa: S311  (who acts how, and what is edited)
    raw = draw(seed, bodies=BODIES, everything=False)
    after = edited(raw, seed)
    if problems(Subject.PROCESS, "complaint", after):
        return 0
    publish_one("process", "complaint", raw)
    source = published("process", "complaint")
    cases = [file_case(agency=agency) for agency in ("moh", "moe", None)]
    for case in cases:
        work_to_the_end(case, rng, rng.randint(0, 5))
    before = {case.pk: stands(case) for case in cases}
    publish_one("process", "complaint", after)
    plan = planned(source, pairs=some_pairs(parse(raw), parse(after), rng))
    found = looked(plan)
    word = dict.fromkeys(found.get("positions", {}), "also")
    read = plans.digest_of_plan(plan)
    said = {"pairs": plan.pairs, "anew": sorted(parse(after).steps) if seed % 2 else []}
    plan = plans.redraft(plan.pk, **said, positions=word, read=read, actor=Actor.staff(plan.drafted_by_id or 0))
    if not plans.moves_anything(looked(plan)):
        return 0
    carried_out(plan)
    went = [case for case in cases if _version(case) != source.pk]
    taken_back(plan)
    assert {case.pk: stands(case) for case in cases} == before
    assert {_version(case) for case in cases} == {source.pk}
    again = planned(source, pairs=plan.pairs, positions=word)
    carried_out(again)
    for case in cases:
        work_to_the_end(case, rng, 12)
    return len(went)


def _version(case: Case) -> int:
    return Case.objects.values_list("process_version", flat=True).get(pk=case.pk)


@pytest.mark.django_db
def test_cases_of_edited_processes_are_moved_and_taken_back_and_worked_on() -> None:
    country()
    assert sum(moved_and_back(seed) for seed in range(4)) > 3
    assert list(inconsistencies()) == []


@pytest.mark.large
@pytest.mark.django_db
def test_cases_of_many_edited_processes_are_moved_and_taken_back_and_worked_on() -> None:
    country()
    assert sum(moved_and_back(seed) for seed in range(100, 160)) > 40
    assert list(inconsistencies()) == []
