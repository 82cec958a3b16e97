"""What officers may have filled in by the time that a case is at a step: what may be asked for there."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.facts.catalogue import FIELD
from workflows.processes.automatic import filled_by
from workflows.processes.definition import DONE, AwaitedService, LeftByOutcomes, ProcessDefinition, Step


def available(definition: ProcessDefinition, step: str) -> frozenset[str]:
    """The names of facts, ``field.<key>``, that some way from the start to a step fills in before it.

    What another branch of a split fills in counts behind the join alone; what an automatic act fills in counts where it
    is waited for. Raises ``KeyError`` for no step of it.
    """
    return filled_before(definition)[step]


def filled_before(definition: ProcessDefinition) -> Mapping[str, frozenset[str]]:
    """The same for each step by its key; of one that no way leads to, nothing."""
    found: dict[str, frozenset[str]] = dict.fromkeys(definition.steps, frozenset())
    waiting = [key for key, step in definition.steps.items() if any(asked for _next, asked in _ways(step))]
    while waiting:
        key = waiting.pop()
        for following, asked in _ways(definition.steps[key]):
            more = found[key] | asked
            if following in found and not more <= found[following]:
                found[following] |= more
                waiting.append(following)
    return found


def _ways(step: Step) -> list[tuple[str, frozenset[str]]]:
    """Each step that follows, and what is filled in on the way there."""
    if isinstance(step, LeftByOutcomes):
        return [(way.next, frozenset(f"{FIELD}{each.field}" for each in way.fields)) for way in step.outcomes]
    set_by = filled_by(step) if isinstance(step, AwaitedService) else frozenset()
    return [(following, set_by if way == DONE else frozenset()) for way, following in step.follows()]
