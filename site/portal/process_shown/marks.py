"""What is marked on a drawing of a process: problems, differences, cases that stand there, the road of one case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.writing import written_number
from workflows.cases.at_steps import AtStep
from workflows.cases.models import CaseEvent
from workflows.processes.definition import (
    DecisionStep,
    JoinStep,
    Passed,
    ProcessDefinition,
    RouteStep,
)

Tone = Literal["late", "look", "go", "done", "plain"]
"""Brick, saffron, teal, olive, none: never alone, words say the same."""
Pair = tuple[str, str]
"""The steps that a line leads from and to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said of a step: ``sort`` is a class of the drawing, ``words`` stand at the step (none: the class
    alone)."""

    sort: str
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """``steps`` by key; ``lines`` have a class each; ``removed`` steps are drawn of ``former``, which is what was
    before."""

    steps: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    lines: Mapping[Pair, str] = field(default_factory=dict)
    former: ProcessDefinition | None = None

    def also(self, other: Marks) -> Marks:
        """Both."""
        keys = [*self.steps, *(key for key in other.steps if key not in self.steps)]
        steps = {key: (*self.steps.get(key, ()), *other.steps.get(key, ())) for key in keys}
        return Marks(steps, {**self.lines, **other.lines}, self.former or other.former)


NONE = Marks()


def problem_marks(problems: Iterable[str]) -> Marks:
    """Of sentences that know the key of the step that they are about, as ``step``; others stand at no step."""
    counted: dict[str, int] = {}
    for problem in problems:
        step = getattr(problem, "step", "")
        if step:
            counted[step] = counted.get(step, 0) + 1
    words = {
        key: ngettext("%(count)d problem", "%(count)d problems", count) % {"count": count}
        for key, count in counted.items()
    }
    return Marks({key: (Mark("problem", "late", said),) for key, said in words.items()})


def difference_marks(now: ProcessDefinition, former: ProcessDefinition) -> Marks:
    """What is new, changed and gone against a former version; what is merely called otherwise too is a change."""
    steps: dict[str, tuple[Mark, ...]] = {}
    for key, step in now.steps.items():
        if key not in former.steps:
            steps[key] = (Mark("added", "done", _("new")),)
        elif step != former.steps[key]:
            steps[key] = (Mark("changed", "look", _("changed")),)
    for key in former.steps:
        if key not in now.steps:
            steps[key] = (Mark("removed", "plain", _("removed")),)
    before, after = _pairs(former), _pairs(now)
    lines = dict.fromkeys(after - before, "added") | dict.fromkeys(before - after, "removed")
    return Marks(steps, lines, former)


def with_removed(now: ProcessDefinition, former: ProcessDefinition | None) -> ProcessDefinition:
    """The process with the steps that are gone, each behind the one that it stood behind."""
    if former is None or former.steps.keys() <= now.steps.keys():
        return now
    steps = dict(now.steps)
    order = list(now.steps)
    behind = -1
    for key, step in former.steps.items():
        if key in now.steps:
            behind = order.index(key)
            continue
        behind += 1
        order.insert(behind, key)
        steps[key] = step
    return replace(now, steps={key: steps[key] for key in order})


def _pairs(process: ProcessDefinition) -> set[Pair]:
    return {(step.key, following) for step in process.steps.values() for _way, following in step.follows()}


def count_marks(counted: Mapping[str, AtStep]) -> Marks:
    """How many requests stand at each step now, and how many of them missed a promise."""
    return Marks({key: tuple(_counts(found)) for key, found in counted.items() if found.running})


def _counts(found: AtStep) -> Iterable[Mark]:
    said = ngettext("%(count)s here", "%(count)s here", found.running) % {"count": written_number(found.running)}
    yield Mark("busy", "go", said)
    if found.missed:
        words = ngettext("%(count)s with a promise missed", "%(count)s with a promise missed", found.missed)
        yield Mark("missed", "late", words % {"count": written_number(found.missed)})


def trial_marks(changed: Mapping[str, tuple[int, int]]) -> Marks:
    """How many cases came to each step, and how many would have: ``(before, after)``."""
    found = {}
    for key, (before, after) in changed.items():
        figures = {"before": written_number(before), "after": written_number(after)}
        found[key] = (Mark("tried", "look" if before != after else "plain", _("%(before)s, then %(after)s") % figures),)
    return Marks(found)


def road_marks(process: ProcessDefinition, events: Sequence[CaseEvent], standing: Collection[str]) -> Marks:
    """The road of one case: at each step the numbers of its visits in their order; ``standing``: where it is now.

    Of what is passed at once is drawn what the diary says: where routing led, and what has one way alone.
    """
    visits: dict[str, list[int]] = {}
    walked: set[Pair] = set()
    number = 0
    for event in events:
        data = event.data
        visits = _called_now(visits, data.get("tokens", ()))
        entered = [*data.get("entered", ()), *([data["stood"]] if "stood" in data else [])]
        for key in dict.fromkeys(entered):
            number += 1
            visits.setdefault(key, []).append(number)
        walked |= _walked(process, data, set(entered), first=event.number == 1)
    steps: dict[str, tuple[Mark, ...]] = {}
    for key, numbers in visits.items():
        here = key in standing
        said = [Mark("visited", "done" if not here else "go", " · ".join(map(str, numbers)))]
        if here:
            said.append(Mark("here", "go", _("now")))
        steps[key] = tuple(said)
    for _source, target in walked:
        steps.setdefault(target, (Mark("visited", "done", ""),))
    return Marks(steps, dict.fromkeys(walked, "walked"))


def _called_now(visits: dict[str, list[int]], tokens: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Once it was moved to another version, the step at which it stood has the name that it has there."""
    names = {step: now_called for _branch, step, _its_branch, now_called in tokens}
    found: dict[str, list[int]] = {}
    for key, numbers in visits.items():
        found.setdefault(names.get(key, key), []).extend(numbers)
    return {key: sorted(numbers) for key, numbers in found.items()}


def _walked(process: ProcessDefinition, data: Mapping[str, Any], entered: set[str], *, first: bool) -> set[Pair]:
    """The lines of one move, as far as they are known."""
    found: set[Pair] = set()
    if "left" in data:
        _branch, source, way = data["left"]
        waiting = [(source, target) for target in _led(process, source, way)]
    elif first:
        waiting = [("", process.start)]
    else:
        return found
    while waiting:
        pair = waiting.pop()
        if pair in found or pair[1] not in process.steps:
            continue
        found.add(pair)
        step = process.steps[pair[1]]
        if pair[1] in entered or not isinstance(step, Passed | JoinStep) or isinstance(step, DecisionStep):
            continue
        if isinstance(step, RouteStep):
            ways = [step.found if data["found"] else step.not_found] if "found" in data else []
        elif isinstance(step, JoinStep) and not entered and data.get("ended", "") == "":
            ways = []
        else:
            ways = [following for _way, following in step.follows()]
        waiting += [(step.key, following) for following in ways]
    return found


def _led(process: ProcessDefinition, source: str, way: str) -> list[str]:
    step = process.steps.get(source)
    return [following for name, following in step.follows() if name == way] if step is not None else []
