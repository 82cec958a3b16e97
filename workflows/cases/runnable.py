"""Whether a process can be worked: all that its words name is there, and what it asks for the door can do today."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.translated_text import in_language
from workflows.cases.facts import FACTS
from workflows.cases.models import CaseStatus, Outcome
from workflows.facts.conditions import facts_in
from workflows.processes.definition import (
    CENTRAL,
    OF_THE_KIND,
    ROUTED,
    DecisionStep,
    EndStep,
    ProcessDefinition,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.versions.models import Subject, Version, VersionStatus

STATUSES_OF_TASKS = (CaseStatus.TRIAGE, CaseStatus.IN_PROGRESS)
STATUSES_OF_WAITS = (CaseStatus.ANSWERED,)
RESULTS = frozenset(Outcome.values) - {Outcome.WITHDRAWN}
"""What an officer or an end may come to: a citizen alone withdraws."""
NOT_RUN_YET = (ServiceStep, SplitStep, TimerStep)
"""Their shape is there, and the interpreter walks them; the door cannot work them yet."""


def unrunnable(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences; none when every case on this process can be worked to its end."""
    bodies = frozenset(Agency.objects.filter(active=True).values_list("code", flat=True)) | {ROUTED, CENTRAL}
    ladders = Version.objects.filter(subject=Subject.LADDER, status=VersionStatus.PUBLISHED)
    known = bodies, frozenset(ladders.values_list("key", flat=True)) | {OF_THE_KIND, ""}
    for step in process.steps.values():
        name = {"step": in_language(step.name)}
        if isinstance(step, NOT_RUN_YET):
            yield _("The step “%(step)s” is of a kind that cases cannot go through yet.") % name
        yield from _named(step, name, *known)


def _named(step: Step, name: dict[str, str], bodies: frozenset[str], ladders: frozenset[str]) -> Iterator[str]:
    match step:
        case TaskStep():
            yield from _status(step.status, STATUSES_OF_TASKS, name)
            yield from _task(step, name, bodies, ladders)
        case WaitStep():
            yield from _status(step.status, STATUSES_OF_WAITS, name)
            yield from _without_effect(bool(step.notices), name)
        case EndStep():
            yield from _result(step.result, name, or_none=True)
        case DecisionStep():
            for branch in step.branches:
                for test in facts_in(branch.when):
                    if test.fact not in FACTS:
                        yield _("The step “%(step)s” asks for “%(fact)s”, of which nothing is known.") % {
                            **name,
                            "fact": test.fact[:60],
                        }
        case _:
            pass  # a gate names nothing


def _task(step: TaskStep, name: dict[str, str], bodies: frozenset[str], ladders: frozenset[str]) -> Iterator[str]:
    agency = step.performer.agency
    if agency not in bodies:
        yield _("The step “%(step)s” is for “%(agency)s”, and there is no such body that takes cases.") % {
            **name,
            "agency": agency[:60],
        }
    if step.ladder not in ladders:
        yield _("The step “%(step)s” goes by the ladder “%(ladder)s”, which is not in force.") % {
            **name,
            "ladder": step.ladder[:60],
        }
    for outcome in step.outcomes:
        if outcome.result:
            yield from _result(outcome.result, name)
    fields = step.fields or any(outcome.fields or outcome.letter for outcome in step.outcomes)
    yield from _without_effect(bool(step.performer.level or step.calendar or step.notices or fields), name)


def _status(status: str, possible: tuple[CaseStatus, ...], name: dict[str, str]) -> Iterator[str]:
    if status not in possible:
        yield _("At the step “%(step)s” a case cannot have the status “%(status)s”.") % {**name, "status": status[:60]}


def _result(result: str, name: dict[str, str], *, or_none: bool = False) -> Iterator[str]:
    if result not in RESULTS and not (or_none and not result):
        yield _("At the step “%(step)s” a case cannot have the result “%(result)s”.") % {**name, "result": result[:60]}


def _without_effect(asked: bool, name: dict[str, str]) -> Iterator[str]:
    if asked:
        yield _(
            "The step “%(step)s” names a level, a calendar, notices, fields or a letter of its own. They have no effect"
            " yet: take them out."
        ) % {**name}
