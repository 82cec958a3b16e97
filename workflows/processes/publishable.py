"""Processes as one subject that owners publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, listed
from workflows.processes.checks import check_process
from workflows.processes.definition import ProcessDefinition, TaskStep, parse
from workflows.versions.models import Subject
from workflows.versions.publishable import AGENCY, Publishable, Reference

FOUND_BY_RULES = "@"
"""What begins with it is no agency's code: it is found when the case is there."""


def references(process: ProcessDefinition) -> Iterator[Reference]:
    """The agency of each step that is always the same one's."""
    for step in process.steps.values():
        if isinstance(step, TaskStep) and step.agency and not step.agency.startswith(FOUND_BY_RULES):
            name = in_language(step.name) or step.key
            sentence = _("The step “%(step)s” is worked by “%(agency)s”, which is no agency that takes cases.")
            yield Reference(
                AGENCY,
                step.agency,
                _("step %(step)s") % {"step": listed([name])},
                sentence % {"step": name, "agency": step.agency},
            )


PROCESSES: Publishable[ProcessDefinition] = Publishable(
    subject=Subject.PROCESS, parse=parse, check=check_process, references=references
)
