"""The drawing of a process while it is drafted: its problems, and what it changes, are marked in it."""

from __future__ import annotations

from collections.abc import Iterable

from permissions.translated_text import in_language
from portal.process_shown.figure import Figure, figure_of
from portal.process_shown.marks import NONE, Marks, difference_marks, problem_marks
from workflows.processes.definition import ProcessDefinition
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version, VersionStatus


def draft_figure(process: ProcessDefinition, key: str, said: Iterable[str]) -> Figure:
    """``key``: of the process that is drafted; ``said``: what stands against it."""
    return figure_of(process, title=in_language(process.name) or key, marks=draft_marks(process, key, said))


def draft_marks(process: ProcessDefinition, key: str, said: Iterable[str]) -> Marks:
    """What is marked on a draft."""
    current = Version.objects.filter(subject=Subject.PROCESS, key=key, status=VersionStatus.PUBLISHED).first()
    former = PROCESSES.read(current.definition) if current is not None else None
    return problem_marks(said).also(difference_marks(process, former) if former is not None else NONE)
