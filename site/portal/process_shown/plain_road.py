"""The road of a request as its citizen sees it: the steps that its owners show, and how far it has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from permissions.translated_text import in_language
from workflows.processes.definition import ActedAt, EndStep, ProcessDefinition, SplitStep, TimerStep, reached
from workflows.processes.layout.graph import graph_of

How = Literal["done", "now", "coming", "perhaps", ""]


@dataclass(frozen=True, slots=True)
class Stop:
    """A step by its name. ``how``: it is over, the request is there, surely comes there, or may come there."""

    name: str
    how: How


def plain_road(process: ProcessDefinition, *, visited: Collection[str], standing: Collection[str]) -> list[Stop]:
    """The steps that are shown, in the order of the drawing, without those to which this request no longer comes.

    ``visited`` and ``standing``: the keys of the steps at which it was, and is; nowhere once it is closed.
    """
    here = [key for key in standing if key in process.steps]
    ahead = reached(process.steps, here)
    stops, column = [], graph_of(process).rank
    for step in sorted(process.steps.values(), key=lambda each: column[each.key]):
        if isinstance(step, ActedAt | TimerStep) and step.shown_to_citizen:
            how = _how(process, step.key, visited, here, ahead)
            stops += [Stop(in_language(step.name) or step.key, how)] if how else []
    return stops


def _how(
    process: ProcessDefinition, key: str, visited: Collection[str], here: Collection[str], ahead: Collection[str]
) -> How:
    if key in here:
        return "now"
    if key in ahead and any(not can_end_without(process, at, key) for at in here):
        return "coming"
    if key in visited:
        return "done"
    return "perhaps" if key in ahead else ""


def can_end_without(process: ProcessDefinition, start: str, key: str) -> bool:
    """Whether some way from ``start`` comes to an end and past ``key`` not at all.

    All branches of a split are gone, so each of them needs such a way.
    """
    before: dict[str, list[str]] = defaultdict(list)
    needs = {}
    for step in process.steps.values():
        following = {to for _way, to in step.follows()}
        needs[step.key] = len(following) if isinstance(step, SplitStep) else 1
        for to in following:
            before[to].append(step.key)
    can: set[str] = set()
    waiting = [step.key for step in process.steps.values() if isinstance(step, EndStep)]
    while waiting and start not in can:
        at = waiting.pop()
        if at == key or at in can:
            continue
        can.add(at)
        for source in before[at]:
            needs[source] -= 1
            if needs[source] <= 0:
                waiting.append(source)
    return start in can
