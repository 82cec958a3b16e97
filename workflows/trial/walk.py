"""One piece of work of the past, its count run again: what people did comes when it came, what the clock does follows.

Plain Python. People are taken to have done the same at the same moments; nothing is supposed of what they would have
done otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, add, left, resumed
from workflows.clock.passes import pass_after
from workflows.escalation.decide import Next, next_rung, pause_of
from workflows.escalation.definition import Ladder

What = Literal["begin", "restart", "reply", "up", "pause", "answer", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What came from outside: the work arrived, an act began the count anew, somebody replied without deciding, a
    person moved it up to ``level``, a question rested the count, the citizen answered, the step ended."""

    at: datetime
    what: What
    level: int = 0


@dataclass(frozen=True, slots=True)
class Up:
    """The clock moved it up: when, to which level, and what had been due."""

    at: datetime
    level: int
    due: datetime


Rule = tuple[Ladder, Calendar]
Span = tuple[datetime, datetime]
"""From when until when."""
NO_PASSES: Mapping[datetime, datetime] = MappingProxyType({})


@dataclass(slots=True)
class _Count:
    rule: Callable[[datetime], Rule]
    passes: Mapping[datetime, datetime]
    elsewhere: Sequence[Span] = ()
    level: int = 0
    replied: bool = False
    coming: Next | None = None
    due: datetime | None = None
    rest: timedelta | None = None
    paused: datetime | None = None
    pauses: list[Span] = field(default_factory=list)
    ups: list[Up] = field(default_factory=list)

    def begin(self, at: datetime) -> None:
        self._end_pause(at)
        ladder, calendar = self.rule(at)
        self.coming, self.rest = next_rung(ladder, self.level), None
        self.due = add(calendar, at, self.coming.after, ladder.ends)

    def run(self, until: datetime) -> None:
        """All that the clock does before ``until``, at the pass that found it due."""
        while self.due is not None and self.coming is not None:
            at = self.passes.get(self.due) or pass_after(self.due)
            if at >= until:
                return
            if self.rest is not None:
                self.go_on(at)
                continue
            if self.coming.kind == "escalate":
                self.level = self.coming.level
                self.ups.append(Up(at, self.level, self.due))
            self.begin(at)

    def pause(self, at: datetime) -> None:
        """``due`` is then until when the question rests it. One that the ladder refuses rests nothing."""
        ladder, calendar = self.rule(at)
        former = [*self.pauses, *((since, min(until, at)) for since, until in self.elsewhere if since < at)]
        if self.paused is not None or (ladder.asking is not None and len(former) >= ladder.asking.most):
            return
        self.replied = False
        if self.due is None or self.coming is None:
            return
        self.rest = left(calendar, at, self.due, self.coming.after.unit, ladder.ends)
        self.due, self.paused = pause_of(ladder, calendar, at, former).until, at

    def go_on(self, at: datetime) -> None:
        if self.rest is None or self.coming is None:
            return
        ladder, calendar = self.rule(at)
        duration: Duration = self.coming.after
        self.due, self.rest = resumed(calendar, at, self.rest, duration.unit, ladder.ends), None
        self._end_pause(at)

    def _end_pause(self, at: datetime) -> None:
        if self.paused is not None:
            self.pauses.append((self.paused, at))
            self.paused = None

    def reply(self, at: datetime) -> None:
        """It begins the count anew as often as the ladder says."""
        counts = self.rule(at)[0].acts.reply
        if counts == "always" or (counts == "once" and not self.replied):
            self.replied = True
            self.begin(at)

    def answer(self, at: datetime) -> None:
        """The count goes on where a question rests it, or begins anew."""
        if self.rest is None:
            return
        if self.rule(at)[0].acts.question == "starts_again":
            self.begin(at)
        else:
            self.go_on(at)

    def meet(self, mark: Mark) -> None:
        match mark.what:
            case "begin" | "restart":
                self.begin(mark.at)
            case "reply":
                self.reply(mark.at)
            case "up":
                self.level = max(self.level, mark.level)
                self.begin(mark.at)
            case "pause":
                self.pause(mark.at)
            case "answer":
                self.answer(mark.at)
            case "end":
                self.due = None


def walk(
    marks: Iterable[Mark],
    rule: Callable[[datetime], Rule],
    *,
    until: datetime,
    passes: Mapping[datetime, datetime] = NO_PASSES,
    elsewhere: Sequence[Span] = (),
) -> list[Up]:
    """How the clock moves it up by the rules of each moment. ``passes``: where a pass is known to have come late.
    ``elsewhere``: pauses of the same request for questions of other work, which a limit on asking counts too."""
    count = _Count(rule, passes, elsewhere)
    for mark in marks:
        count.run(min(mark.at, until))
        if mark.at > until:
            return count.ups
        count.meet(mark)
    count.run(until)
    return count.ups
