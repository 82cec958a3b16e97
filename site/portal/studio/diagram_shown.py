"""What is drawn of a version of a process: beside its draft, on the page of what is in force, on a page of its own."""

from __future__ import annotations

from typing import Any

from permissions.translated_text import in_language
from portal.process_shown.figure import figure_of
from portal.process_shown.marks import Marks, count_marks
from portal.studio.process_figure import draft_marks
from portal.studio.process_problems import placed
from workflows.cases.at_steps import at_steps
from workflows.processes.definition import ProcessDefinition
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Version, VersionStatus
from workflows.versions.references import problems


def diagram_of(version: Version) -> dict[str, Any]:
    """What ``studio/diagram_part.html`` draws: a draft with its problems and with what it changes, any other version
    with the requests that stand at its steps. ``figure`` is None where the definition cannot be read.
    """
    process = PROCESSES.read(version.definition)
    figure = None
    if process is not None:
        title = in_language(process.name) or version.key
        figure = figure_of(process, title=title, marks=_marks(version, process))
    return {"figure": figure, "drafted": version.status == VersionStatus.DRAFT, "diagram": version.pk}


def _marks(version: Version, process: ProcessDefinition) -> Marks:
    if version.status != VersionStatus.DRAFT:
        return count_marks(at_steps(version.pk))
    found = problems(version.subject, version.key, version.definition)
    return draft_marks(process, version.key, placed(found, version.definition))
