"""The interpreter: where the tokens of a process go after an act. Plain Python; every move is decided here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, assert_never

from workflows.facts.conditions import Fold, Value, facts_in, holds, parts_of
from workflows.processes.definition import (
    DecisionStep,
    EndStep,
    JoinStep,
    ProcessDefinition,
    Resting,
    RouteStep,
    ServiceStep,
    SplitStep,
)


class Facts(Protocol):
    """What a process may ask of the outside: it knows no case."""

    def fact(self, name: str) -> Value:
        """The value of a fact in the catalogue; empty when it is not known."""

    def route(self) -> bool:
        """Ask the kind's routing table and remember what it says; whether a rule matched."""


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """Where a process stands: a step, and in which branches, outermost first: ``review_2/inner_1`` is the first branch
    of ``inner`` inside the second of ``review``; empty outside all."""

    branch: str
    step: str


def rank(branch: str) -> tuple[int, ...]:
    """By which branches are ordered, the leading one first: ``review_2/inner_1`` stands before ``review_3``."""
    return tuple(int(part.rpartition("_")[2]) for part in branch.split("/") if part)


def lies_within(branch: str, outer: str) -> bool:
    """Whether a branch is the other one, or lies inside it; everything lies within what is outside all branches."""
    return not outer or branch == outer or branch.startswith(f"{outer}/")


Marking = frozenset[Token]
"""All tokens of one process; empty when it is over."""
NOWHERE: Marking = frozenset()


@dataclass(frozen=True, slots=True)
class Begin:
    """From the start."""


@dataclass(frozen=True, slots=True)
class Leave:
    """A step is done, by the key of an outcome (``elapsed`` for a timer; ``done``, ``failed`` for a service)."""

    token: Token
    outcome: str


@dataclass(frozen=True, slots=True)
class Stand:
    """All that ran is dropped, and the process goes on at one step, of whatever kind: reopened, or set right."""

    step: str


Act = Begin | Leave | Stand


@dataclass(frozen=True, slots=True)
class Asked:
    """A service that the move asked for and does not wait for."""

    step: str
    action: str


@dataclass(frozen=True, slots=True)
class Move:
    """What an act did. ``entered`` are the tokens that rest now and did not before, in the order of their branches.

    ``arrived`` wait at a join, ``gone`` stood somewhere before and do not any more; ``ended`` is the key of the end by
    which the whole process is over, or empty; ``read`` the facts that conditions asked for, with their values.
    """

    marking: Marking
    entered: tuple[Token, ...] = ()
    arrived: tuple[Token, ...] = ()
    gone: tuple[Token, ...] = ()
    services: tuple[Asked, ...] = ()
    ended: str = ""
    read: tuple[tuple[str, Value], ...] = ()
    passed: tuple[tuple[str, str], ...] = ()


class Endless(Exception):
    """A circle of steps at which nobody acts; no checked process has one."""


MOST_PASSED = 10_000
"""Steps in one move."""


def advance(definition: ProcessDefinition, marking: Marking, act: Act, facts: Facts, *, fold: Fold = str) -> Move:
    """Decide a move. Raises ``KeyError`` for a token, a step or an outcome that there is not.

    ``fold`` makes spellings of one word alike, for conditions on words.
    """
    run = _Run(definition, set(marking), facts, fold)
    match act:
        case Begin():
            run.pending.append((definition.start, ""))
        case Stand(step):
            run.tokens.clear()
            run.pending.append((step, ""))
        case Leave(token, outcome):
            run.tokens.remove(token)  # which refuses one that stands nowhere
            run.pending.append((dict(definition.waiting(token.step).follows())[outcome], token.branch))
        case _:
            assert_never(act)
    run.to_rest()
    return Move(
        marking=frozenset(run.tokens),
        entered=_new(run.entered, run.tokens),
        arrived=_new(run.arrived, run.tokens),
        gone=tuple(sorted(marking - run.tokens)),
        services=tuple(run.services),
        ended="" if run.tokens else run.ended,
        read=tuple(dict(run.read).items()),
        passed=tuple(run.passed),
    )


