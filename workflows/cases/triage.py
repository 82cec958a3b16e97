"""Which open work is triage, where the right agency is still looked for: its own step says so, not its case's status.

Of agencies side by side the case shows how the one that leads stands, and a question to the citizen covers both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from workflows.cases.models import CaseStatus
from workflows.processes.definition import ProcessDefinition, TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.selectors import Stamp


def triage_steps(processes: Iterable[Stamp]) -> Mapping[int, frozenset[str]]:
    """The steps at which work is triage, by the ids of the versions of ``processes`` that cases may be on. No query but
    for one after a start, which reads their definitions."""
    return {version: _steps(process) for version, process in PROCESSES.of_stamps(processes).items()}


def triage_rows(processes: Iterable[Stamp]) -> Q:
    """The work that is triage: those versions that name its steps alike, as most do, are asked together."""
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for version, steps in triage_steps(processes).items():
        alike[steps].append(version)
    found = Q(pk__in=[])
    for steps, versions in alike.items():
        if steps:
            found |= Q(step__in=sorted(steps), case__process_version__in=versions)
    return found


def _steps(process: ProcessDefinition) -> frozenset[str]:
    steps = process.steps.values()
    return frozenset(step.key for step in steps if isinstance(step, TaskStep) and step.status == CaseStatus.TRIAGE)
