"""Past cases of complaints, drafts of their process, and what a trial of one found."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from permissions.actors import Actor
from portal.operations.jobs import do_job
from tests.objecting import REASONS
from tests.scenes import file_case
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Decide, Refer, Reopen, Withdraw
from workflows.cases.actions.citizen import NotThisBody
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.jobs.models import JobKind, JobState
from workflows.jobs.services import ask
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.services import draft

Raw = dict[str, Any]
Change = Callable[[Raw], object]


def complaint(change: Change | None = None) -> Raw:
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    if change is not None:
        change(raw)
    return raw


def steps(raw: Raw) -> dict[str, Raw]:
    return {step["key"]: step for step in raw["steps"]}


def review(raw: Raw) -> None:
    """An answer goes by a legal review first."""
    outcomes = [{"key": "checked", "next": "confirm", "effect": "proceed", "words": {"ar": "رُوجع", "en": "Checked"}}]
    step = {"key": "legal", "type": "task", "name": {"ar": "مراجعة", "en": "Legal review"}, "outcomes": outcomes}
    raw["steps"].append({**step, "performer": {"agency": "@central"}, "status": "in_progress"})
    for outcome in steps(raw)["handle"]["outcomes"]:
        outcome["next"] = "legal" if outcome["effect"] == "decide" else outcome["next"]


def by(when: Raw, *, otherwise: str = "confirm", then: str = "closed") -> Change:
    """An answer ends the case at once where a condition holds."""

    def change(raw: Raw) -> None:
        branches = [{"key": "branch_1", "when": when, "next": then}]
        name = {"ar": "فرع", "en": "Which"}
        raw["steps"].append(
            {"key": "which", "type": "decision", "name": name, "branches": branches, "default": otherwise}
        )
        for outcome in steps(raw)["handle"]["outcomes"]:
            outcome["next"] = "which" if outcome["effect"] == "decide" else outcome["next"]

    return change


def tried(raw: Raw) -> Raw:
    version = draft(subject="process", key="complaint", definition=raw, actor=Actor.operator)
    job = ask(JobKind.RETRACE, version, actor=Actor.operator)
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return dict(job.found)


def numbers(found: Raw) -> tuple[int, ...]:
    """Cases that were tried, and of these: not as they were, the same road, another one, not known to the end."""
    return tuple(found.get(name, 0) for name in ("tried", "differing", "same", "differs", "open"))


def groups(found: Raw, what: str) -> list[Raw]:
    return [group for group in found.get("groups", {}).values() if group["what"] == what]


def works(case: Case) -> Actor:
    return Actor.staff(Work.objects.get(case=case, done_at=None).holder_id or 0)


def decide(case: Case, outcome: str = "resolved") -> None:
    apply(case.pk, Decide(outcome=outcome, text=REASONS, refusal=REFUSAL), actor=works(case))


def lives() -> list[Case]:
    """One of each: open, answered, accepted, opened again while it waited and when it was closed, withdrawn, referred
    by triage, said to be of another agency."""
    filed = [file_case(agency="moh") for _number in range(6)]
    _open, answered, accepted, again, back, gone = filed
    decide(answered)
    for case in (accepted, again, back):
        decide(case)
    apply(accepted.pk, Accept(), actor=Actor.citizen(accepted.pk))
    apply(again.pk, Accept(), actor=Actor.citizen(again.pk))
    apply(again.pk, Reopen(reason="لا"), actor=Actor.citizen(again.pk))
    decide(again, "explained")
    apply(back.pk, Reopen(reason="لا"), actor=Actor.citizen(back.pk))
    apply(gone.pk, Withdraw(reason="يكفي"), actor=Actor.citizen(gone.pk))
    sorted_out, misrouted = file_case(agency=None, subject="س", text="ص"), file_case(agency=None, text="في المستشفى")
    apply(sorted_out.pk, Refer(agency="moe", reason="لهم"), actor=works(sorted_out))
    apply(misrouted.pk, NotThisBody(), actor=Actor.citizen(misrouted.pk))
    apply(misrouted.pk, Refer(agency="moe", reason="لهم"), actor=works(misrouted))
    decide(misrouted, "refused")
    return [*filed, sorted_out, misrouted]


def amount(least: str, *, asked: bool = True) -> Change:
    """An answer of which the officer says the amount ends the case at once from so much on."""

    def change(raw: Raw) -> None:
        by({"fact": "field.amount", "is": "at_least", "value": least})(raw)
        raw["fields"] = [{"key": "amount", "name": {"ar": "المبلغ", "en": "Amount"}, "type": "money"}]
        for outcome in steps(raw)["handle"]["outcomes"]:
            if asked and outcome["effect"] == "decide":
                outcome["fields"] = [{"field": "amount", "required": False}]

    return change
