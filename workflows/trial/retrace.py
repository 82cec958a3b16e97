"""The way that a case takes through a definition, with the decisions that people did take and the facts of then.

Nothing is invented: where nobody ever decided, an outcome is gone or a fact is not known, the way is *open* from there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from permissions.arabic import fold
from workflows.cases.actions.citizen import triage_of
from workflows.cases.models import Outcome as Result
from workflows.cases.past import NotKept
from workflows.facts.catalogue import CATEGORY, FIELD
from workflows.facts.conditions import Value
from workflows.processes.advance import NOWHERE, Act, Begin, Endless, Leave, Marking, Move, Stand, Token, advance
from workflows.processes.definition import (
    BACK_TO_WORK,
    ELAPSED,
    Effect,
    EndStep,
    LeftByOutcomes,
    Outcome,
    ProcessDefinition,
    Resting,
    TimerStep,
    WaitStep,
)
from workflows.trial.life import OUTCOME, ROUTING, Did, Life, Span, What, spans_of

MOST_LEFT = 2_000
"""Steps that one case leaves on its way: timers that lead to one another would go on for ever."""
FACT = "fact:"
"""Before the name of the fact that is not known."""


class Open(NamedTuple):
    """From which step on it depends on what people would have done, and why.

    ``nobody``: nobody ever decided there. ``outcome``: the one that was chosen is gone. ``step``: so is the one where
    it was put. ``routing``: the table was not asked then. ``misrouted``: the citizen could not say so. ``endless``:
    it goes round. ``fact:`` and a name: what that was then is not known.
    """

    step: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One move. ``by``: what had been done, by its number; ``left``: the step and its outcome, where one was left."""

    by: int
    left: tuple[str, str] | None
    entered: tuple[str, ...]
    services: tuple[str, ...]
    ended: str
    over: bool
    passed: tuple[tuple[str, str], ...] = ()
    read: Mapping[str, Value] = field(default_factory=dict)

    @property
    def trail(self) -> tuple[str, ...]:
        """The steps that it came to, in order: services, those at which it then rested, the end."""
        return (*self.services, *self.entered, *([self.ended] if self.ended else ()))


@dataclass(frozen=True, slots=True)
class Road:
    """The whole way. ``result``: what the case comes to; ``open``: None where all of it is known; ``standing``: where
    its tokens are at the end of it."""

    moves: tuple[Moved, ...]
    result: str
    open: Open | None
    standing: Marking = NOWHERE

    @property
    def trail(self) -> tuple[str, ...]:
        """The steps that it comes to, in order."""
        return tuple(step for move in self.moves for step in move.trail)

    @property
    def is_over(self) -> bool:
        """Whether it leads to where the case is closed."""
        return bool(self.moves) and self.moves[-1].over and self.open is None


def retrace(definition: ProcessDefinition, life: Life) -> Road:
    """Lead a past case through a checked definition."""
    walker = _Walker(definition, life)
    for span in spans_of(life.acts):
        if not walker.live(span):
            break
    return Road(tuple(walker.moves), walker.result, walker.open, walker.marking)


def is_as_it_was(road: Road, life: Life) -> bool:
    """Whether a way on the version that ran is what the diary tells: steps in order, ends, what it came to."""
    told = [(did.number, did.entered, did.over) for did in life.acts]
    again = [(move.by, move.entered, move.over) for move in road.moves]
    return road.open is None and told == again and road.result == life.result


@dataclass(frozen=True, slots=True)
class _Then:
    """The facts as they stood when something was done. ``result`` is what the case comes to on this way."""

    life: Life
    did: Did
    result: str

    def fact(self, name: str) -> Value:
        if name == OUTCOME:
            return self.result
        for known in (self.did.read, self.life.fixed):
            if name in known:
                return known[name]
        if name == CATEGORY:
            return self.life.category(self.did.number)
        if name.startswith(FIELD):
            return self.life.filled_in(name, self.did.number)
        return self.life.words(name)

    def route(self) -> bool:
        if self.did.found is None:
            raise NotKept(ROUTING)
        return self.did.found


