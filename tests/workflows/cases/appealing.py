"""A process of complaints in which an answer is brought before another instance, and people who do that."""

from __future__ import annotations

import copy
from typing import Any

from permissions.actors import Actor
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Appeal, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.processes.standard import STANDARD_PROCESSES


def with_appeal() -> dict[str, Any]:
    """What the agency answered, the unit's head hears again."""
    process = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    steps = {step["key"]: step for step in process["steps"]}
    words = {"ar": "التظلّم لدى الوحدة", "en": "Appeal to the unit"}
    steps["confirm"]["outcomes"].append({"key": "appealed", "next": "appeal", "effect": "appeal", "words": words})
    process["steps"].append(
        {
            **copy.deepcopy(steps["triage"]),
            "key": "appeal",
            "name": {"ar": "النظر في التظلّم", "en": "Appeal"},
            "performer": {"agency": "@central", "level": 1},
            "status": "in_progress",
            "outcomes": [{"key": "heard", "next": "confirm", "effect": "decide", "result": "explained"}],
        }
    )
    return process


def answer(case: Case, outcome: str) -> None:
    work = Work.objects.get(case=case, done_at=None)
    apply(case.pk, Decide(outcome=outcome, text="لا", refusal=REFUSAL), actor=Actor.staff(work.holder_id or 0))


def appeal(case: Case, reason: str = "القرار غير مسبّب") -> Any:
    return apply(case.pk, Appeal(reason=reason), actor=Actor.citizen(case.pk))
