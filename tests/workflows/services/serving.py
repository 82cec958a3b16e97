"""A process of complaints with an automatic act behind an outcome of handling, and cases that have come to it."""

from __future__ import annotations

import copy
from typing import Any

from permissions.actors import Actor
from tests.scenes import file_case, publish_one
from tests.workflows.processes.whole import named
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.outbox.models import ServiceCall
from workflows.processes.standard import STANDARD_PROCESSES

FLAG = {"key": "known", "name": {"ar": "معروف", "en": "Known"}, "type": "yes_no"}
ADDRESS = "https://api.example.org/hook?a=1"


def served(
    action: str, *, awaited: bool = False, start: bool = False, kind: str = "complaint", **values: Any
) -> dict[str, Any]:
    """By ``tell`` handling leads to ``act``, and that to the answer; an awaited one that fails, to triage."""
    process = copy.deepcopy(STANDARD_PROCESSES[kind])
    steps = {step["key"]: step for step in process["steps"]}
    first = steps["handle"] if kind == "complaint" else steps[process["start"]]
    first["outcomes"].append({"key": "tell", "next": "act", "effect": "proceed"})
    act = named("act", "service", action=action, values=values, next="confirm")
    process["steps"].append(act)
    answer = copy.deepcopy(steps["handle"])
    answer |= {"key": "answer", "outcomes": answer["outcomes"][:1]}
    process["steps"].append(answer)
    act["next"] = "answer"
    if awaited:
        act["failed"] = next(key for key, step in steps.items() if step.get("status") == "triage")
    process["fields"] = [copy.deepcopy(FLAG)]
    if start:
        act["next"], process["start"] = process["start"], "act"
        steps["handle"]["outcomes"].pop()
        steps["handle"]["outcomes"].append({"key": "tell", "next": "answer", "effect": "proceed"})
    return process


def told(case: Case | None = None, **filed: Any) -> Case:
    """A case that has just gone on by ``tell``."""
    case = case or file_case(**{"agency": "moh", **filed})
    work = Work.objects.get(case=case, done_at=None)
    apply(case.pk, Proceed(outcome="tell"), actor=Actor.staff(work.holder_id or 0))
    return Case.objects.get(pk=case.pk)


def at_act(action: str, *, awaited: bool = False, **values: Any) -> Case:
    """A case that has come to an act of a process that is in force."""
    publish_one("process", "complaint", served(action, awaited=awaited, **values))
    return told()


def call_of(case: Case) -> ServiceCall:
    return ServiceCall.objects.get(case=case)