@dataclass(slots=True)
class _Walker:
    """One case under way. ``viewed``: at which step its citizen had the last word on what stands decided, empty where
    they have not; ``came``: by what each token came to where it is; ``stuck``: which cannot go on, and why."""

    definition: ProcessDefinition
    life: Life
    marking: Marking = NOWHERE
    result: str = ""
    moves: list[Moved] = field(default_factory=list)
    open: Open | None = None
    viewed: str = ""
    came: dict[Token, Did] = field(default_factory=dict)
    stuck: dict[Token, str] = field(default_factory=dict)

    def live(self, span: Span) -> bool:
        """Go through what was done from one beginning to the next; whether there is a next."""
        if not self._begin(span.first):
            return False
        self._follow(span)
        if self._opens(span):
            return False
        if span.withdrawn is not None and self.marking:
            self.marking, self.result = NOWHERE, Result.WITHDRAWN.value
            self.moves.append(Moved(span.withdrawn.number, None, (), (), "", over=True))
        return True

    def _begin(self, did: Did) -> bool:
        """Whether it can begin: a citizen opens nothing again where the process has no such way, and that is known."""
        act: Act = Begin()
        if did.what != What.BEGAN:
            step = self._stands_at(did)
            if not step:
                return False
            act = Stand(step)
        try:
            self._do(act, did, None)
        except NotKept as error:
            self.open = Open(self.definition.start if did.what == What.BEGAN else did.step, _why(error))
            return False
        if did.what in (What.REOPENED, What.NOT_DONE):
            self.result = ""
        return True

    def _stands_at(self, did: Did) -> str:
        """Where the process is put, by its own steps; nothing where it cannot be."""
        if did.what in (What.REOPENED, What.NOT_DONE):
            again = self._after_view(did)
            return again if again and self.result != Result.WITHDRAWN and not self.marking else ""
        if did.what == What.MISROUTED:
            triage = triage_of(self.definition)
            if triage is None and self.marking:
                self.open = Open(min(self.marking).step, "misrouted")
            return triage or "" if self.marking else ""
        if not isinstance(self.definition.steps.get(did.step), Resting):
            self.open = Open(did.step, "step")
            return ""
        return did.step

    def _after_view(self, did: Did) -> str:
        """Where a citizen who does not leave it at the answer of a closed case goes on; nothing where they cannot."""
        step = self.definition.steps.get(self.viewed)
        if not isinstance(step, WaitStep):
            return ""
        if did.what == What.NOT_DONE:
            return next((way.next for way in step.by_effect(Effect.NOT_DONE)), "")
        taken = {move.left for move in self.moves}
        other = (way for way in step.by_effect(Effect.APPEAL) if (step.key, way.key) not in taken)
        return next((way.next for way in (*other, *step.by_effect(Effect.REOPEN))), "")

    def _follow(self, span: Span) -> None:
        """Each token goes on by the next decision that was taken at its step, the earliest of all first."""
        taken: dict[str, deque[Did]] = defaultdict(deque)
        for did in span.leaves:
            taken[did.step].append(did)
        for _left in range(MOST_LEFT):
            free = [token for token in self.marking if token not in self.stuck]
            timer = next((token for token in sorted(free) if self._elapses(token, taken, span)), None)
            if timer is not None:
                self._leave(timer, ELAPSED, self.came[timer])
                continue
            decided = [(taken[token.step][0].number, token) for token in free if taken[token.step]]
            if not decided:
                return
            _number, token = min(decided)
            did = taken[token.step].popleft()
            self._leave(token, did.outcome, did)
        self.stuck.update(dict.fromkeys(self.marking, "endless"))

    def _elapses(self, token: Token, taken: Mapping[str, deque[Did]], span: Span) -> bool:
        """At a timer nobody decides: it is known that it goes on, where the case does not stand there today."""
        timer = isinstance(self.definition.steps[token.step], TimerStep)
        return timer and not taken[token.step] and token.step not in span.rests

    def _leave(self, token: Token, outcome: str, did: Did) -> None:
        step = self.definition.waiting(token.step)
        way: Outcome | None = None
        if isinstance(step, LeftByOutcomes):
            way = next((each for each in step.outcomes if each.key == outcome), None)
        if outcome not in dict(step.follows()):
            self.stuck[token] = "outcome"
            return
        before = self.result
        self.result = self._result(way, did)
        try:
            self._do(Leave(token, outcome), did, (token.step, outcome))
        except NotKept as error:
            self.stuck[token], self.result = _why(error), before
            return
        if way is not None and way.effect in BACK_TO_WORK:
            self.result = ""
        if isinstance(step, WaitStep):
            self.viewed = step.key
        elif way is not None and way.effect == Effect.DECIDE:
            self.viewed = ""

    def _result(self, way: Outcome | None, did: Did) -> str:
        """What the case has come to once somebody answers: of several side by side the first in order counts."""
        if way is None or way.effect != Effect.DECIDE:
            return self.result
        kept = bool(did.decided) and did.result != did.decided
        return self.result if kept and self.result else way.result

    def _do(self, act: Act, did: Did, left: tuple[str, str] | None) -> None:
        """Raises ``NotKept``, and then nothing is done."""
        try:
            move = advance(self.definition, self.marking, act, _Then(self.life, did, self.result), fold=fold)
        except Endless as error:
            raise NotKept("endless") from error
        self.marking = move.marking
        self.came.update(dict.fromkeys(move.entered, did))
        if not move.marking:
            end = self.definition.steps.get(move.ended)
            self.result = self.result or (end.result if isinstance(end, EndStep) else "") or Result.NOTED
            self.result = str(self.result)
        self.moves.append(_moved(move, did, left))

    def _opens(self, span: Span) -> bool:
        """Whether some of it does not go on as far as it is known to have gone."""
        for token in sorted(self.marking):
            if not isinstance(self.definition.steps[token.step], Resting):
                continue  # it waits at a join for the others
            if token in self.stuck or token.step not in span.rests:
                self.open = Open(token.step, self.stuck.get(token, "nobody"))
                return True
        return False


def _moved(move: Move, did: Did, left: tuple[str, str] | None) -> Moved:
    return Moved(
        by=did.number,
        left=left,
        entered=tuple(token.step for token in move.entered),
        services=tuple(asked.step for asked in move.services),
        ended=move.ended,
        over=not move.marking,
        passed=move.passed,
        read=dict(move.read),
    )


def _why(error: NotKept) -> str:
    return error.what if error.what in (ROUTING, "endless") else f"{FACT}{error.what}"
