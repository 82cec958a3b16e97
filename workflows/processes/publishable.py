"""Processes as one subject that owners publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.now import now
from permissions.translated_text import in_language, listed
from workflows.facts.fitting import named_in
from workflows.processes.automatic import automatic_steps
from workflows.processes.automatic import references as named_by_act
from workflows.processes.checks import check_process
from workflows.processes.definition import OF_THE_KIND, DecisionStep, ProcessDefinition, TaskStep
from workflows.processes.duties import unseparated
from workflows.processes.letters import references as letters_named
from workflows.processes.parsing import FORMAT, parse
from workflows.processes.runnable import unrunnable
from workflows.processes.undecided import answered_too_early
from workflows.processes.vacancies import left_to_others
from workflows.versions.models import Subject
from workflows.versions.publishable import AGENCY, Publishable, Reference

FOUND_BY_RULES = "@"
"""What begins with it is no agency's code: it is found when the case is there."""


def check(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the process hangs together and cases can go through it."""
    return check_process(key, definition) or list(unrunnable(key, parse(definition)))


def warnings(key: str, definition: Any) -> Iterator[str]:
    """What an owner should know before it is in force."""
    process = PROCESSES.read(definition)
    if process is not None:
        yield from left_to_others(process, now())
        yield from unseparated(process)
        yield from answered_too_early(process)


def references(process: ProcessDefinition) -> Iterator[Reference]:
    """The agency of each step that is always the same one's, ladder and calendar where it has its own, the answers that
    decide, letters, and what automatic acts name."""
    for step in process.steps.values():
        if isinstance(step, TaskStep):
            yield from _of(step)
        elif isinstance(step, DecisionStep):
            for branch in step.branches:
                yield from named_in(branch.when, _where(step))
    for act in automatic_steps(process):
        yield from named_by_act(act, in_language(act.name) or act.key)
    yield from letters_named(process)


def _where(step: TaskStep | DecisionStep) -> str:
    return _("step %(step)s") % {"step": listed([in_language(step.name) or step.key])}


def _of(step: TaskStep) -> Iterator[Reference]:
    name, agency = in_language(step.name) or step.key, step.performer.agency
    if agency and not agency.startswith(FOUND_BY_RULES):
        sentence = _("The step “%(step)s” is worked by “%(agency)s”, which is not an agency that takes requests.")
        yield Reference(AGENCY, agency, _where(step), sentence % {"step": name, "agency": agency[:60]})
    if step.calendar:
        sentence = _("The step “%(step)s” goes by the calendar “%(calendar)s”, which is not in force.")
        said = sentence % {"step": name, "calendar": step.calendar[:60]}
        yield Reference(Subject.CALENDAR, step.calendar, _where(step), said)
    if step.ladder not in ("", OF_THE_KIND):
        sentence = _("The step “%(step)s” goes by the ladder “%(ladder)s”, which is not in force.")
        said = sentence % {"step": name, "ladder": step.ladder[:60]}
        yield Reference(Subject.LADDER, step.ladder, _where(step), said)


PROCESSES: Publishable[ProcessDefinition] = Publishable(
    subject=Subject.PROCESS, parse=parse, check=check, warnings=warnings, references=references, format=FORMAT
)
