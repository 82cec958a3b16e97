"""The steps of a process as the list shows them: a line each, what lies in a branch under what it branches from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.functional import cached_property

from portal.studio.process_edits import named_by, ways
from portal.studio.process_words import KIND_WORDS, SIGNS, ProcessWords, Raw
from workflows.processes.definition import DecisionStep, ProcessDefinition, reached
from workflows.processes.problem import Problem
from workflows.processes.publishable import PROCESSES

DEEPEST = 4
"""Steps are indented so far at most: a small screen has no room for more."""


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way out of a step in words: on what condition, and where to."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the list. ``place`` counts from 0; ``under`` names the branch in which it lies."""

    place: int
    key: str
    name: str
    kind: str
    sign: str
    who: str
    time: str
    leads: str
    depth: int
    under: str
    forks: tuple[WayShown, ...]
    problems: tuple[Problem, ...]
    first: bool
    open: bool

    @property
    def number(self) -> int:
        return self.place + 1


@dataclass
class Rows:
    """The rows of one process (its JSON). ``open``: the key of the step whose form stands in its row."""

    raw: Mapping[str, Any]
    words: ProcessWords
    problems: Iterable[str] = ()
    open: str = ""

    @cached_property
    def all(self) -> list[Row]:
        by_step: dict[str, list[Problem]] = defaultdict(list)
        for each in self.problems:
            if isinstance(each, Problem):
                by_step[each.step].append(each)
        process = PROCESSES.read(self.raw)
        depths, under = _lies(process, self.words) if process is not None else ({}, {})
        return [
            self._row(place, step, depths.get(step["key"], 0), under.get(step["key"], ""), by_step[step["key"]])
            for place, step in enumerate(self.raw.get("steps", ()))
        ]

    def _row(self, place: int, step: Raw, depth: int, under: str, problems: list[Problem]) -> Row:
        out = ways(dict(step))
        leads = dict.fromkeys(self.words.step(way.to) for way in out if way.to != step["key"])
        forks = step["type"] in ("decision", "route")
        return Row(
            place=place,
            key=step["key"],
            name=self.words.step(step["key"]),
            kind=str(KIND_WORDS[step["type"]]),
            sign=SIGNS[step["type"]],
            who=self._who(step),
            time=self.words.time(step),
            leads="" if forks else " · ".join(leads),
            depth=min(depth, DEEPEST),
            under=under,
            forks=tuple(WayShown(self.words.way(step, way.name), self.words.step(way.to)) for way in out)
            if forks
            else (),
            problems=tuple(problems),
            first=step["key"] == self.raw["start"],
            open=step["key"] == self.open,
        )

    def _who(self, step: Raw) -> str:
        """Who acts, or what is done by itself."""
        if step["type"] == "service":
            return self.words.act(step)
        if step["type"] != "task":
            return ""
        return " · ".join(filter(None, (self.words.performer(step["performer"]), self.words.apart(step))))


def _lies(process: ProcessDefinition, words: ProcessWords) -> tuple[dict[str, int], dict[str, str]]:
    """How deep each step lies in branches, and the name of the innermost branch of a decision."""
    depths: dict[str, int] = defaultdict(int)
    under: dict[str, str] = {}
    for regions in process.regions.values():
        for key in {*chain.from_iterable(regions)}:
            depths[key] += 1
    for step in process.steps.values():
        if isinstance(step, DecisionStep):
            raw = words.steps[step.key]["branches"]
            for place, inside in enumerate(_only_by(process, step)):
                for key in inside:
                    depths[key] += 1
                    under[key] = words.branch(raw[place])
    return depths, under


def _only_by(process: ProcessDefinition, step: DecisionStep) -> list[frozenset[str]]:
    """For each branch of a decision the steps to which no other way out of it leads, nor the beginning past it."""
    reach = [reached(process.steps, [branch.next], without=step.key) for branch in step.branches]
    main = reached(process.steps, [step.default], without=step.key)
    main |= reached(process.steps, [process.start], without=step.key)
    return [
        inside - main - {*chain.from_iterable(other for at, other in enumerate(reach) if at != place)}
        for place, inside in enumerate(reach)
    ]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One way that leads to a step, which taking the step away changes."""

    step: str
    way: str


def consequences(raw: Mapping[str, Any], step: Raw, words: ProcessWords) -> list[Consequence]:
    """Every way that leads to a step."""
    found = named_by(dict(raw), step["key"])
    return [Consequence(words.step(other["key"]), words.way(other, way.name)) for other, way in found]
