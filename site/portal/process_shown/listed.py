"""The steps of a process as a table: all that the drawing says, in words and in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.translated_text import joined
from portal.process_shown.words import apart_words, names_of, step_name, time, way_words, who
from workflows.processes.definition import ProcessDefinition


@dataclass(frozen=True, slots=True)
class ListedWay:
    """Where a step leads, and by which of its ways."""

    words: str
    step: str


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A row."""

    key: str
    name: str
    who: str
    time: str
    ways: tuple[ListedWay, ...]


def listed_steps(process: ProcessDefinition) -> list[ListedStep]:
    """The steps in the owner's order."""
    names = names_of(process)
    rows = []
    for step in process.steps.values():
        ways: dict[str, list[str]] = {}
        for way, following in step.follows():
            words = way_words(step, way, names)
            ways.setdefault(following, []).extend([words] if words else [])
        listed = tuple(ListedWay(joined(words), step_name(process, key)) for key, words in ways.items())
        acts = " · ".join(filter(None, (who(step, names), apart_words(step, process))))
        rows.append(ListedStep(step.key, step_name(process, step.key), acts, time(step, names), listed))
    return rows
