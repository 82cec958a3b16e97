"""The letters that owners make and that processes name: to whom one goes says its key, for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.processes.definition import ProcessDefinition, Step, TaskStep, WaitStep
from workflows.processes.problem import of_step
from workflows.versions.models import Subject
from workflows.versions.publishable import Reference

TO_CITIZEN: Final = "citizen-"
TO_HOLDER: Final = "holder-"
"""Before the key of a letter: it goes to whoever holds the work. No letter that the platform delivers has a hyphen."""
OWN: Final = (TO_CITIZEN, TO_HOLDER)


def is_own(key: str) -> bool:
    """Whether owners made the letter of a key."""
    return key.startswith(OWN)


def prefix_of(key: str) -> str:
    """What a key begins with, which says to whom the letter goes; empty of no letter of the owners."""
    return next((prefix for prefix in OWN if key.startswith(prefix)), "")


def references(process: ProcessDefinition) -> Iterator[Reference]:
    """The letters of outcomes and steps, which must be in force."""
    for step in process.steps.values():
        name = in_language(step.name) or step.key
        for key in dict.fromkeys(_named(step)):
            where = _("step “%(step)s”") % {"step": name}
            sentence = _("The step “%(step)s” sends the letter “%(letter)s”, which is not in force.")
            yield Reference(Subject.LETTER, key, where, sentence % {"step": name, "letter": key[:60]})


def _named(step: Step) -> Iterator[str]:
    if isinstance(step, TaskStep | WaitStep):
        yield from step.notices
        yield from (outcome.letter for outcome in step.outcomes if outcome.letter)


@of_step
def unfit_letters(step: Step) -> Iterator[str]:
    """Sentences about letters that cannot go where a step sends them."""
    if not isinstance(step, TaskStep | WaitStep):
        return
    name = in_language(step.name)
    for outcome in step.outcomes:
        if outcome.letter and not outcome.letter.startswith(TO_CITIZEN):
            yield _("At the step “%(step)s” the letter “%(letter)s” of an outcome does not go to the citizen.") % {
                "step": name,
                "letter": outcome.letter[:60],
            }
    possible = OWN if isinstance(step, TaskStep) else (TO_CITIZEN,)
    for key in step.notices:
        if not key.startswith(possible):
            yield _("At the step “%(step)s” the letter “%(letter)s” goes to nobody who is there.") % {
                "step": name,
                "letter": key[:60],
            }
