"""A process as plain values: the graph of steps that an owner publishes, in format 4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from workflows.facts.conditions import When
from workflows.facts.fact import FactType

ROUTED, CENTRAL = "@routed", "@central"
BY_FACT = "@fact:"
"""Before the name of a fact whose value is the code of the agency that acts."""
OBJECTION = "@objection"
"""Whoever decides on an objection: not who decided before (``cases.objection``)."""
OF_THE_KIND = "@kind"
"""The ladder that the kind of request names."""


class Effect(StrEnum):
    """What an outcome does to a case beside the step that it leads to."""

    DECIDE = "decide"
    """An answer with a result; the citizen reads it."""
    PROCEED = "proceed"
    """On, without deciding anything."""
    REFER = "refer"
    """To the body that the officer names."""
    ACCEPT = "accept"
    """The citizen says that it is settled."""
    REOPEN = "reopen"
    """The citizen objects."""
    NOT_DONE = "not_done"
    """The citizen says that what was promised has not been done."""
    SILENT = "silent"
    """The citizen says nothing as long as is waited."""
    APPEAL = "appeal"
    """The citizen objects, and another instance hears it: taken before ``reopen``, once."""


OF_OFFICERS = frozenset({Effect.DECIDE, Effect.PROCEED, Effect.REFER})
OF_CITIZENS = frozenset({Effect.ACCEPT, Effect.REOPEN, Effect.NOT_DONE, Effect.SILENT, Effect.APPEAL})
BACK_TO_WORK = frozenset({Effect.REOPEN, Effect.NOT_DONE, Effect.APPEAL})
"""By which a citizen does not leave it at the answer: nothing stands decided any more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field can have."""

    key: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """What officers fill in on the way; the fact ``field.<key>`` is what was filled in last."""

    key: str
    name: Mapping[str, str]
    type: FactType
    help: Mapping[str, str]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """A field of the process, by its key, that whoever chooses an outcome fills in."""

    field: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way out of a step. ``result`` is what a decision comes to (a code of ``cases.models.Outcome``).

    ``words`` name it to officers; without any, the result or the step that follows does. ``letter`` and ``fields``:
    which letter goes out, and what is asked of whoever chooses it. ``answers``: the citizen gets words of the officer.
    """

    key: str
    next: str
    effect: Effect
    words: Mapping[str, str]
    result: str = ""
    letter: str = ""
    fields: tuple[FieldAsked, ...] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Performer:
    """Who acts: ``agency`` is a code, ``@routed`` (where routing or a referral sent it), ``@central``, ``@objection``
    (who has not decided yet), or ``@fact:`` with the name of a fact; ``level`` that of the post there, or ``role`` the
    code of the role to be held there."""

    agency: str
    level: int = 0
    role: str = ""


class Instead(StrEnum):
    """Who gets the work of a step where nobody may act whom it names."""

    HEIR = "heir"
    """Whoever holds another post or role at the same agency, else the unit."""
    UNIT = "unit"
    """The complaints unit."""
    REFUSED = "refused"
    """Such a process is not published; where nobody is left later, the unit."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What an owner says of agencies where nobody may act at a step: ``level`` or ``role`` name the heir."""

    to: Instead
    level: int = 0
    role: str = ""


class LeftByOutcomes:
    """A step that is left by one of its outcomes."""

    __slots__ = ()
    outcomes: tuple[Outcome, ...]

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from ((outcome.key, outcome.next) for outcome in self.outcomes)

    def outcome(self, key: str) -> Outcome:
        """Raises ``KeyError`` for an outcome that the step has not."""
        for outcome in self.outcomes:
            if outcome.key == key:
                return outcome
        raise KeyError(key)

    def by_effect(self, effect: Effect) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.effect == effect]


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """A point of a step's checklist, which officers tick; ``required``: before they answer or go on."""

    key: str
    name: Mapping[str, str]
    required: bool = False


@dataclass(frozen=True, slots=True)
class TaskStep(LeftByOutcomes):
    """Someone acts. ``status`` is the case's while it is here; ``ladder`` a key, ``@kind``, or empty for none.

    ``calendar`` is a key, or empty for the agency's own. ``shown_to_citizen``, of every step that a case can stand at:
    it is a stop of the road on the citizen's page, by its name. ``not_by``: the steps by whose doers it is not done
    (separation of duties); ``otherwise``: None where whoever else acts at the agency gets what nobody named may do.
    """

    key: str
    name: Mapping[str, str]
    performer: Performer
    status: str
    outcomes: tuple[Outcome, ...]
    ladder: str = OF_THE_KIND
    calendar: str = ""
    notices: tuple[str, ...] = ()
    shown_to_citizen: bool = False
    checklist: tuple[CheckPoint, ...] = ()
    not_by: tuple[str, ...] = ()
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True)
class WaitStep(LeftByOutcomes):
    """The citizen may act for ``days`` working days; then the outcome whose effect is ``silent`` is taken."""

    key: str
    name: Mapping[str, str]
    status: str
    days: int
    outcomes: tuple[Outcome, ...]
    notices: tuple[str, ...] = ()
    shown_to_citizen: bool = False


@dataclass(frozen=True, slots=True)
class TimerStep:
    """Nobody acts for ``days`` working days; then it goes on."""

    key: str
    name: Mapping[str, str]
    status: str
    days: int
    next: str
    shown_to_citizen: bool = False

    def follows(self) -> Iterator[tuple[str, str]]:
        yield ELAPSED, self.next


