"""Whether a decision stands in its place: behind the work on it, and before the citizen is asked for their view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, one_and_all
from workflows.processes.definition import (
    BACK_TO_WORK,
    ActedAt,
    Effect,
    JoinStep,
    LeftByOutcomes,
    ProcessDefinition,
    SplitStep,
    Step,
    TaskStep,
    WaitStep,
    reached,
)
from workflows.processes.problem import Problem


def asked_of_nothing(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences about ways to the citizen’s view on which nobody has decided; none where there is none.

    Of a process that hangs together: every way leads to a step that there is.
    """
    came_from = _undecided(process)
    for step in process.steps.values():
        if isinstance(step, WaitStep) and step.key in came_from:
            sentence = _(
                "At the step “%(step)s” the citizen is asked what they think of a decision, and a request can get there"
                " from “%(from)s” without anybody having decided: let an outcome on that way decide, or lead it"
                " elsewhere."
            )
            before = came_from[step.key]
            said = {"step": in_language(step.name), "from": in_language(process.steps[before].name) if before else "–"}
            yield Problem.at(before or step.key, sentence % said)


def answered_too_early(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences about tasks that come after an answer has gone out; none where there is none.

    A task before the citizen has the word may be meant so (what was promised is carried out), or may be a review that
    comes too late, so nothing is refused for it.
    """
    for step in process.steps.values():
        if not isinstance(step, TaskStep):
            continue
        later = {key for way in step.by_effect(Effect.DECIDE) for key in _tasks_next(process, way.next)} - {step.key}
        if later:
            sentence = _(
                "At “%(step)s” an outcome decides the request, so the citizen reads the answer before %(later)s. "
                "Let that outcome continue without deciding, and decide after it."
            )
            names = [in_language(task.name) or task.key for task in process.steps.values() if task.key in later]
            said = {
                "step": in_language(step.name),
                "later": one_and_all(_("“%(word)s”") % {"word": name} for name in names),
            }
            yield Problem.at(step.key, sentence % said)


def _tasks_next(process: ProcessDefinition, start: str) -> Iterator[str]:
    """The tasks that a request comes to from ``start`` before anybody acts on it, ``start`` itself among them."""
    passed = {key: step for key, step in process.steps.items() if not isinstance(step, ActedAt)}
    between = reached(passed, [start])
    there = {start, *(following for key in between for _way, following in passed[key].follows())}
    return (key for key in there if isinstance(process.steps.get(key), TaskStep))


def _undecided(process: ProcessDefinition) -> Mapping[str, str]:
    """The steps that a request can come to while nothing stands decided, each with the one before it on such a way.

    What one branch of a split decides holds behind its join: undecided is who comes there undecided from all.
    """
    reopened = {
        way.next: step.key
        for step in process.steps.values()
        if isinstance(step, WaitStep)
        for way in step.outcomes
        if way.effect in BACK_TO_WORK
    }
    found: dict[str, str] = {process.start: "", **reopened}
    splits = {step.join: step for step in process.steps.values() if isinstance(step, SplitStep)}
    waiting = list(found)
    while waiting:
        key = waiting.pop()
        for following in _undecided_ways(process.steps[key]):
            if following in found:
                continue
            if isinstance(process.steps[following], JoinStep) and not _from_all(process, splits[following], found):
                continue
            found[following] = key
            waiting.append(following)
    return found


def _undecided_ways(step: Step) -> list[str]:
    """The steps that follow where the step was left without deciding; whoever objects to a decision is a start."""
    if isinstance(step, WaitStep):
        return []
    if isinstance(step, LeftByOutcomes):
        return [way.next for way in step.outcomes if way.effect != Effect.DECIDE]
    return [following for _way, following in step.follows()]


def _from_all(process: ProcessDefinition, split: SplitStep, found: Mapping[str, str]) -> bool:
    """Whether every branch can come to the join undecided; a branch without a step of its own does."""
    return all(
        not region or any(key in found and split.join in _undecided_ways(process.steps[key]) for key in region)
        for region in process.regions[split.key]
    )
