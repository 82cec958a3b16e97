"""Separation of duties in a process: whether the steps by whose doers another one is not done come before it, and
which steps are called a review without saying whose work is reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, one_and_all
from workflows.processes.definition import Instead, ProcessDefinition, TaskStep, WaitStep, reached
from workflows.processes.problem import Problem

HIGHEST_LEVEL: Final = 10
LONGEST: Final = 60
"""Letters of a key that a sentence quotes."""
REVIEWS: Final = re.compile(
    r"\b(re-?view|approv|agreement|second look|sign-?off|audit|verif|counter-?sign)"
    r"|مراجعة|تدقيق|اعتماد|موافقة|مصادقة|نظر ثان|تحقق من الرد",
    re.IGNORECASE,
)
"""Words by which owners call a step at which somebody looks at another one's work."""


def ill_separated(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences; none when each step that is named is a task before the one that names it."""
    for step in process.steps.values():
        if isinstance(step, TaskStep):
            yield from (Problem.at(step.key, sentence) for sentence in _of(step, process))


def _of(step: TaskStep, process: ProcessDefinition) -> Iterator[str]:
    name = {"step": in_language(step.name)}
    for key in step.not_by:
        other = process.steps.get(key)
        if not isinstance(other, TaskStep) or key == step.key:
            sentence = _("“%(step)s” must not be done by the person who did “%(other)s”, which isn’t another task.")
            yield sentence % {**name, "other": in_language(other.name) if other is not None else key[:LONGEST]}
        elif step.key not in reached(process.steps, [following for _way, following in other.follows()]):
            sentence = _("“%(step)s” must not be done by the person who did “%(other)s”, which isn’t before it.")
            yield sentence % {**name, "other": in_language(other.name)}
    if step.otherwise is not None:
        is_named = (step.otherwise.level > 0) + bool(step.otherwise.role)
        if is_named != (step.otherwise.to == Instead.HEIR) or not 0 <= step.otherwise.level <= HIGHEST_LEVEL:
            yield _("The step “%(step)s” doesn’t say who gets its work if no one there may do it.") % name


def unseparated(process: ProcessDefinition) -> Iterator[str]:
    """The same about steps that are called a review or an approval, and may be done by whoever did the work."""
    for step in process.steps.values():
        if not isinstance(step, TaskStep) or step.not_by or not any(map(REVIEWS.search, step.name.values())):
            continue
        before = [other for other in before_it(process, step.key) if other.performer.agency == step.performer.agency]
        if before:
            sentence = _(
                "“%(step)s” sounds like a review, but the person who did %(others)s can do it too. Choose below "
                "who must not do it."
            )
            others = one_and_all(_("“%(word)s”") % {"word": in_language(other.name)} for other in before)
            yield Problem.at(step.key, sentence % {"step": in_language(step.name), "others": others})


def before_it(process: ProcessDefinition, key: str) -> list[TaskStep]:
    """The tasks from which a way leads to a step before the citizen has the word, itself left out, in the owner's
    order."""
    acted = {each: step for each, step in process.steps.items() if not isinstance(step, WaitStep)}
    tasks = (step for step in acted.values() if isinstance(step, TaskStep) and step.key != key)
    return [task for task in tasks if key in reached(acted, [following for _way, following in task.follows()])]