ELAPSED = "elapsed"
"""The one way out of a timer."""


@dataclass(frozen=True, slots=True)
class RouteStep:
    """Asks the kind's routing table: ``found`` when a rule matched, ``not_found`` when none did."""

    key: str
    name: Mapping[str, str]
    found: str
    not_found: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield "found", self.found
        yield "not_found", self.not_found


@dataclass(frozen=True, slots=True)
class Branch:
    """Taken when the condition holds. ``name`` says in words what it means, where an owner gave it one."""

    key: str
    name: Mapping[str, str]
    when: When
    next: str


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """The first branch that holds, or the default."""

    key: str
    name: Mapping[str, str]
    branches: tuple[Branch, ...]
    default: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from ((branch.key, branch.next) for branch in self.branches)
        yield "default", self.default


@dataclass(frozen=True, slots=True)
class Retry:
    """How often an automatic act is tried, and how many minutes lie between two tries, where an owner says so."""

    tries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ServiceStep:
    """Asks for a registered ``action`` with ``values``, which is done after the commit, and goes on at once."""

    key: str
    name: Mapping[str, str]
    action: str
    values: Mapping[str, str]
    next: str
    retry: Retry | None = None

    def follows(self) -> Iterator[tuple[str, str]]:
        yield "next", self.next


@dataclass(frozen=True, slots=True)
class AwaitedService:
    """The same, and waits: ``next`` once it is done, ``failed`` once it was tried as often as it is tried at all.

    In JSON it is a service that says where it goes on if it fails.
    """

    status: ClassVar[str] = "in_progress"
    """The case's while it is here."""
    key: str
    name: Mapping[str, str]
    action: str
    values: Mapping[str, str]
    next: str
    failed: str
    retry: Retry | None = None

    def follows(self) -> Iterator[tuple[str, str]]:
        yield DONE, self.next
        yield FAILED, self.failed

    def asks_otherwise(self, other: object) -> bool:
        """Whether another step that waits asks for another act, or for the same with other values."""
        return isinstance(other, AwaitedService) and (other.action, other.values) != (self.action, self.values)


DONE, FAILED = "done", "failed"
"""The two ways out of an automatic act that is waited for."""


@dataclass(frozen=True, slots=True)
class SplitStep:
    """Goes on with every one of ``branches`` side by side, each the key of its first step, until all are at ``join``.

    The first leads: the case shows its status, body and date; when it has ended the next in order leads.
    """

    key: str
    name: Mapping[str, str]
    branches: tuple[str, ...]
    join: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield from ((f"branch {number}", first) for number, first in enumerate(self.branches, 1))


@dataclass(frozen=True, slots=True)
class JoinStep:
    """Goes on once every branch of its split has come here or has ended."""

    key: str
    name: Mapping[str, str]
    next: str

    def follows(self) -> Iterator[tuple[str, str]]:
        yield "next", self.next


@dataclass(frozen=True, slots=True)
class EndStep:
    """Inside a branch: the branch is over. Elsewhere the case is closed, with ``result`` where nothing was decided."""

    key: str
    name: Mapping[str, str]
    result: str = ""

    def follows(self) -> Iterator[tuple[str, str]]:
        return iter(())


ActedAt = TaskStep | WaitStep
"""The steps that somebody leaves by an outcome."""
Resting = ActedAt | TimerStep | AwaitedService
"""The steps at which a case can stand."""
Passed = RouteStep | DecisionStep | ServiceStep | SplitStep
"""The steps that are left as soon as they are reached. A join is neither: branches wait there for one another."""
Automatic = ServiceStep | AwaitedService
"""The steps at which the platform itself does something."""
Step = Resting | Passed | JoinStep | EndStep


@dataclass(frozen=True)
class ProcessDefinition:
    """Steps by their keys, in the owner's order, and the one to begin with; ``fields`` are what officers fill in."""

    name: Mapping[str, str]
    start: str
    steps: Mapping[str, Step]
    fields: tuple[Field, ...] = ()

    def waiting(self, key: str) -> Resting:
        """The step ``key``, which must be one that a case can stand at; raises ``KeyError`` otherwise."""
        step = self.steps[key]
        if not isinstance(step, Resting):
            raise KeyError(key)
        return step

    def split(self, key: str) -> SplitStep:
        """Raises ``KeyError`` for a step that does not split."""
        step = self.steps[key]
        if not isinstance(step, SplitStep):
            raise KeyError(key)
        return step

    @cached_property
    def regions(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """For each split the steps inside each of its branches, without its join."""
        splits = (step for step in self.steps.values() if isinstance(step, SplitStep))
        return {
            split.key: tuple(reached(self.steps, [first], without=split.join) for first in split.branches)
            for split in splits
        }

    @cached_property
    def in_branches(self) -> frozenset[str]:
        """The steps that lie inside a branch of any split; an end may also stand outside."""
        return frozenset(key for regions in self.regions.values() for region in regions for key in region)


def reached(steps: Mapping[str, Step], starts: list[str], *, without: str = "") -> frozenset[str]:
    """The steps that ways lead to from ``starts``, these among them, where none passes ``without``."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        key = waiting.pop()
        if key in found or key == without or key not in steps:
            continue
        found.add(key)
        waiting.extend(following for _way, following in steps[key].follows())
    return frozenset(found)
