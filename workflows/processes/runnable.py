"""Whether cases can go through a process: its words mean something, and what it asks for the door can do today.

What it names is asked by its references (``publishable.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import assert_never

from django.utils.translation import gettext as _

from permissions.now import now
from permissions.translated_text import in_language
from workflows.facts.conditions import When
from workflows.facts.fitting import misfits
from workflows.processes.automatic import unfit_service
from workflows.processes.definition import (
    AwaitedService,
    DecisionStep,
    EndStep,
    JoinStep,
    ProcessDefinition,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.field_facts import facts_of
from workflows.processes.letters import unfit_letters
from workflows.processes.performers import unfit_performers
from workflows.processes.problem import of_step
from workflows.processes.undecided import asked_of_nothing
from workflows.processes.vacancies import refused
from workflows.versions.models import Subject

STATUSES_OF_TASKS = ("triage", "in_progress")
STATUSES_OF_WAITS = ("answered",)
"""The statuses of a case (``cases.models.CaseStatus``) that a step can give it; the others come of acts."""
RESULTS = ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere", "noted")
"""What an officer or an end may come to, of ``cases.models.Outcome``: a citizen alone withdraws."""


def unrunnable(key: str, process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences; none when every case on this process can be worked to its end."""
    for step in process.steps.values():
        name = {"step": in_language(step.name)}
        yield from _of(step, name)
        yield from unfit_service(step, process)
        yield from unfit_letters(step)
    own = facts_of(process)
    yield from misfits(_asked(process), Subject.PROCESS, key, own=own)
    yield from unfit_performers(process, key, own)
    yield from refused(process, now())
    yield from asked_of_nothing(process)


def _asked(process: ProcessDefinition) -> Iterator[tuple[str, When]]:
    """Every condition, with the name of the step that asks it."""
    for step in process.steps.values():
        if isinstance(step, DecisionStep):
            yield from ((in_language(step.name), branch.when) for branch in step.branches)


@of_step
def _of(step: Step, name: dict[str, str]) -> Iterator[str]:
    match step:
        case TaskStep():
            yield from _status(step.status, STATUSES_OF_TASKS, name)
            for outcome in step.outcomes:
                yield from _result(outcome.result, name)
        case WaitStep():
            yield from _status(step.status, STATUSES_OF_WAITS, name)
        case EndStep():
            yield from _result(step.result, name)
        case TimerStep():
            yield from _status(step.status, STATUSES_OF_TASKS, name)
        case DecisionStep() | RouteStep() | SplitStep() | JoinStep() | ServiceStep() | AwaitedService():
            pass  # they name nothing that could be wrong, but decisions and services, which are asked apart
        case _:
            assert_never(step)


def _status(status: str, possible: Collection[str], name: dict[str, str]) -> Iterator[str]:
    if status not in possible:
        yield _("At the step “%(step)s” a request cannot have the status “%(status)s”.") % {
            **name,
            "status": status[:60],
        }


def _result(result: str, name: dict[str, str]) -> Iterator[str]:
    if result and result not in RESULTS:
        yield _("At the step “%(step)s” a request cannot have the result “%(result)s”.") % {
            **name,
            "result": result[:60],
        }
