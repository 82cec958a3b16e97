"""The engine across publications, rollbacks and restarts."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from viewflow.workflow.models import Process, Task

from permissions.now import now
from tests.scenes import country, file_case, publish_one
from tests.workflows.processes.drawn import draw
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.processes import engine
from workflows.processes.advance import NOWHERE, Begin, Leave, advance
from workflows.processes.definition import JoinStep
from workflows.processes.flows import flow_of
from workflows.processes.publishable import PROCESSES
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.selectors import published

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.django_db
def test_a_case_ends_on_the_version_it_began_with() -> None:
    scene = country()
    old = file_case()
    shorter = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    shorter["steps"][2]["outcomes"][0]["next"] = "closed"
    publish_one("process", "complaint", shorter)
    new = file_case()
    for case in (old, new):
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moh"))
    assert Case.objects.get(pk=old.pk).status == "answered"
    assert Case.objects.get(pk=new.pk).status == "closed"


@pytest.mark.django_db
def test_after_a_publication_that_was_rolled_back_the_new_graph_runs() -> None:
    country()
    class_names = set()
    for step in ("closed", "confirm"):
        definition = copy.deepcopy(STANDARD_PROCESSES["complaint"])
        definition["steps"][2]["outcomes"][0]["next"] = step
        sid = transaction.savepoint()
        publish_one("process", "complaint", definition)
        flow = flow_of(published("process", "complaint"))
        class_names.add(flow.__name__)
        ways = {edge.label: edge.dst.name for edge in flow.instance.n_handle._outgoing()}
        assert ways["resolved"] == f"n_{step}"
        transaction.savepoint_rollback(sid)
    assert len(class_names) == 2


@pytest.mark.django_db(transaction=True)
def test_another_process_works_on_what_this_one_began(child_environment: dict[str, str]) -> None:
    scene = country()
    case = file_case()
    program = (
        "import django; django.setup()\n"
        "from permissions.actors import Actor\n"
        "from workflows.cases.actions import Decide\n"
        "from workflows.cases.lifecycle import apply\n"
        f"apply({case.pk}, Decide(outcome='resolved', text='x'), actor=Actor.staff({scene.people['officer-moh'].pk}))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=child_environment, cwd=ROOT)
    assert Case.objects.get(pk=case.pk).status == "answered"
    assert Process.objects.count() == 1


class Known:
    """Facts that say the same of every case."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def fact(self, name: str) -> str:
        return "complaint" if name == "kind" else ""

    def route(self) -> bool:
        return self.rng.random() < 0.5


def store_and_compare(acts: int, seed: int) -> int:
    """Walk drawn processes with the engine's rows beside the marking; how many tokens at joins were stored."""
    rng, at_joins = Random(seed), 0  # noqa: S311  (which ways are tried)
    while acts > 0:
        seed += 1
        definition = draw(seed, bodies=("moh", "moe"))
        version = Version.objects.create(
            subject="process",
            key=f"drawn{seed}",
            number=1,
            definition=definition,
            digest=f"{seed:012x}".ljust(64, "0"),  # a class is named by the beginning of it
            drafted_at=now(),
        )
        process = PROCESSES.of(version)
        move = advance(process, NOWHERE, Begin(), Known(rng))
        moved = engine.begin(version, move)
        while acts > 0 and not move.ended:
            assert moved.process_id is not None
            stored = engine.lock(moved.process_id)
            assert stored.marking == move.marking, seed
            resting = [token for token in sorted(move.marking) if not isinstance(process.steps[token.step], JoinStep)]
            at_joins += len(move.marking) - len(resting)
            left = rng.choice(resting)
            outcome, _next = rng.choice(list(process.steps[left.step].follows()))
            move = advance(process, stored.marking, Leave(left, outcome), Known(rng))
            moved = engine.follow(stored, version, move, left=left)
            acts -= 1
        if move.ended and moved.process_id is not None:
            assert not Task.objects.filter(process=moved.process_id).exists()
    return at_joins


@pytest.mark.django_db
def test_the_stored_tokens_are_the_marking_after_every_act() -> None:
    assert store_and_compare(500, 1) > 20


@pytest.mark.large
@pytest.mark.django_db
def test_the_stored_tokens_are_the_marking_after_twenty_thousand_acts() -> None:
    assert store_and_compare(20_000, 10_000) > 1_000
