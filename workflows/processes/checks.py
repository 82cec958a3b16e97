"""Whether a process can be published, and if not, what is missing and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.processes.definition import (
    DecisionStep,
    EndStep,
    ProcessDefinition,
    RouteStep,
    Step,
    TaskStep,
    WaitStep,
    parse,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_process(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the process can be published."""
    try:
        process = parse(definition)
        keys = [raw["key"] for raw in definition["steps"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _("The process cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error}
        ]
    return [
        *_keys(keys),
        *_of_the_whole(process),
        *(found for step in process.steps.values() for found in _of(step, process)),
    ]


def _keys(keys: list[str]) -> Iterator[str]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two steps have the key “%(key)s”.") % {"key": key}
    for key in keys:
        if not KEY.fullmatch(str(key)):
            yield _("The step key “%(key)s” may only have small Latin letters, digits and underscores.") % {"key": key}


def _of_the_whole(process: ProcessDefinition) -> Iterator[str]:
    if process.start not in process.steps:
        yield _("The first step “%(key)s” does not exist.") % {"key": process.start}
        return
    if not any(isinstance(step, EndStep) for step in process.steps.values()):
        yield _("The process has no end.")
    reached = _reached(process)
    for step in process.steps.values():
        if step.key not in reached:
            yield _("No way leads to the step “%(step)s”.") % {"step": in_language(step.name)}
        elif not _can_end(process, step.key):
            yield _("From the step “%(step)s” no way leads to an end.") % {"step": in_language(step.name)}
    yield from _endless(process)


def _of(step: Step, process: ProcessDefinition) -> Iterator[str]:
    name = {"step": in_language(step.name) or step.key}
    if not step.name.get("ar") or not step.name.get("en"):
        yield _("The step “%(step)s” needs a name in Arabic and English.") % {"step": step.key}
    for way, following in step.follows():
        if following not in process.steps:
            yield _("The step “%(step)s” leads by “%(way)s” to “%(next)s”, which does not exist.") % {
                **name,
                "way": way,
                "next": following,
            }
    if isinstance(step, TaskStep | WaitStep):
        yield from _waiting(step, name)


def _waiting(step: TaskStep | WaitStep, name: dict[str, str]) -> Iterator[str]:
    if not step.outcomes:
        yield _("The step “%(step)s” has no outcome.") % name
    if isinstance(step, TaskStep) and not step.agency:
        yield _("The step “%(step)s” does not say who acts.") % name
    if isinstance(step, WaitStep):
        if "silent" not in step.outcomes:
            yield _("The step “%(step)s” does not say what happens when the citizen stays silent.") % name
        if not 1 <= step.days <= 60:
            yield _("The step “%(step)s” must wait between 1 and 60 working days.") % name


def _reached(process: ProcessDefinition) -> set[str]:
    found: set[str] = set()
    waiting = [process.start]
    while waiting:
        key = waiting.pop()
        if key in found or key not in process.steps:
            continue
        found.add(key)
        waiting.extend(following for _way, following in process.steps[key].follows())
    return found


def _can_end(process: ProcessDefinition, key: str) -> bool:
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        step = process.steps.get(waiting.pop())
        if step is None or step.key in seen:
            continue
        if isinstance(step, EndStep):
            return True
        seen.add(step.key)
        waiting.extend(following for _way, following in step.follows())
    return False


def _endless(process: ProcessDefinition) -> Iterator[str]:
    """A circle of gates alone would never come to rest."""
    for step in process.steps.values():
        seen: set[str] = set()
        waiting = [step.key] if isinstance(step, RouteStep | DecisionStep) else []
        while waiting:
            for _way, following in process.steps[waiting.pop()].follows():
                if following == step.key:
                    yield _("The step “%(step)s” leads back to itself without anyone acting.") % {
                        "step": in_language(step.name)
                    }
                    return
                after = process.steps.get(following)
                if isinstance(after, RouteStep | DecisionStep) and following not in seen:
                    seen.add(following)
                    waiting.append(following)
