"""Which open work is triage, where the right agency is still looked for: its own step says so, not its case's status.

Of agencies side by side the case shows how the one that leads stands, and a question to the citizen covers both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from workflows.cases.models import CaseStatus, Work
from workflows.processes.definition import ProcessDefinition, TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.selectors import Stamp


def with_version(works: QuerySet[Work]) -> QuerySet[Work]:
    """The same rows, each with the version of the process that its case is on, but for the definition: that is read
    once for all cases."""
    return works.select_related("case__process_version").defer("case__process_version__definition")


def is_triage(work: Work) -> bool:
    """Whether a piece of work, read by ``with_version``, is triage."""
    return work.step in _steps(PROCESSES.of(work.case.process_version))


def triage_rows(processes: Iterable[Stamp]) -> Q:
    """The work that is triage, by the versions of ``processes`` that cases may be on: those that name its steps alike,
    as most do, are asked together. No query but for one after a start, which reads their definitions."""
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for version, process in PROCESSES.of_stamps(processes).items():
        alike[_steps(process)].append(version)
    found = Q(pk__in=[])
    for steps, versions in alike.items():
        if steps:
            found |= Q(step__in=sorted(steps), case__process_version__in=versions)
    return found


def _steps(process: ProcessDefinition) -> frozenset[str]:
    steps = process.steps.values()
    return frozenset(step.key for step in steps if isinstance(step, TaskStep) and step.status == CaseStatus.TRIAGE)
