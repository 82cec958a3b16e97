"""The walk over a definition comes to the same steps as the engine, whatever is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest

from permissions.actors import Actor
from tests.scenes import country
from workflows.processes import engine, walk
from workflows.processes.definition import parse
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db

FORKED = {
    "name": {"ar": "تجربة", "en": "Trial"},
    "start": "by_kind",
    "steps": [
        {
            "key": "by_kind",
            "type": "decision",
            "name": {"ar": "النوع", "en": "Kind"},
            "branches": [
                {"fact": "kind", "one_of": ["praise"], "next": "closed"},
                {"fact": "kind", "one_of": ["complaint", "inquiry"], "next": "handle"},
            ],
            "default": "wait",
        },
        {
            "key": "handle",
            "type": "task",
            "name": {"ar": "دراسة", "en": "Handling"},
            "agency": "@routed",
            "status": "in_progress",
            "outcomes": {"resolved": "wait", "referred": "by_kind"},
        },
        {
            "key": "wait",
            "type": "wait",
            "name": {"ar": "رأي", "en": "View"},
            "status": "answered",
            "days": 5,
            "outcomes": {"silent": "closed", "reopened": "handle"},
        },
        {"key": "closed", "type": "end", "name": {"ar": "مغلق", "en": "Closed"}},
    ],
}


@dataclass(frozen=True)
class ChosenWorld:
    """Answers what the test drew."""

    kind: str
    matches: bool

    def fact(self, name: str) -> str:
        return self.kind if name == "kind" else ""

    def route(self) -> bool:
        return self.matches


def versions() -> list[Version]:
    country()
    trial = draft(subject=Subject.PROCESS, key="trial", definition=FORKED, actor=Actor.operator)
    publish(trial.pk, actor=Actor.operator)
    return [published(Subject.PROCESS, key) for key in (*STANDARD_PROCESSES, "trial")]


def test_walk_and_engine_agree_on_every_process_over_random_ways() -> None:
    rng = Random(7)  # noqa: S311  (which ways are tried)
    taken: set[tuple[str, str, str]] = set()
    for version in versions():
        process = parse(version.definition)
        for _ in range(40):
            world = ChosenWorld(rng.choice(("complaint", "praise", "suggestion")), rng.random() < 0.5)
            moved, walked = engine.start(version, world=world), walk.begin(process, world=world)
            for _ in range(6):
                assert [each.step for each in moved.entered] == ([walked.waits] if walked.waits else [])
                assert moved.ended == walked.ended
                if not walked.waits or moved.entered[0].task_id is None:
                    break
                outcome = rng.choice(sorted(process.waiting(walked.waits).outcomes))
                taken.add((version.key, walked.waits, outcome))
                moved = engine.complete(moved.entered[0].task_id, outcome, world=world)
                walked = walk.leave(process, walked.waits, outcome, world=world)
    every = {
        (version.key, step.key, outcome)
        for version in versions_in_force()
        for step in parse(version.definition).steps.values()
        if step.key in ("receive", "triage", "handle", "confirm", "wait")
        for outcome, _ in step.follows()
    }
    assert taken == every


def versions_in_force() -> list[Version]:
    return [published(Subject.PROCESS, key) for key in (*STANDARD_PROCESSES, "trial")]


def test_an_outcome_that_a_step_has_not_is_refused() -> None:
    process = parse(STANDARD_PROCESSES["complaint"])
    with pytest.raises(KeyError):
        walk.leave(process, "handle", "unheard_of", world=ChosenWorld("complaint", matches=True))
    with pytest.raises(KeyError):
        walk.leave(process, "closed", "silent", world=ChosenWorld("complaint", matches=True))
