"""Which automatic acts there are, as owners choose them for a step: what each asks, and whether what was said fits.

The catalogue knows no act by itself: ``workflows/services`` fills it when the app starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.facts.catalogue import FIELD
from workflows.processes.definition import Automatic, ProcessDefinition, Step
from workflows.processes.problem import of_step
from workflows.versions.publishable import Reference

Words = str | Promise
Values = Mapping[str, str]
"""What an owner said, by the names of the questions."""
Choices = Iterable[tuple[str, str]]
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that an owner says about an automatic act.

    ``choices``: for a process (None where it cannot be read) what can be chosen, with its words; None: it is written.
    ``refers``: what a choice is, a subject or ``AGENCY``: it cannot be taken away while a process in force names it.
    """

    name: str
    label: Words
    hint: Words = ""
    choices: Callable[[ProcessDefinition | None], Choices] | None = None
    refers: str = ""


class Described(Protocol):
    """An automatic act as owners see it."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> Words: ...

    @property
    def hint(self) -> Words: ...

    @property
    def questions(self) -> tuple[Question, ...]: ...

    @property
    def goes_outside(self) -> bool: ...

    def problems(self, values: Values, process: ProcessDefinition) -> Iterable[str]:
        """Sentences that say why it cannot be done with these values, beside what the questions say themselves."""

    def fills(self, values: Values) -> str:
        """The key of the field that it fills in; nothing where it fills in none."""


_all: dict[str, Described] = {}


def register(*acts: Described) -> None:
    """Make acts known; a second one of a name takes the place of the first."""
    _all.update({act.name: act for act in acts})


def forget(name: str) -> None:
    """Make an act unknown, as a release does that has it no more."""
    _all.pop(name, None)


def found(name: str) -> Described | None:
    """The act of a name; None where this release has none."""
    return _all.get(name)


def every() -> list[Described]:
    """All acts, in the order in which they were registered."""
    return list(_all.values())


def automatic_steps(process: ProcessDefinition) -> Iterator[Automatic]:
    """The steps at which the platform itself does something."""
    return (step for step in process.steps.values() if isinstance(step, Automatic))


def filled_by(step: Automatic) -> frozenset[str]:
    """The name of the fact that an act fills in, as a set of one or none."""
    act = found(step.action)
    key = act.fills(step.values) if act is not None else ""
    return frozenset({f"{FIELD}{key}"} if key else ())


def references(step: Automatic, name: str) -> Iterator[Reference]:
    """What a step names that must be in force as long as it does."""
    act = found(step.action)
    for question in act.questions if act is not None else ():
        value = step.values.get(question.name, "")
        if question.refers and value:
            sentence = _("The step “%(step)s” names “%(value)s”, which is not there any more.")
            yield Reference(question.refers, value, name, sentence % {"step": name, "value": value[:60]})


@of_step
def unfit_service(step: Step, process: ProcessDefinition) -> Iterator[str]:
    """Sentences that say why an automatic act cannot be done; none for another kind of step."""
    if not isinstance(step, Automatic):
        return
    name, act = {"step": in_language(step.name)}, found(step.action)
    if act is None:
        yield _("At the step “%(step)s” “%(act)s” is not an automatic act of this platform.") % {
            **name,
            "act": step.action[:60],
        }
        return
    for question in act.questions:
        yield from _said(question, step, process)
    for value in step.values:
        if value not in {question.name for question in act.questions}:
            yield _("At the step “%(step)s” “%(value)s” is nothing that this act asks.") % {**name, "value": value[:60]}
    yield from (f"{in_language(step.name)}: {sentence}" for sentence in act.problems(step.values, process))


def _said(question: Question, step: Automatic, process: ProcessDefinition) -> Iterator[str]:
    value = step.values.get(question.name, "")
    name = {"step": in_language(step.name), "question": str(question.label)}
    if not value:
        yield _("The step “%(step)s” does not say: %(question)s.") % name
    elif len(value) > LONGEST:
        yield _("At the step “%(step)s” what is said of “%(question)s” is too long.") % name
    elif question.choices is not None and not question.refers and value not in dict(question.choices(process)):
        yield _("At the step “%(step)s” what is chosen for “%(question)s” is not there.") % name