def _new(tokens: Iterable[Token], standing: set[Token]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token in standing)


@dataclass(slots=True)
class _Run:
    """One move under way. ``pending``: steps that are about to be entered, with their branches."""

    definition: ProcessDefinition
    tokens: set[Token]
    facts: Facts
    fold: Fold
    pending: deque[tuple[str, str]] = field(default_factory=deque)
    entered: list[Token] = field(default_factory=list)
    arrived: list[Token] = field(default_factory=list)
    services: list[Asked] = field(default_factory=list)
    read: list[tuple[str, Value]] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    ended: str = ""

    def to_rest(self) -> None:
        """Pass the steps that nobody acts at until everything rests."""
        for _passed in range(MOST_PASSED):
            if not self.pending:
                return
            self._enter(*self.pending.popleft())
        raise Endless

    def _enter(self, key: str, branch: str) -> None:
        step = self.definition.steps[key]
        if isinstance(step, Resting):
            token = Token(branch, key)
            self.tokens.add(token)
            self.entered.append(token)
            return
        way = ""
        match step:
            case RouteStep():
                way = "found" if self.facts.route() else "not_found"
                self.pending.appendleft((step.found if way == "found" else step.not_found, branch))
            case DecisionStep():
                way, following = self._chosen(step)
                self.pending.appendleft((following, branch))
            case ServiceStep():
                self.services.append(Asked(key, step.action))
                self.pending.appendleft((step.next, branch))
            case SplitStep():
                firsts = enumerate(step.branches, 1)
                inside = [(first, _inside(branch, key, number)) for number, first in firsts]
                self.pending.extendleft(reversed(inside))
            case JoinStep():
                self._join(step, branch)
            case EndStep():
                self.ended = key
                self._branch_over(branch)
            case _:
                assert_never(step)
        self.passed.append((key, way))

    def _chosen(self, step: DecisionStep) -> tuple[str, str]:
        """The key of the branch that holds, or ``default``, and where it leads."""
        says = parts_of(self._fact, self.fold)
        for branch in step.branches:
            if holds(branch.when, self._fact, says=says):
                return branch.key, branch.next
        return "default", step.default

    def _fact(self, name: str) -> Value:
        value = self.facts.fact(name)
        self.read.append((name, value))
        return value

    def _join(self, step: JoinStep, branch: str) -> None:
        if not branch:  # placed behind a split by hand: there is nobody to wait for
            self.pending.appendleft((step.next, ""))
            return
        token = Token(branch, step.key)
        self.tokens.add(token)
        self.arrived.append(token)
        self._branch_over(branch)

    def _branch_over(self, branch: str) -> None:
        """Go on behind the join once nothing of the split moves any more; a branch that ended is not waited for."""
        if not branch:
            return
        outside, _, last = branch.rpartition("/")
        split_key = last.rpartition("_")[0]
        split = self.definition.split(split_key)
        if any(_lies_in(inside, outside, split_key) for _key, inside in self.pending):
            return
        siblings = {token for token in self.tokens if _lies_in(token.branch, outside, split_key)}
        if any(token.step != split.join for token in siblings):
            return
        self.tokens -= siblings
        ((_way, following),) = self.definition.steps[split.join].follows()
        self.pending.appendleft((following, outside))


def _inside(branch: str, split: str, number: int) -> str:
    return f"{branch}/{split}_{number}" if branch else f"{split}_{number}"


def _lies_in(branch: str, outside: str, split: str) -> bool:
    """Whether a branch is one of a split, or lies in one of them; ``outside`` is where the split itself lies."""
    way_there = f"{outside}/" if outside else ""
    rest = branch.removeprefix(way_there)
    return branch.startswith(way_there) and rest.partition("/")[0].rpartition("_")[0] == split


def facts_of(definition: ProcessDefinition) -> set[str]:
    """The names of the facts that the process may ask for."""
    decisions = (step for step in definition.steps.values() if isinstance(step, DecisionStep))
    return {test.fact for step in decisions for branch in step.branches for test in facts_in(branch.when)}
