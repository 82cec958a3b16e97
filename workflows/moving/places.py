"""Where the tokens of a case on one version of a process stand on another. Plain Python.

Steps of one key and kind correspond; whatever else does is said by an owner, never guessed. Branches follow from where
the steps lie: those that ran side by side must run side by side there, and meet at one join.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from workflows.processes.advance import Marking, Token
from workflows.processes.definition import EndStep, JoinStep, ProcessDefinition, Resting

Why = Literal["step", "join"]
"""``step``: nothing corresponds to a step at which it stands. ``join``: its branches would not come together."""
Path = tuple[str, ...]
SPLIT = ""
"""Ends the path of a split, which no branch has: a split may be called as a branch of another."""


class NoPlace(Exception):
    """The case cannot stand on the other version: why, and because of which step."""

    def __init__(self, why: Why, step: str) -> None:
        super().__init__(f"{why} {step}")
        self.why, self.step = why, step


@dataclass(frozen=True)
class Between:
    """Two versions, and what an owner said: ``pairs``, keys of steps of the one to keys of the other, or to nothing."""

    source: ProcessDefinition
    target: ProcessDefinition
    pairs: Mapping[str, str]

    def step(self, key: str) -> str:
        """The key of the step that corresponds to one; empty where none does."""
        wanted = self.pairs.get(key, key)
        there = self.target.steps.get(wanted)
        alike = isinstance(there, Resting) and type(there) is type(self.source.steps[key])
        return wanted if alike else ""

    @cached_property
    def resting(self) -> tuple[str, ...]:
        """The steps of the first at which a case can stand, in the owner's order."""
        return tuple(key for key, step in self.source.steps.items() if isinstance(step, Resting))

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Those of them that are called otherwise there."""
        called = {key: self.step(key) for key in self.resting}
        return {key: there for key, there in called.items() if there not in ("", key)}

    def moved(self, marking: Marking) -> dict[Token, Token]:
        """Each token of a case to where it stands there. Raises ``NoPlace``."""
        ways = _Ways(self)
        waiting = {token for token in marking if isinstance(self.source.steps.get(token.step), JoinStep)}
        found = {token: ways.rests(token) for token in sorted(marking - waiting)}
        found |= {token: ways.waits(token) for token in sorted(waiting)}
        if len(set(found.values())) != len(found):
            raise NoPlace("join", min(marking).step)
        return found


def branch_of(process: ProcessDefinition, key: str) -> str:
    """In which branches a step at which a case can stand lies, outermost first; empty outside all."""
    around = [
        (len(region), f"{split}_{number}")
        for split, regions in process.regions.items()
        for number, region in enumerate(regions, 1)
        if key in region
    ]
    return "/".join(part for _size, part in sorted(around, reverse=True))


def _path(branch: str) -> Path:
    return tuple(part for part in branch.split("/") if part)


def _split_of(part: str) -> tuple[str, int]:
    split, _, number = part.rpartition("_")
    return split, int(number)


@dataclass(slots=True)
class _Ways:
    """How branches and splits of the one correspond to those of the other, as far as tokens have said."""

    between: Between
    there: dict[Path, Path] = field(default_factory=dict)
    back: dict[Path, Path] = field(default_factory=dict)

    def rests(self, token: Token) -> Token:
        to = self.between.step(token.step) if token.step in self.between.source.steps else ""
        if not to:
            raise NoPlace("step", token.step)
        here, there = _path(token.branch), _path(branch_of(self.between.target, to))
        by_hand = not here and branch_of(self.between.source, token.step)
        if by_hand:  # placed behind a split: there is nobody to wait for, nor will there be
            return Token("", to)
        if len(here) != len(there):
            raise NoPlace("join", token.step)
        for depth in range(len(here)):
            self._note(here[: depth + 1], there[: depth + 1], token.step)
        return Token("/".join(there), to)

    def waits(self, token: Token) -> Token:
        """A branch that has come to its join: it waits in the branch that corresponds to it."""
        path = _path(token.branch)
        split, number = _split_of(path[-1])
        there = self.there.get((*path[:-1], split, SPLIT))
        if there is None:
            raise NoPlace("join", token.step)
        *around, other, _split = there
        to = (*around, f"{other}_{self._branch(split, number, other)}")
        self._note(path, to, token.step)
        return Token("/".join(to), self.between.target.split(other).join)

    def _branch(self, split: str, number: int, other: str) -> int:
        """The one branch there in which the steps of a branch lie. Raises ``NoPlace``."""
        source, target = self.between.source, self.between.target
        if number > len(source.regions[split]) or other not in target.regions:
            raise NoPlace("join", split)
        steps = set(self._known(source.regions[split][number - 1]))
        found = [place for place, region in enumerate(target.regions[other], 1) if steps & region]
        if len(found) != 1:
            raise NoPlace("join", source.split(split).join)
        return found[0]

    def _known(self, region: Iterable[str]) -> Iterable[str]:
        for key in region:
            step = self.between.source.steps[key]
            if not isinstance(step, EndStep):
                yield self.between.step(key) if isinstance(step, Resting) else key

    def _note(self, here: Path, there: Path, step: str) -> None:
        """A branch, and with it its split, corresponds to one there and to no other."""
        splits = (*here[:-1], _split_of(here[-1])[0], SPLIT), (*there[:-1], _split_of(there[-1])[0], SPLIT)
        for one, other in (splits, (here, there)):
            if self.there.setdefault(one, other) != other or self.back.setdefault(other, one) != one:
                raise NoPlace("join", step)
